"""Two permanent worker threads, one for the database and one for documents, and the way back.

The database connection lives on the `db` thread and is never touched elsewhere; PDFium is not
thread-safe and lives on the `docs` thread. Answers come back over one permanent signal, so that
a widget that has gone in the meantime is skipped instead of called.
"""

from __future__ import annotations

import errno
import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from ruko_desk.errors import EnvironmentProblem, RuKoError, UserError

T = TypeVar("T")

DB = "db"
DOCS = "docs"
STOP_SECONDS = 5.0


class Runner(Protocol):
    """What the window asks of the worker threads; tests give an inline one."""

    def db(
        self,
        fn: Callable[[], T],
        ok: Callable[[T], object],
        *,
        owner: QObject,
        err: Callable[[RuKoError], object] | None = None,
        end: Callable[[], object] | None = None,
    ) -> None:
        """Run `fn` on the database thread and `ok` with its result on the window's thread.

        Args:
            fn: the work; it must not touch a widget.
            ok: takes the result; skipped when `owner` has been deleted.
            owner: the object the answer belongs to.
            err: takes a UserError or EnvironmentProblem; without it the person is told.
            end: called after `ok` or the error, whatever happened, if `owner` lives.
        """
        ...

    def docs(
        self,
        fn: Callable[[], T],
        ok: Callable[[T], object],
        *,
        owner: QObject,
        err: Callable[[RuKoError], object] | None = None,
        end: Callable[[], object] | None = None,
    ) -> None:
        """Do the same on the document thread."""
        ...

    def latest(
        self,
        key: str,
        fn: Callable[[], T],
        ok: Callable[[T], object],
        *,
        owner: QObject,
        err: Callable[[RuKoError], object] | None = None,
        thread: str = DB,
    ) -> None:
        """Run like `db` or `docs`, but only the newest job of this owner and key answers."""
        ...

    def on_docs(self, fn: Callable[[], T]) -> T:
        """Run `fn` on the document thread and wait for it; for jobs on the database thread."""
        ...

    def forget(self) -> None:
        """Answer none of the jobs handed in so far; their work is still finished in order."""
        ...

    def stop(self) -> bool:
        """Finish the waiting jobs, end both threads; False when one did not end in time."""
        ...


@dataclass(slots=True)
class Job:
    """One piece of work on its way; `result` or `error` is set when it comes back."""

    number: int
    thread: str
    fn: Callable[[], Any]
    ok: Callable[[Any], object]
    owner: QObject
    err: Callable[[RuKoError], object] | None
    end: Callable[[], object] | None
    slot: tuple[int, str] | None = None
    skipped: bool = False
    forgotten: bool = False
    result: Any = None
    error: BaseException | None = None


