"""What an invented survivor answered when she was asked for consent."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ruko_desk.db.tables.cases import Consent
from ruko_desk.practice.people import Invented
from ruko_desk.practice.rows import RowBuffer


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who was asked, when, by whom, and what she needs."""

    arrived: datetime
    day: date
    survivor: Invented
    case: int
    client: int
    needs: Sequence[str]
    recorded_by: int


def add_consents(chance: random.Random, rows: RowBuffer, asked: Asked) -> list[str]:
    """Write the answers of one survivor and return the purposes she agreed to."""
    agreed = []
    for purpose in (
        "layanan",
        *(need for need in asked.needs if need != "psikologi"),
        "data_anonim",
    ):
        answer = "ya" if purpose == "layanan" or chance.random() < 0.8 else "nanti"
        if answer == "ya":
            agreed.append(purpose)
        rows.add(
            Consent,
            asked.arrived,
            case_id=asked.case,
            person_id=asked.client,
            purpose=purpose,
            answer=answer,
            fields="nama,nik,alamat,telepon,ringkasan,risiko" if answer == "ya" else "",
            legal_basis="persetujuan",
            signer_name="",
            signer_relation="ibu" if asked.survivor.is_child else "diri_sendiri",
            child_agrees=True if asked.survivor.is_child else None,
            wording="2026-1",
            given_on=asked.day,
            expires_on=None,
            withdrawn_at=None,
            recorded_at=asked.arrived,
            recorded_by_id=asked.recorded_by,
        )
    return agreed
