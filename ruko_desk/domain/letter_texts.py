"""Fixed texts of referral letters, kept as data: laws, purposes, services per kind of receiver."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from ruko_desk.domain.letters import ReferralLetter

LAWS: Final[Mapping[str, str]] = {
    "kdrt": "Undang-Undang Nomor 23 Tahun 2004 tentang Penghapusan Kekerasan Dalam Rumah Tangga",
    "anak": "Undang-Undang Nomor 23 Tahun 2002 tentang Perlindungan Anak sebagaimana telah beberapa "
    "kali diubah, terakhir dengan Undang-Undang Nomor 17 Tahun 2016",
    "tpks": "Undang-Undang Nomor 12 Tahun 2022 tentang Tindak Pidana Kekerasan Seksual",
    "tppo": "Undang-Undang Nomor 21 Tahun 2007 tentang Pemberantasan Tindak Pidana Perdagangan Orang",
    "sppa": "Undang-Undang Nomor 11 Tahun 2012 tentang Sistem Peradilan Pidana Anak",
    "disabilitas": "Undang-Undang Nomor 8 Tahun 2016 tentang Penyandang Disabilitas",
    "bantuan_hukum": "Undang-Undang Nomor 16 Tahun 2011 tentang Bantuan Hukum",
    "psikologi": "Undang-Undang Nomor 23 Tahun 2022 tentang Pendidikan dan Layanan Psikologi",
    "lpsk": "Undang-Undang Nomor 13 Tahun 2006 tentang Perlindungan Saksi dan Korban sebagaimana "
    "telah diubah dengan Undang-Undang Nomor 31 Tahun 2014",
    "pp_anak": "Peraturan Pemerintah Nomor 78 Tahun 2021 tentang Perlindungan Khusus bagi Anak",
    "standar": "Peraturan Menteri Pemberdayaan Perempuan dan Perlindungan Anak Nomor 2 Tahun 2022 "
    "tentang Standar Layanan Perlindungan Perempuan dan Anak",
}
"""Short titles as they are cited, by a code of our own."""

_BY_KIND: Final[Mapping[str, tuple[str, ...]]] = {
    "hukum": ("bantuan_hukum",),
    "psikologi": ("psikologi",),
    "lpsk": ("lpsk",),
}

_BY_FACT: Final[Mapping[str, tuple[str, ...]]] = {
    "kdrt": ("kdrt",),
    "seksual": ("tpks",),
    "tppo": ("tppo",),
    "disabilitas": ("disabilitas",),
}

_CHILD: Final = ("anak", "pp_anak")
_CHILD_AT_LAW: Final = ("sppa",)
_LAW_ENFORCERS: Final = frozenset({"polisi", "kejaksaan", "pengadilan"})

PURPOSES: Final[Mapping[str, str]] = {
    "kesehatan_rs": "pemeriksaan dan penanganan kesehatan",
    "kesehatan_pkm": "pemeriksaan dan penanganan kesehatan",
    "polisi": "penerimaan laporan dan pelindungan",
    "kejaksaan": "pendampingan dan pelindungan dalam proses hukum",
    "pengadilan": "pelayanan pengadilan dan pelindungan",
    "hukum": "konsultasi, bantuan, dan pendampingan hukum",
    "psikologi": "pemeriksaan dan pendampingan psikologis",
    "sosial": "rehabilitasi dan dukungan sosial",
    "perlindungan": "pelindungan dan penampungan sementara",
    "lpsk": "pelindungan saksi dan fasilitasi hak pemulihan",
    "pencegahan": "pemantauan dan dukungan lingkungan",
    "agama": "pendampingan rohani",
    "pendidikan": "pemenuhan hak pendidikan",
    "dukcapil": "pengurusan dokumen kependudukan",
    "pusat": "penanganan lanjutan sesuai kewenangan",
}
"""What the client is sent for, by kind of receiver; the letter's opening sentence ends with it."""