class _Worker:
    """A thread that takes jobs out of its queue until it finds None there."""

    def __init__(self, name: str, work: Callable[[Job], None]) -> None:
        self.queue: SimpleQueue[Job | Callable[[], None] | None] = SimpleQueue()
        self._work = work
        self.thread = threading.Thread(target=self._run, name=name, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        while (item := self.queue.get()) is not None:
            if isinstance(item, Job):
                self._work(item)
            else:
                item()
            del item


class JobRunner(QObject):
    """The runner of the running program; lives as long as the application."""

    idle = Signal()
    _back = Signal(object)

    def __init__(self, on_error: Callable[[BaseException], object], parent: QObject | None = None):
        """Start both threads.

        Args:
            on_error: told on the window's thread of every error that no caller took: a
                UserError, an EnvironmentProblem, or anything else, which is a bug.
            parent: the owner in the sense of Qt.
        """
        super().__init__(parent)
        self.on_error = on_error
        self._numbers = itertools.count(1)
        self._waiting: dict[int, Job] = {}
        self._newest: dict[tuple[int, str], int] = {}
        self._stopped = False
        self._back.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._workers = {name: _Worker(f"ruko-{name}", self._work) for name in (DB, DOCS)}

    @property
    def is_idle(self) -> bool:
        """Tell whether no job is waiting, running or on its way back."""
        return not self._waiting

    def db(
        self,
        fn: Callable[[], T],
        ok: Callable[[T], object],
        *,
        owner: QObject,
        err: Callable[[RuKoError], object] | None = None,
        end: Callable[[], object] | None = None,
    ) -> None:
        """Run `fn` on the database thread; see `Runner.db`."""
        self._submit(Job(next(self._numbers), DB, fn, ok, owner, err, end))

    def docs(
        self,
        fn: Callable[[], T],
        ok: Callable[[T], object],
        *,
        owner: QObject,
        err: Callable[[RuKoError], object] | None = None,
        end: Callable[[], object] | None = None,
    ) -> None:
        """Run `fn` on the document thread; see `Runner.db`."""
        self._submit(Job(next(self._numbers), DOCS, fn, ok, owner, err, end))

    def latest(
        self,
        key: str,
        fn: Callable[[], T],
        ok: Callable[[T], object],
        *,
        owner: QObject,
        err: Callable[[RuKoError], object] | None = None,
        thread: str = DB,
    ) -> None:
        """Run `fn` and let only the newest job of this owner and key answer."""
        slot = (id(owner), key)
        job = Job(next(self._numbers), thread, fn, ok, owner, err, None, slot)
        older = self._waiting.get(self._newest.get(slot, 0))
        if older is not None:
            older.skipped = True
        self._newest[slot] = job.number
        self._submit(job)

    def on_docs(self, fn: Callable[[], T]) -> T:
        """Run `fn` on the document thread and wait for its result.

        Raises:
            Exception: whatever `fn` raised.
            EnvironmentProblem: the program is ending and takes no more work.
        """
        if threading.current_thread() is self._workers[DOCS].thread:
            return fn()
        if self._stopped:
            raise EnvironmentProblem("Aplikasi sedang ditutup. Buka lagi, lalu ulangi.")
        done = threading.Event()
        answer: list[T] = []
        failure: list[BaseException] = []

        def call() -> None:
            try:
                answer.append(fn())
            except BaseException as error:
                failure.append(error)
            finally:
                done.set()

        self._workers[DOCS].queue.put(call)
        done.wait()
        if failure:
            raise failure[0]
        return answer[0]

    def forget(self) -> None:
        """Answer none of the jobs handed in so far; their work is still finished in order."""
        for job in self._waiting.values():
            job.skipped = job.skipped or job.slot is not None
            job.forgotten = True

    def stop(self) -> bool:
        """Finish the waiting jobs and end both threads.

        Returns:
            False when a thread was still at work after five seconds.
        """
        self._stopped = True
        for name in (DB, DOCS):  # the database thread may still ask the document thread
            worker = self._workers[name]
            worker.queue.put(None)
            worker.thread.join(STOP_SECONDS)
        return not any(worker.thread.is_alive() for worker in self._workers.values())

    def _submit(self, job: Job) -> None:
        if self._stopped:
            return
        self._waiting[job.number] = job
        self._workers[job.thread].queue.put(job)

    def _work(self, job: Job) -> None:
        """Do the work; runs on a worker thread."""
        if not job.skipped:
            try:
                job.result = job.fn()
            except BaseException as error:
                job.error = error
        self._back.emit(job)

    @Slot(object)
    def _deliver(self, job: Job) -> None:
        self._waiting.pop(job.number, None)
        newest = job.slot is None or self._newest.get(job.slot) == job.number
        if job.slot is not None and newest:
            del self._newest[job.slot]
        try:
            if newest and not job.skipped:
                settle(job, self.on_error)
        finally:
            if not self._waiting:
                self.idle.emit()


def settle(job: Job, on_error: Callable[[BaseException], object]) -> None:
    """Hand a finished job's result or error to whom it belongs; skip an owner that has gone.

    What the machine refused and bugs are told even when the owner has gone: a save behind a
    closed page must not fail in silence.
    """
    alive = not job.forgotten and isValid(job.owner)
    error = as_problem(job.error)
    if error is None:
        if alive:
            job.ok(job.result)
    elif isinstance(error, RuKoError) and alive and job.err is not None:
        job.err(error)
    elif alive or not isinstance(error, UserError):
        on_error(error)
    if alive and isValid(job.owner) and job.end is not None:
        job.end()


def as_problem(error: BaseException | None) -> BaseException | None:
    """Turn what the operating system refused into a sentence; leave everything else as it is."""
    if isinstance(error, MemoryError):
        return EnvironmentProblem(
            "Memori komputer tidak cukup untuk pekerjaan ini. Tutup aplikasi lain, lalu coba lagi."
        )
    if isinstance(error, OSError):
        return EnvironmentProblem(_os_sentence(error))
    return error


def _os_sentence(error: OSError) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "Ruang penyimpanan penuh. Pindahkan berkas lain, lalu coba lagi."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return "Map ini tidak dapat ditulis. Pilih map lain, lalu coba lagi."
        case errno.ENOENT | errno.ENODEV | errno.ENXIO:
            return "Map atau berkas itu tidak ada lagi. Pilih yang lain, lalu coba lagi."
        case _:
            return (
                "Berkas tidak dapat dibaca atau ditulis. Periksa flash disk atau map, "
                "lalu coba lagi."
            )
