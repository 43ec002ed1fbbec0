"""Settings of the house, kept in the vault; names of offices are never constants of the program."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseSettings:
    """Names, letterhead and signer of the house, as typed in the first-run wizard."""

    house_name: str = "Rumah Kolaborasi (Ru-Ko) Saling Sapa"
    government_line: str = "PEMERINTAH KOTA SERANG"
    office_line: str = ""
    unit_line: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    site: str = ""
    city: str = "Serang"
    logo_png: bytes | None = field(default=None, repr=False)
    signer_title: str = ""
    signer_name: str = ""
    signer_rank: str = ""
    signer_nip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberingSettings:
    """Token templates of case codes and letter numbers (see `letter_number`)."""

    case_template: str = "RK-{tahun2}-{nomor:04}"
    device_letter: str = ""
    letter_template: str = "{kode}/{nomor:03}/{unit}/{bulan_romawi}/{tahun}"
    classification_code: str = "400.2.4"
    unit_code: str = "DP3AKB"
    paper: str = "A4"


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetySettings:
    """Lock behaviour; minutes and seconds within the limits of the security design."""

    idle_minutes: int = 3
    pin_after_idle: bool = True
    hide_grace_seconds: int = 30
    waiting_amber_minutes: int = 30
    waiting_red_minutes: int = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSettings:
    """Where backups go."""

    folder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultSettings:
    """All settings of the vault with the version that guards against silent overwriting."""

    version: int
    house: HouseSettings
    numbering: NumberingSettings
    safety: SafetySettings
    backup: BackupSettings
    practice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UserPreferences:
    """What one user sees; kept per user in the vault."""

    theme: str = "light"
    text_percent: int = 100
    desk_mode: bool = False
    language: str = "id"
    values: dict[str, str] = field(default_factory=dict)
