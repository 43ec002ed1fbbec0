"""The sections of Data kasus from top to bottom; one line adds a section."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ui.context import UiContext
from ui.pages.cases.consents_section import ConsentsSection
from ui.pages.cases.contact_form import contact_section
from ui.pages.cases.identity_form import identity_section
from ui.pages.cases.incident_form import incident_section
from ui.pages.cases.perpetrator_form import perpetrator_section
from ui.pages.cases.section import CaseSection


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSpec:
    """A section: its key in `CaseDetail.sections` (it is left out without), its name, its class."""

    key: str
    label: str
    build: Callable[[UiContext], CaseSection]

    def words(self) -> str:
        """Return the name in the language of the screen."""
        return QCoreApplication.translate("CaseSections", self.label)


def _n(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("CaseSections", text))


SECTIONS: tuple[SectionSpec, ...] = (
    SectionSpec(key="identitas", label=_n("Identitas"), build=identity_section),
    SectionSpec(key="kontak_aman", label=_n("Kontak aman"), build=contact_section),
    SectionSpec(key="kejadian", label=_n("Kejadian"), build=incident_section),
    SectionSpec(key="terlapor", label=_n("Terlapor"), build=perpetrator_section),
    SectionSpec(key="persetujuan", label=_n("Persetujuan"), build=ConsentsSection),
)