SERVICES: Final[Mapping[str, tuple[str, ...]]] = {
    "kesehatan_rs": (
        "Pemeriksaan dan penanganan kesehatan",
        "Pendampingan visum",
        "Surat keterangan medis",
        "Pemeriksaan psikiatri",
        "Pencegahan penularan penyakit dan kehamilan sesuai indikasi",
    ),
    "kesehatan_pkm": (
        "Pemeriksaan dan penanganan kesehatan",
        "Surat keterangan medis",
        "Pemantauan kesehatan lanjutan",
    ),
    "polisi": (
        "Penerimaan laporan",
        "Pelindungan sementara",
        "Informasi perkembangan perkara kepada pendamping",
    ),
    "kejaksaan": ("Pendampingan dalam penuntutan", "Fasilitasi restitusi"),
    "pengadilan": ("Pelayanan pendaftaran perkara", "Penetapan pelindungan"),
    "hukum": ("Konsultasi hukum", "Bantuan hukum", "Pendampingan dalam proses hukum"),
    "psikologi": (
        "Pemeriksaan psikologis",
        "Konseling atau terapi lanjutan",
        "Laporan hasil pemeriksaan psikologis",
    ),
    "sosial": ("Rehabilitasi sosial", "Pengasuhan alternatif", "Pemulangan"),
    "perlindungan": ("Penampungan sementara", "Penanganan lanjutan lintas wilayah"),
    "lpsk": ("Pelindungan saksi", "Fasilitasi restitusi", "Bantuan medis dan psikologis"),
    "pencegahan": ("Pemantauan lingkungan", "Dukungan keluarga"),
    "agama": ("Pendampingan rohani", "Bimbingan keluarga"),
    "pendidikan": ("Kelanjutan sekolah", "Pendampingan di sekolah", "Pindah sekolah"),
    "dukcapil": ("Pengurusan akta kelahiran", "Pengurusan KTP atau KK"),
    "pusat": ("Penanganan lanjutan sesuai kewenangan",),
}
"""Services that a letter may ask for, offered as a tick list; other wording may be typed."""

HEALTH_KINDS: Final = frozenset({"kesehatan_rs", "kesehatan_pkm"})

_VISUM: Final = re.compile(r"\b(visum|ver)\b", re.IGNORECASE)
_ACCOMPANIED: Final = re.compile(r"\bpendampingan\s+(permintaan\s+)?visum\b", re.IGNORECASE)


def legal_bases(
    receiver_kind: str, *, child: bool = False, shared_facts: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the short titles to cite in a letter to this kind of receiver.

    A cited law can tell what happened, so only facts that the letter itself may tell count:
    `child` when the age is ticked; `shared_facts` (kdrt, seksual, tppo, disabilitas) when the
    incident or the need for accommodation is.
    """
    codes = list(_BY_KIND.get(receiver_kind, ()))
    for fact, laws in _BY_FACT.items():
        if fact in shared_facts:
            codes += laws
    if child:
        codes += _CHILD
        if receiver_kind in _LAW_ENFORCERS:
            codes += _CHILD_AT_LAW
    codes.append("standar")
    return tuple(LAWS[code] for code in codes)


def purpose(receiver_kind: str) -> str:
    """Return what the client is sent for; kinds that the office added get a general wording."""
    return PURPOSES.get(receiver_kind, "layanan sesuai kebutuhan")


def orders_visum(request: str) -> bool:
    """Tell whether a request to a health service orders a visum et repertum.

    Only the police investigator may ask for one; the desk asks for examination and treatment and
    for accompaniment ("pendampingan visum").
    """
    return bool(_VISUM.search(_ACCOMPANIED.sub("", request)))


def letter_problems(letter: ReferralLetter) -> dict[str, str]:
    """Return what keeps the letter from being issued: field name to Indonesian sentence."""
    problems: dict[str, str] = {}
    if not any(line.strip() for line in letter.addressee):
        problems["addressee"] = "Tujuan surat belum diisi. Pilih mitra atau tulis alamat tujuannya."
    if not letter.subject.strip():
        problems["subject"] = "Hal surat belum diisi. Tulis pokok surat dengan singkat."
    if not any(item.strip() for item in letter.services_asked):
        problems["services_asked"] = "Layanan yang dimohon belum dipilih. Pilih sedikitnya satu."
    elif letter.receiver_kind in HEALTH_KINDS and any(map(orders_visum, letter.services_asked)):
        problems["services_asked"] = (
            "Visum et repertum hanya dapat diminta penyidik. Mohonkan pemeriksaan dan penanganan "
            "kesehatan serta pendampingan visum."
        )
    if not letter.letterhead.office.strip() and not letter.letterhead.unit.strip():
        problems["letterhead"] = "Kop surat belum diisi. Lengkapi nama lembaga di Pengaturan."
    if not letter.signer.name.strip():
        problems["signer"] = "Penanda tangan belum diisi. Lengkapi namanya di Pengaturan."
    if letter.day and letter.deadline and letter.deadline < letter.day:
        problems["deadline"] = (
            "Tenggat mendahului tanggal surat. Pilih tanggal yang sama atau lebih."
        )
    return problems
