"""What the roles of a user allow, as sentences; read out of the rights table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ruko_desk.domain.access import Grant, Scope
from ruko_desk.domain.codes import Role

if TYPE_CHECKING:
    from ruko_desk.domain.access import Rights


def _n(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


CLASSES = {
    "identitas": _n("Identitas klien"),
    "fakta_awal": _n("Fakta awal saat pengaduan"),
    "kronologi": _n("Kronologi kejadian"),
    "catatan_psikologi": _n("Isi catatan psikologi"),
    "catatan_hukum_kesehatan": _n("Isi catatan hukum dan kesehatan"),
    "rekam_terbatas": _n("Ringkasan layanan tanpa isi catatan"),
    "berkas_medis": _n("Berkas medis dan visum"),
    "rumah_aman": _n("Alamat rumah aman"),
    "kasus_tersegel": _n("Kasus tersegel"),
    "statistik": _n("Angka rekap tanpa nama"),
    "jejak": _n("Jejak audit"),
    "kelola": _n("Petugas, pengaturan, cadangan"),
}
SCOPES = {
    Scope.ALL: _n("semua"),
    Scope.WITHOUT_CASE_CONTENT: _n("tanpa isi kasus"),
    Scope.WITHOUT_CASE_KEYS: _n("tanpa kunci kasus"),
    Scope.WITH_REASON: _n("dengan menulis alasan"),
    Scope.OWN_AND_TEAM: _n("kasus sendiri dan tim"),
    Scope.TODAY_AND_OWN: _n("tamu hari ini dan yang diterimanya sendiri"),
    Scope.RESIDENTS: _n("penghuni rumah aman"),
    Scope.ASSIGNED: _n("yang ditugaskan kepadanya"),
    Scope.NAMED: _n("hanya bila namanya ditunjuk"),
    Scope.OWN: _n("hanya miliknya"),
    Scope.OTHERS_IF_CONSENTED: _n("milik rekan bila klien setuju"),
    Scope.SECOND: _n("sebagai orang kedua yang ditunjuk"),
    Scope.ONCE: _n("sekali, lalu tertutup"),
}
ACTIONS = (
    ("R", _n("melihat")),
    ("W", _n("menulis")),
    ("A", _n("melihat jumlah")),
)


def sentences(table: Rights, roles: Iterable[Role]) -> tuple[str, ...]:
    """Return one sentence per class of data: what may be done, and with which records.

    Example:
        `Isi catatan psikologi: melihat dan menulis hanya miliknya`.
    """
    rights = table.for_roles(roles)
    lines = []
    for data_class, label in CLASSES.items():
        parts: dict[str, list[str]] = {}
        for action, verb in ACTIONS:
            grant = rights.may(data_class, action)
            if grant is not None:
                parts.setdefault(_reach(grant), []).append(_tr(verb))
        words = "; ".join(f"{_tr(' dan ').join(verbs)} {reach}" for reach, verbs in parts.items())
        lines.append(f"{_tr(label)}: {words or _tr('tidak')}")
    return tuple(lines)


def _reach(grant: Grant) -> str:
    ordered = [scope for scope in Scope if scope in grant.scopes]
    if Scope.ALL in ordered:
        ordered = [Scope.ALL]
    return _tr(" dan ").join(_tr(SCOPES[scope]) for scope in ordered)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RightsText", text)
