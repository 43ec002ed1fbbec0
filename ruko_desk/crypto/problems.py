"""The sentences for what can go wrong with keys, seals and encrypted files."""

from __future__ import annotations

import errno

from ruko_desk.errors import EnvironmentProblem


class BrokenSealError(EnvironmentProblem):
    """Cipher text does not open: wrong key, wrong place, or changed bytes."""

    code = "segel_rusak"

    def __init__(self, what: str = "Isi terkunci ini") -> None:
        super().__init__(
            f"{what} tidak dapat dibuka: kuncinya berbeda atau isinya berubah. "
            "Periksa brankas, lalu pulihkan dari cadangan terakhir bila perlu."
        )


def disk_problem(error: OSError, what: str) -> EnvironmentProblem:
    """Return the sentence for a failed file operation; `what` names the thing in Indonesian."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return EnvironmentProblem(
            f"{what} tidak tersimpan karena disk penuh. Kosongkan ruang disk, lalu ulangi.",
            code="disk_penuh",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return EnvironmentProblem(
            f"{what} tidak dapat dibuka atau ditulis: folder atau berkasnya terkunci atau hanya "
            "boleh dibaca. Periksa hak akses folder brankas, tutup program lain yang memakainya, "
            "lalu ulangi.",
            code="terkunci",
        )
    if error.errno == errno.ENOENT:
        return EnvironmentProblem(
            f"{what} tidak ditemukan. Periksa folder brankas, lalu pulihkan dari cadangan "
            "terakhir bila berkasnya memang hilang.",
            code="berkas_hilang",
        )
    return EnvironmentProblem(
        f"{what} gagal dibaca atau ditulis. Periksa disk, lalu ulangi; bila berulang, pakai "
        "cadangan terakhir.",
        code="disk_gagal",
    )
