import pytest

from ruko_desk.crypto.pin import PinVerifier, check_pin, make_verifier, require_good_pin
from ruko_desk.errors import FieldErrors
from tests.unit.crypto.house import CHEAP, House

SECRET = b"s" * 32


@pytest.fixture(scope="module")
def verifier() -> PinVerifier:
    return make_verifier("280417", SECRET, CHEAP)


def test_the_right_pin_brings_her_back(verifier: PinVerifier) -> None:
    assert check_pin("280417", SECRET, verifier)


@pytest.mark.parametrize("pin", ["280418", "28041", "2804170", "", "٢٨٠٤١٧", "pinnya", "\ud800"])
def test_another_pin_does_not(verifier: PinVerifier, pin: str) -> None:
    assert not check_pin(pin, SECRET, verifier)


def test_without_her_secret_the_verifier_is_worth_nothing(
    verifier: PinVerifier, house: House
) -> None:
    assert not check_pin("280417", bytes(32), verifier)
    mine, other = house.ring("psikolog").pin_key(), house.ring("pengelola").pin_key()
    hers = make_verifier("280417", mine, CHEAP)
    assert check_pin("280417", mine, hers)
    assert not check_pin("280417", other, hers)


def test_it_comes_back_from_the_database(verifier: PinVerifier) -> None:
    again = PinVerifier.decode(verifier.encode())
    assert again == verifier
    assert check_pin("280417", SECRET, again)
    with pytest.raises(ValueError, match="not a PIN verifier"):
        PinVerifier.decode(verifier.encode()[:-1])


def test_the_same_pin_twice_leaves_two_verifiers(verifier: PinVerifier) -> None:
    assert make_verifier("280417", SECRET, CHEAP).digest != verifier.digest


@pytest.mark.parametrize("pin", ["280417", "112233", "123457", "1234567891", "908172"])
def test_six_digits_or_more_are_a_pin(pin: str) -> None:
    require_good_pin(pin)


@pytest.mark.parametrize(
    "pin",
    ["", "12345", "1" * 13, "12a456", "12 456", "٢٨٠٤١٧", "000000", "777777", "123456", "987654"],
)
def test_a_bad_pin_is_named_beside_its_field(pin: str) -> None:
    with pytest.raises(FieldErrors) as error:
        make_verifier(pin, SECRET, CHEAP)
    assert error.value.fields["pin"].startswith("PIN ")
