"""What the client agreed to, as the composer and the letter say it, and what it stops."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from ruko_desk.clock import today
from ruko_desk.db.tables.cases import CaseFile, Consent
from ruko_desk.domain.codes import ConsentAnswer
from ruko_desk.domain.consent import (
    ALWAYS,
    NOT_COVERED,
    NOT_SHARING,
    SELF,
    ConsentRecord,
    ShareField,
    check_ticked,
    current,
    decide,
    live_purposes,
    purpose_for,
)
from ruko_desk.domain.dto.referrals import ReferralContent
from ruko_desk.domain.indonesian import day_month, day_text
from ruko_desk.errors import FieldErrors, UserError
from ruko_desk.services.consents import BASIS_CONSENT, as_record, consent_rows
from ruko_desk.services.office import Office

NO_PARTNER = "Pilih mitra dahulu."
NOTHING_YET = "Belum ada persetujuan berbagi. Tanyakan dahulu, lalu catat persetujuannya."


class CaseConsents:
    """The answers of one case as they stand today."""

    def __init__(self, office: Office, session: Session, case: CaseFile) -> None:
        self._codes = office.codes
        self._day: date = today(office.clock)
        self._rows: dict[int, Consent] = {row.id: row for row in consent_rows(session, case.id)}
        self._records = tuple(as_record(row) for row in self._rows.values())

    def blocked(self, partner_kind: str | None) -> dict[ShareField, str]:
        """Return for every field the sentence why it may not be ticked, empty if it may."""
        if partner_kind is None:
            return {field: "" if field in ALWAYS else NO_PARTNER for field in ShareField}
        return {one.field: one.blocked for one in decide(self._records, partner_kind, self._day)}

    def line(self) -> str:
        """Return `Sesuai persetujuan 26 Nov: kesehatan, hukum`, for the composer."""
        shared = [one for one in live_purposes(self._records, self._day) if one not in NOT_SHARING]
        answers = [answer for one in shared if (answer := current(self._records, one))]
        if not answers:
            return NOTHING_YET
        newest = max(answer.given_on for answer in answers)
        names = ", ".join(purpose.value.replace("_", " ") for purpose in shared)
        return f"Sesuai persetujuan {day_month(newest)}: {names}"

    def sentence(self, partner_kind: str) -> str:
        """Return what the letter says of consent or of the other legal basis; "" if neither is."""
        answer = self._live(partner_kind)
        if answer is None:
            return ""
        row = self._rows[answer.sequence]
        day = day_text(row.given_on)
        if row.legal_basis != BASIS_CONSENT:
            basis = self._codes.label("dasar_pemrosesan", row.legal_basis)
            return f"Dasar lain: {basis.lower()}, dicatat {day}"
        if row.signer_relation == SELF:
            return f"Ada, diberikan klien pada {day}"
        signer = self._codes.label("hubungan_penandatangan", row.signer_relation).lower()
        return f"Ada, diberikan {signer} klien pada {day}"

    def check_ticks(self, ticked: frozenset[ShareField], partner_kind: str) -> None:
        """Refuse ticked fields that consent does not cover.

        Raises:
            UserError: (code `persetujuan`) the sentence of the first such field.
        """
        check_ticked(ticked, self._records, partner_kind, self._day)

    def check_issue(self, content: ReferralContent, partner_kind: str) -> None:
        """Refuse a letter to a receiver with whom the client does not want anything shared.

        Where she was not asked, code and initials, age and sex may go out, but no word about her.

        Raises:
            UserError: (code `persetujuan`) refused, withdrawn, expired, or not asked yet.
        """
        general = self.blocked(partner_kind)[ShareField.FULL_NAME]
        if general in {"", NOT_COVERED}:
            return
        purpose = purpose_for(partner_kind)
        answer = current(self._records, purpose) if purpose else None
        was_asked = answer is not None and answer.answer is not ConsentAnswer.LATER
        if was_asked or content.reason.strip() or content.services_given.strip():
            raise UserError(general, code="persetujuan")

    def _live(self, partner_kind: str) -> ConsentRecord | None:
        purpose = purpose_for(partner_kind)
        answer = current(self._records, purpose) if purpose else None
        return answer if answer is not None and answer.is_live(self._day) else None


def ticked_fields(content: ReferralContent) -> frozenset[ShareField]:
    """Return what was ticked.

    Raises:
        FieldErrors: a code that is no field of a letter.
    """
    try:
        return frozenset(ShareField(code) for code in content.ticked)
    except ValueError as error:
        raise FieldErrors(
            {"ticked": "Ada isian surat yang tidak dikenal. Centang ulang"}
        ) from error
