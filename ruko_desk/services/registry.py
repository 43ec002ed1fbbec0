"""All services of one open vault, put together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ruko_desk.crypto.kdf import KdfPolicy
from ruko_desk.db.database import Database
from ruko_desk.domain.access import Rights
from ruko_desk.domain.codes import CodeLists
from ruko_desk.domain.regions import Regions
from ruko_desk.paths import resource
from ruko_desk.services.attachments import AttachmentStore
from ruko_desk.services.audit import Audit
from ruko_desk.services.backup import Backup
from ruko_desk.services.cabinet import KeyCabinet
from ruko_desk.services.care import Care
from ruko_desk.services.case_people import People
from ruko_desk.services.cases import Cases
from ruko_desk.services.contacts import Contacts
from ruko_desk.services.drafts import Drafts
from ruko_desk.services.folder import VaultFolder
from ruko_desk.services.home import Home
from ruko_desk.services.intake import Intake
from ruko_desk.services.letters import Letters
from ruko_desk.services.office import Office, Press
from ruko_desk.services.partners import Partners
from ruko_desk.services.queue import Queue
from ruko_desk.services.referrals import Referrals
from ruko_desk.services.rights import RightsDesk
from ruko_desk.services.schedule import Schedule
from ruko_desk.services.search import Search
from ruko_desk.services.settings import Settings
from ruko_desk.services.users import Users


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The verbs of the office, by area."""

    users: Users
    settings: Settings
    rights: RightsDesk
    rights_table: Rights
    home: Home
    intake: Intake
    contacts: Contacts
    queue: Queue
    cases: Cases
    people: People
    care: Care
    search: Search
    schedule: Schedule
    partners: Partners
    referrals: Referrals
    letters: Letters
    drafts: Drafts
    audit: Audit
    backup: Backup
    codes: CodeLists
    regions: Regions


def build_services(
    *,
    folder: VaultFolder,
    database: Database,
    cabinet: KeyCabinet,
    policy: KdfPolicy,
    press: Press,
    practice: bool,
) -> Services:
    """Build every service on an open database."""
    office = Office(
        database=database,
        clock=database.clock,
        codes=CodeLists.from_csv(*(read(path) for path in sorted(resource("codes").glob("*.csv")))),
        regions=Regions.from_csv(
            read(resource("regions", "wilayah_kota_serang.csv")),
            read(resource("regions", "wilayah_provinsi_kabupaten.csv")),
            read(resource("regions", "wilayah_banten_kecamatan.csv")),
            read(resource("regions", "kodepos_kota_serang.csv")),
        ),
        rights=Rights.from_csv(
            read(resource("rights", "rights.csv")), read(resource("rights", "columns.csv"))
        ),
        files=AttachmentStore(folder.attachments),
        press=press,
        practice=practice,
    )
    return Services(
        users=Users(office, cabinet, policy),
        settings=Settings(office),
        rights=RightsDesk(office),
        rights_table=office.rights,
        home=Home(office),
        intake=Intake(office),
        contacts=Contacts(office),
        queue=Queue(office),
        cases=Cases(office),
        people=People(office),
        care=Care(office),
        search=Search(office),
        schedule=Schedule(office),
        partners=Partners(office),
        referrals=Referrals(office),
        letters=Letters(office),
        drafts=Drafts(office, cabinet.draft_key),
        audit=Audit(office),
        backup=Backup(office, folder, cabinet),
        codes=office.codes,
        regions=office.regions,
    )


def read(path: Path) -> str:
    """Return the text of a shipped data file."""
    return path.read_text(encoding="utf-8")
