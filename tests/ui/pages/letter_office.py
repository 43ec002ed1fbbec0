"""Fake services of a house that writes referral letters."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import SimpleNamespace

from ruko_desk.changes import ChangeSet, Outcome
from ruko_desk.domain.codes import CodeLists
from ruko_desk.domain.dto.cases import LetterRow, QuickHit
from ruko_desk.domain.dto.referrals import (
    ComposerView,
    IssueReferral,
    LetterField,
    PartnerView,
    ReferralContent,
    ReferralRow,
    ReferralView,
    SaveReferral,
    StoredLetter,
)
from ruko_desk.domain.dto.users import Actor
from ruko_desk.domain.letter_texts import SERVICES, letter_problems
from ruko_desk.domain.letters import Letterhead, ReferralLetter, Signer
from ruko_desk.errors import (
    FieldErrors,
    NotAllowedError,
    NotFoundError,
    RuKoError,
    StaleError,
    UserError,
)
from ruko_desk.paths import resource
from tests.fakes.context import MORNING

CASE = "kasus1"
HOSPITAL = PartnerView(
    uid="rs",
    version=1,
    name="RSUD Kota Serang",
    kind="kesehatan_rs",
    addressee="Direktur RSUD Kota Serang",
    phone="(0254) 5550100",
    checked_on=date(2026, 10, 1),
)
POLICE = PartnerView(
    uid="polisi",
    version=1,
    name="Polresta Serang Kota, Unit PPA",
    kind="polisi",
    checked_on=date(2026, 5, 25),
)
NO_POLICE = "Klien belum menyetujui berbagi data dengan kepolisian. Tanyakan dahulu"
NO_PARTNER = "Pilih mitra dahulu."
NEXT_NUMBER = "400.2.4/015/DP3AKB/XI/2026"
TAKEN = "400.2.4/001/DP3AKB/XI/2026"
VALUES = {
    "kode": "RK-26-0412 (A.)",
    "usia_jk": "31 tahun, Perempuan",
    "nama": "Anindya Wulansari",
    "nik": "3673015107950003",
    "alamat": "Kp. Mawar RT 001/RW 002",
    "telepon": "",
    "ringkasan": "Dipukul pada Maret 2026.",
    "risiko": "Tinggi",
}
COMPLETE = ReferralContent(
    partner_uid="rs",
    services_asked=("Pemeriksaan dan penanganan kesehatan",),
    reason="Perlu pemeriksaan",
)


def shipped_codes() -> CodeLists:
    return CodeLists.from_csv(
        *(path.read_text(encoding="utf-8") for path in sorted(resource("codes").glob("*.csv")))
    )


CODES = shipped_codes()


def letter_bytes(letter: ReferralLetter) -> bytes:
    """Return what stands for the PDF of a letter: one letter always gives the same bytes."""
    return b"%PDF " + repr(letter).encode()


class FakePress:
    """Makes bytes without a PDF library; pages are two pixels."""

    def referral_pdf(self, letter: ReferralLetter) -> bytes:
        return letter_bytes(letter)

    def page_images(self, pdf: bytes, width_px: int) -> tuple[object, ...]:
        return (SimpleNamespace(rgb=bytes(2 * 3 * 3), width=2, height=3, stride=6),)

    def copy_marked(self, pdf: bytes, *, foot: str = "") -> bytes:
        return b"SALINAN " + foot.encode() + pdf

    def protected(self, pdf: bytes, password: str) -> bytes:
        return f"sandi {password} ".encode() + pdf

    def register_pdf(self, register: object) -> bytes:
        return b"%PDF " + repr(register).encode()

    def register_xlsx(self, register: object) -> bytes:
        return b"PK " + repr(register).encode()


@dataclass
class Stored:
    """A referral in the fake vault."""

    view: ReferralView
    pdf: bytes = b""


@dataclass
class FakeReferrals:
    """Keeps referrals; says what the real service says about consent and versions."""

    rows: dict[str, Stored] = field(default_factory=dict)
    listed: tuple[ReferralRow, ...] = ()
    asked: list[tuple[str, str]] = field(default_factory=list)
    previews: list[ReferralContent] = field(default_factory=list)
    issued: list[IssueReferral] = field(default_factory=list)
    consented: set[str] = field(default_factory=lambda: {"kesehatan_rs"})
    partners: tuple[PartnerView, ...] = (HOSPITAL, POLICE)
    needs_reason: bool = False
    refusal: RuKoError | None = None
    refusal_on_save: RuKoError | None = None

    def list(self, actor: Actor, tab: str = "keluar", text: str = "") -> tuple[ReferralRow, ...]:
        self.asked.append((tab, text))
        waiting = tab == "menunggu"
        return tuple(
            row
            for row in self.listed
            if text.lower() in row.partner.lower() and (row.waiting_days is not None or not waiting)
        )

    def compose(self, actor: Actor, case_uid: str, uid: str = "") -> ComposerView:
        if self.needs_reason:
            raise NotAllowedError("Kasus ini bukan tanggungan Anda.", code="perlu_alasan")
        if self.refusal is not None:
            raise self.refusal
        view = self.rows[uid].view if uid else self._new(case_uid)
        return ComposerView(
            referral=view,
            partners=self.partners,
            fields=self.fields_for(actor, case_uid, view.content.partner_uid),
            services=tuple((kind, text) for kind, texts in SERVICES.items() for text in texts),
            consent_line="Sesuai persetujuan: kesehatan",
            gaps=(),
        )

    def fields_for(self, actor: Actor, case_uid: str, partner_uid: str) -> tuple[LetterField, ...]:
        kind = self._kind(partner_uid)

        def blocked(code: str) -> str:
            if code in {"kode", "usia_jk"} or kind in self.consented:
                return ""
            return NO_POLICE if kind else NO_PARTNER

        return tuple(
            LetterField(
                code=code,
                label=CODES.label("isian_surat", code),
                value=value,
                blocked=blocked(code),
            )
            for code, value in VALUES.items()
        )

    def preview(self, actor: Actor, data: SaveReferral) -> ReferralLetter:
        self.previews.append(data.content)
        return self._letter(actor, data.content)

    def save(self, actor: Actor, data: SaveReferral) -> Outcome[ReferralView]:
        if self.refusal_on_save is not None:
            raise self.refusal_on_save
        if not data.uid:
            uid = f"r{len(self.rows) + 1}"
            view = replace(self._new(data.case_uid), uid=uid, version=1, content=data.content)
        else:
            stored = self.rows[data.uid].view
            if stored.version != data.version:
                raise StaleError("Rujukan ini sudah diubah petugas lain. Muat ulang.")
            view = replace(stored, version=stored.version + 1, content=data.content)
        self.rows[view.uid] = Stored(view)
        return Outcome(view, ChangeSet.of(("referral", view.uid)))

    def issue(self, actor: Actor, data: IssueReferral) -> Outcome[StoredLetter]:
        stored = self.rows[data.uid]
        if stored.view.version != data.version:
            raise StaleError("Rujukan ini sudah diubah petugas lain. Muat ulang.")
        if data.number == TAKEN:
            raise FieldErrors({"number": f"Nomor {TAKEN} sudah dipakai tahun ini."})
        self.issued.append(data)
        letter = self._letter(actor, stored.view.content)
        problems = letter_problems(letter)
        if problems:
            raise FieldErrors(problems)
        number = data.number or NEXT_NUMBER
        pdf = letter_bytes(replace(letter, draft=False, number=number, day=MORNING.date()))
        self.put(data.uid, state="terbit", number=number, issued_at=MORNING, pdf=pdf)
        letter_uid = self.rows[data.uid].view.letter_uid or ""
        return Outcome(self.frozen(letter_uid), ChangeSet.of(("letter", letter_uid)))

    def put(
        self,
        uid: str,
        *,
        state: str = "draf",
        content: ReferralContent | None = None,
        number: str = "",
        issued_at: datetime | None = None,
        pdf: bytes = b"",
    ) -> None:
        """Put a referral into the fake vault."""
        old = self.rows.get(uid) or Stored(replace(self._new(CASE), uid=uid, version=1))
        view = replace(
            old.view,
            state=state,
            content=content or old.view.content,
            number=number,
            issued_at=issued_at,
            letter_uid=None if state == "draf" else f"surat-{uid}",
        )
        self.rows[uid] = Stored(view, pdf)

    def frozen(self, letter_uid: str) -> StoredLetter:
        stored = self.rows[letter_uid.removeprefix("surat-")]
        if not stored.pdf:
            raise NotFoundError("Berkas surat ini tidak tersimpan di data ini.")
        return StoredLetter(
            letter_uid=letter_uid,
            number=stored.view.number,
            file_name="RK-26-0412-surat.pdf",
            pdf=stored.pdf,
            sha256="",
            handed_over=stored.view.state == "diserahkan",
        )

    def _kind(self, partner_uid: str) -> str:
        return next((one.kind for one in self.partners if one.uid == partner_uid), "")

    def _letter(self, actor: Actor, content: ReferralContent) -> ReferralLetter:
        kind = self._kind(content.partner_uid)
        if not kind:
            raise FieldErrors({"partner_uid": "Pilih mitra tujuan"})
        fields = {one.code: one for one in self.fields_for(actor, CASE, content.partner_uid)}
        for code in content.ticked:
            if fields[code].blocked:
                raise UserError(fields[code].blocked, code="persetujuan")
        return ReferralLetter(
            letterhead=Letterhead(office="Dinas Contoh"),
            signer=Signer(name="Ratna"),
            draft=True,
            subject="Rujukan Layanan",
            addressee=(content.partner_uid,),
            receiver_kind=kind,
            reason=content.reason,
            services_asked=content.services_asked,
            deadline=content.deadline,
        )

    def _new(self, case_uid: str) -> ReferralView:
        return ReferralView(
            uid="",
            version=0,
            case_uid=case_uid,
            case_code="RK-26-0412",
            state="draf",
            letter_uid=None,
            number="",
            content=ReferralContent(companion_name="Siti R."),
            created_at=MORNING,
            issued_at=None,
            handed_at=None,
            handed_to="",
        )


@dataclass
class FakeLetters:
    """The register over the same referrals."""

    referrals: FakeReferrals
    rows: tuple[LetterRow, ...] = ()
    read: list[tuple[int, str]] = field(default_factory=list)
    prints: list[tuple[str, int]] = field(default_factory=list)
    exports: list[tuple[str, str]] = field(default_factory=list)
    voids: list[tuple[str, str]] = field(default_factory=list)

    def register(self, actor: Actor, year: int, text: str = "") -> tuple[LetterRow, ...]:
        self.read.append((year, text))
        return tuple(
            row for row in self.rows if row.letter_date is not None and row.letter_date.year == year
        )

    def next_number(self, actor: Actor) -> str:
        return NEXT_NUMBER

    def stored(self, actor: Actor, letter_uid: str) -> StoredLetter:
        return self.referrals.frozen(letter_uid)

    def record_print(self, actor: Actor, letter_uid: str, copies: int) -> Outcome[int]:
        self.prints.append((letter_uid, copies))
        return Outcome(copies, ChangeSet())

    def record_export(self, actor: Actor, letter_uid: str, how: str) -> Outcome[int]:
        self.exports.append((letter_uid, how))
        return Outcome(1, ChangeSet())

    def hand_over(self, actor: Actor, letter_uid: str, to: str) -> Outcome[None]:
        self._change(letter_uid, "diserahkan", handed_at=MORNING, handed_to=to)
        return Outcome(None, ChangeSet.of(("letter", letter_uid)))

    def void(self, actor: Actor, letter_uid: str, reason: str) -> Outcome[None]:
        self.voids.append((letter_uid, reason))
        self._change(letter_uid, "nomor_batal")
        return Outcome(None, ChangeSet.of(("letter", letter_uid)))

    def _change(
        self, letter_uid: str, state: str, *, handed_at: datetime | None = None, handed_to: str = ""
    ) -> None:
        stored = self.referrals.rows[letter_uid.removeprefix("surat-")]
        stored.view = replace(stored.view, state=state, handed_at=handed_at, handed_to=handed_to)


@dataclass
class FakeCases:
    """Opens a case for a reason."""

    referrals: FakeReferrals
    reasons: list[str] = field(default_factory=list)

    def open(self, actor: Actor, uid: str, reason: str = "") -> None:
        self.reasons.append(reason)
        self.referrals.needs_reason = False


@dataclass
class FakeSearch:
    """The cases that the actor opened last."""

    hits: tuple[QuickHit, ...] = ()

    def recent(self, actor: Actor) -> tuple[QuickHit, ...]:
        return self.hits


class LetterOffice(SimpleNamespace):
    """All services that the pages of this area call."""

    def __init__(self) -> None:
        referrals = FakeReferrals()
        super().__init__(
            referrals=referrals,
            letters=FakeLetters(referrals),
            cases=FakeCases(referrals),
            search=FakeSearch(),
            codes=CODES,
        )
