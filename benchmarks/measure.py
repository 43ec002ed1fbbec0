"""Timing, and the form in which a figure is told."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measurement beside its limit.

    Args:
        name: what was measured.
        unit: ms or MB.
        median: middle of the runs.
        p95: 95th percentile of the runs.
        limit: the same figure of the bare library, None where there is none.
        ratio: median by limit.
        target: what must hold, in words.
        ok: whether it holds.
        n: cases in the file.
    """

    name: str
    unit: str
    median: float
    p95: float
    limit: float | None
    ratio: float | None
    target: str
    ok: bool
    n: int

    def as_dict(self) -> dict[str, object]:
        """Return the figure as it goes into the JSON file."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What must hold: a ratio to the limit, a 95th percentile, or a median at most so high."""

    ratio: float | None = None
    p95: float | None = None
    median: float | None = None

    def text(self) -> str:
        """Return the target in words."""
        parts = []
        if self.ratio is not None:
            parts.append(f"<= {self.ratio:g} x limit")
        if self.p95 is not None:
            parts.append(f"p95 < {self.p95:g}")
        if self.median is not None:
            parts.append(f"median < {self.median:g}")
        return ", ".join(parts)

    def holds(self, median: float, p95: float, limit: float | None) -> bool:
        """Tell whether the figures keep the target."""
        return (
            (self.ratio is None or (limit is not None and median <= self.ratio * limit))
            and (self.p95 is None or p95 < self.p95)
            and (self.median is None or median < self.median)
        )


def figure(
    name: str,
    runs: Iterable[float],
    target: Target,
    *,
    n: int,
    limit: Iterable[float] | None = None,
    unit: str = "ms",
) -> Figure:
    """Sum up runs and the runs of the bare library."""
    values = sorted(runs)
    median, p95 = statistics.median(values), percentile(values, 0.95)
    bare = statistics.median(limit) if limit is not None else None
    return Figure(
        name=name,
        unit=unit,
        median=round(median, 3),
        p95=round(p95, 3),
        limit=None if bare is None else round(bare, 3),
        ratio=None if not bare else round(median / bare, 2),
        target=target.text(),
        ok=target.holds(median, p95, bare),
        n=n,
    )


def percentile(ordered: list[float], share: float) -> float:
    """Return the value below which this share of the ordered values lies."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds `work` takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def repeat(work: Callable[[int], object], times: int, *, warm_up: int = 3) -> list[float]:
    """Return the milliseconds of each run after some that do not count."""
    for number in range(warm_up):
        work(number)
    return [timed(lambda n=number: work(n + warm_up)) for number in range(times)]  # type: ignore[misc]
