"""What an invented survivor answered when she was asked for consent."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime

from ruko_desk.db.tables.cases import Consent
from ruko_desk.practice.people import Invented
from ruko_desk.practice.rows import RowBuffer


def add_consents(
    chance: random.Random,
    rows: RowBuffer,
    arrived: datetime,
    day: date,
    survivor: Invented,
    case: int,
    client: int,
    needs: Sequence[str],
    recorded_by: int,
) -> list[str]:
    """Write the answers of one survivor and return the purposes she agreed to."""
    agreed = []
    for purpose in ("layanan", *(need for need in needs if need != "psikologi"), "data_anonim"):
        answer = "ya" if purpose == "layanan" or chance.random() < 0.8 else "nanti"
        if answer == "ya":
            agreed.append(purpose)
        rows.add(
            Consent,
            arrived,
            case_id=case,
            person_id=client,
            purpose=purpose,
            answer=answer,
            fields="nama,nik,alamat,telepon,ringkasan,risiko" if answer == "ya" else "",
            legal_basis="persetujuan",
            signer_name="",
            signer_relation="ibu" if survivor.is_child else "diri_sendiri",
            child_agrees=True if survivor.is_child else None,
            wording="2026-1",
            given_on=day,
            expires_on=None,
            withdrawn_at=None,
            recorded_at=arrived,
            recorded_by_id=recorded_by,
        )
    return agreed
