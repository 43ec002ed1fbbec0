"""Code lists of the house and the enumerations that rules depend on.

A code is stored and never changes; its label may. Offices add entries to a list; the column
`simfoni` keeps every entry countable in the ministry's own lists.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What a user may hold in the rights table; list `peran`."""

    FRONT_DESK = "petugas"
    COMPANION = "pendamping"
    PSYCHOLOGIST = "psikolog"
    LEGAL_COMPANION = "hukum"
    HEALTH_COMPANION = "kesehatan"
    SHELTER_KEEPER = "penjaga"
    MANAGER = "pengelola"
    ADMIN = "admin"


class Profession(StrEnum):
    """The three professions that write sealed notes, and the service lines they give."""

    PSYCHOLOGY = "psikologi"
    LEGAL = "hukum"
    HEALTH = "kesehatan"

    @classmethod
    def of(cls, role: Role) -> Profession | None:
        """Return the profession that a role practises, if any."""
        return _PROFESSIONS.get(role)


_PROFESSIONS = {
    Role.PSYCHOLOGIST: Profession.PSYCHOLOGY,
    Role.LEGAL_COMPANION: Profession.LEGAL,
    Role.HEALTH_COMPANION: Profession.HEALTH,
}


class Sex(StrEnum):
    """SIMFONI knows two values; unknown is an empty code."""

    FEMALE = "P"
    MALE = "L"


class RiskLevel(StrEnum):
    """List `risiko`; `EMERGENCY` is set at the desk, the others by the checklist."""

    EMERGENCY = "darurat"
    HIGH = "tinggi"
    MEDIUM = "sedang"
    LOW = "rendah"
    UNRATED = "belum_dinilai"


class CaseStatus(StrEnum):
    """List `status_kasus`."""

    NEW = "baru"
    ASSESSMENT = "asesmen"
    IN_CARE = "ditangani"
    MONITORED = "dipantau"
    CLOSED = "ditutup"
    REOPENED = "dibuka_kembali"


class QueueState(StrEnum):
    """List `status_antrean`; the steps between them are in `queue`."""

    WAITING = "menunggu"
    CALLED = "dipanggil"
    SERVING = "dilayani"
    DONE = "selesai"
    LEFT = "pergi"
    CANCELLED = "dibatalkan"


class AppointmentState(StrEnum):
    """List `status_janji`; the steps between them are in `appointment_states`."""

    REQUESTED = "diminta"
    SCHEDULED = "terjadwal"
    CONFIRMED = "dikonfirmasi"
    ARRIVED = "datang"
    IN_SESSION = "berlangsung"
    DONE = "selesai"
    MISSED = "tidak_hadir"
    CANCELLED_BY_CLIENT = "batal_klien"
    CANCELLED_BY_HOUSE = "batal_lembaga"
    MOVED = "dipindah"


class ReferralState(StrEnum):
    """List `status_rujukan`."""

    DRAFT = "draf"
    ISSUED = "terbit"
    NUMBER_VOID = "nomor_batal"
    HANDED_OVER = "diserahkan"
    RECEIVED = "diterima"
    REJECTED = "ditolak"
    ANSWERED = "ada_balasan"
    DONE = "selesai"
    WITHDRAWN = "dicabut"


class LetterState(StrEnum):
    """List `status_surat`."""

    DRAFT = "draf"
    ISSUED = "terbit"
    HANDED_OVER = "diserahkan"
    VOIDED = "nomor_batal"


class ConsentPurpose(StrEnum):
    """List `tujuan_persetujuan`: what a client is asked, one answer each."""

    SERVICE = "layanan"
    HEALTH = "kesehatan"
    LEGAL = "hukum"
    POLICE = "polisi"
    SHELTER = "rumah_aman"
    SOCIAL = "sosial"
    EDUCATION = "pendidikan"
    STATISTICS = "data_anonim"


class ConsentAnswer(StrEnum):
    """List `jawaban_persetujuan`."""

    YES = "ya"
    NO = "tidak"
    LATER = "nanti"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One entry of a list; `simfoni` is the code it counts as in the ministry's list."""

    list: str
    code: str
    label_id: str
    label_en: str
    simfoni: str = ""
    order: int = 0
    active: bool = True


class CodeLists:
    """All lists, read once and never changed."""

    def __init__(self, codes: Iterable[Code]) -> None:
        grouped: dict[str, dict[str, Code]] = {}
        for code in sorted(codes, key=lambda entry: entry.order):
            entries = grouped.setdefault(code.list, {})
            if code.code in entries:
                raise ValueError((code.list, code.code))
            entries[code.code] = code
        self._lists: Mapping[str, Mapping[str, Code]] = MappingProxyType(grouped)

    @classmethod
    def from_csv(cls, *texts: str) -> CodeLists:
        """Read lists out of CSV texts; the columns are the fields of `Code`, `active` is 1 or 0.

        Raises:
            ValueError: a code occurs twice in a list, or order is no number.
            KeyError: a column is missing.
        """
        return cls(
            Code(
                list=row["list"],
                code=row["code"],
                label_id=row["label_id"],
                label_en=row["label_en"],
                simfoni=row["simfoni"],
                order=int(row["order"]),
                active=row["active"] == "1",
            )
            for text in texts
            for row in csv.DictReader(io.StringIO(text))
        )

    def lists(self) -> tuple[str, ...]:
        """Return the names of all lists."""
        return tuple(self._lists)

    def get(self, name: str) -> tuple[Code, ...]:
        """Return the active entries of a list in order.

        Raises:
            KeyError: there is no such list.
        """
        return tuple(code for code in self._lists[name].values() if code.active)

    def find(self, name: str, code: str) -> Code | None:
        """Return an entry, active or not, or None.

        Raises:
            KeyError: there is no such list.
        """
        return self._lists[name].get(code)

    def label(self, name: str, code: str, language: str = "id") -> str:
        """Return the label of a code; a code that is not in the list stands for itself.

        Raises:
            KeyError: there is no such list.
        """
        entry = self._lists[name].get(code)
        if entry is None:
            return code
        return entry.label_en if language == "en" else entry.label_id

    def simfoni(self, name: str, code: str) -> str:
        """Return the code under which the ministry counts an entry; unknown codes are `lainnya`.

        Raises:
            KeyError: there is no such list.
        """
        entry = self._lists[name].get(code)
        return entry.simfoni or entry.code if entry else "lainnya"
