"""A runner without threads: work is done and answered at once, in the order it was asked for."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from ruko_desk.errors import RuKoError
from ui.jobs.runner import DB, DOCS, Job, settle

T = TypeVar("T")


def raise_it(error: BaseException) -> None:
    """Let an error that nobody took fail the test."""
    raise error


class SyncRunner:
    """Runs inline; `held` keeps jobs back until `release`, to test late answers."""

    def __init__(self, on_error: Callable[[BaseException], object] = raise_it) -> None:
        self.on_error = on_error
        self.held = False
        self.stopped = False
        self._jobs: list[Job] = []
        self._numbers = itertools.count(1)

    def db(
        self,
        fn: Callable[[], T],
        ok: Callable[[T], object],
        *,
        owner: QObject,
        err: Callable[[RuKoError], object] | None = None,
        end: Callable[[], object] | None = None,
    ) -> None:
        self._take(Job(next(self._numbers), DB, fn, ok, owner, err, end))

    def docs(
        self,
        fn: Callable[[], T],
        ok: Callable[[T], object],
        *,
        owner: QObject,
        err: Callable[[RuKoError], object] | None = None,
        end: Callable[[], object] | None = None,
    ) -> None:
        self._take(Job(next(self._numbers), DOCS, fn, ok, owner, err, end))

    def latest(
        self,
        key: str,
        fn: Callable[[], Any],
        ok: Callable[[Any], object],
        *,
        owner: QObject,
        err: Callable[[RuKoError], object] | None = None,
        thread: str = DB,
    ) -> None:
        slot = (id(owner), key)
        self._jobs = [job for job in self._jobs if job.slot != slot]
        self._take(Job(next(self._numbers), thread, fn, ok, owner, err, None, slot))

    def on_docs(self, fn: Callable[[], T]) -> T:
        return fn()

    def forget(self) -> None:
        for job in self._jobs:
            job.forgotten = True

    def stop(self) -> bool:
        self.release()
        self.stopped = True
        return True

    def release(self) -> None:
        """Do what was held back."""
        self.held = False
        while self._jobs:
            self._do(self._jobs.pop(0))

    def _take(self, job: Job) -> None:
        if self.held:
            self._jobs.append(job)
        else:
            self._do(job)

    def _do(self, job: Job) -> None:
        try:
            job.result = job.fn()
        except Exception as error:
            job.error = error
        settle(job, self.on_error)
