import os
from collections.abc import Callable
from dataclasses import replace

import pytest

from ruko_desk.crypto.kdf import (
    MIB,
    PRODUCTION,
    KdfCost,
    KdfParams,
    calibrate,
    derive,
    expand,
    new_params,
)
from ruko_desk.errors import EnvironmentProblem, VaultProblem
from tests.unit.crypto.house import CHEAP

PARAMS = KdfParams(cost=CHEAP.floor, salt=bytes(range(16)))
GIB = 1024**3


def test_the_same_word_typed_in_two_unicode_forms_gives_one_key() -> None:
    composed, decomposed = "caf\u00e9 di serang", "cafe\u0301 di serang"
    assert derive(composed, PARAMS) == derive(decomposed, PARAMS)


@pytest.mark.parametrize("other", ["Kata sandi", "kata sandi ", "kata  sandi", "\uff4bata sandi"])
def test_nothing_but_the_unicode_form_is_changed(other: str) -> None:
    assert derive(other, PARAMS) != derive("kata sandi", PARAMS)


@pytest.mark.parametrize("odd", ["", "\ud800", "🔑" * 40, "\0", "a" * 5000])
def test_whatever_is_typed_gives_a_key(odd: str) -> None:
    assert len(derive(odd, PARAMS)) == 32


def test_salt_cost_and_secret_all_matter() -> None:
    keys = {
        bytes(derive("x", PARAMS)),
        bytes(derive("x", replace(PARAMS, salt=os.urandom(16)))),
        bytes(derive("x", replace(PARAMS, cost=replace(CHEAP.floor, iterations=2)))),
        bytes(derive("x", PARAMS, secret=b"rahasia")),
    }
    assert len(keys) == 4


def test_every_new_slot_has_its_own_salt() -> None:
    assert new_params(CHEAP.floor).salt != new_params(CHEAP.floor).salt


def test_too_little_memory_is_a_sentence() -> None:
    huge = KdfParams(cost=KdfCost(memory_kib=1 << 31, iterations=1, lanes=4), salt=bytes(16))
    with pytest.raises(EnvironmentProblem, match="Memori komputer tidak cukup") as problem:
        derive("x", huge)
    assert problem.value.code == "memori_kurang"


def test_the_production_floor_is_64_mib_three_passes_four_lanes() -> None:
    assert PRODUCTION.floor == KdfCost(memory_kib=64 * 1024, iterations=3, lanes=4)
    PRODUCTION.require(PRODUCTION.floor)


@pytest.mark.parametrize(
    "cost",
    [
        KdfCost(memory_kib=64 * 1024 - 1, iterations=3, lanes=4),
        KdfCost(memory_kib=64 * 1024, iterations=2, lanes=4),
        KdfCost(memory_kib=64 * 1024, iterations=3, lanes=3),
        KdfCost(memory_kib=1 << 32, iterations=3, lanes=4),
        KdfCost(memory_kib=64 * 1024, iterations=1 << 20, lanes=4),
        KdfCost(memory_kib=64 * 1024, iterations=3, lanes=1 << 20),
    ],
)
def test_costs_outside_the_limits_are_refused(cost: KdfCost) -> None:
    with pytest.raises(VaultProblem) as problem:
        PRODUCTION.require(cost)
    assert problem.value.code == "kdf_lemah"


def seconds_per_64_mib(seconds: float) -> Callable[[KdfCost], float]:
    def timer(cost: KdfCost) -> float:
        return seconds * cost.memory_kib / (64 * MIB)

    return timer


@pytest.mark.parametrize(
    ("seconds", "memory", "expected"),
    [
        (0.05, 16 * GIB, 512),
        (0.05, 8 * GIB, 256),
        (0.2, 16 * GIB, 256),
        (0.35, 16 * GIB, 128),
        (0.9, 16 * GIB, 64),
        (9.0, 16 * GIB, 64),
    ],
)
def test_calibration_picks_what_takes_about_a_second(
    seconds: float, memory: int, expected: int
) -> None:
    cost = calibrate(memory_bytes=memory, timer=seconds_per_64_mib(seconds))
    assert cost == KdfCost(memory_kib=expected * MIB, iterations=3, lanes=4)


def test_calibration_steps_down_when_memory_is_short_or_the_measure_is_slower() -> None:
    def timer(cost: KdfCost) -> float:
        if cost.memory_kib == 512 * MIB:
            raise EnvironmentProblem("penuh")
        return 3.0 if cost.memory_kib == 256 * MIB else 0.1

    assert calibrate(memory_bytes=16 * GIB, timer=timer).memory_kib == 128 * MIB


def test_calibration_never_goes_below_the_floor() -> None:
    def timer(cost: KdfCost) -> float:
        raise EnvironmentProblem("penuh")

    with pytest.raises(EnvironmentProblem):
        calibrate(memory_bytes=GIB, timer=timer)


def test_calibration_measures_this_machine() -> None:
    cheap = replace(CHEAP, choices_mib=(8, 16))
    assert calibrate(60.0, memory_bytes=4 * GIB, policy=cheap).memory_kib == 16 * MIB


def test_derived_keys_are_independent() -> None:
    key = bytes(range(32))
    assert len({expand(key, "a"), expand(key, "b"), expand(key, "a", salt=b"s")}) == 3
    assert len(expand(key, "a", length=96)) == 96
