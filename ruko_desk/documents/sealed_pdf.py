"""A PDF under a password, for a referral that leaves the house as a file."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from pypdf import PdfReader, PdfWriter

_LEAST_LENGTH: Final = 15


def seal_pdf(pdf: bytes, password: str, *, leave_out: tuple[str, ...] = ("Klien",)) -> bytes:
    """Return the PDF encrypted with AES-256 (revision 6), its metadata emptied.

    Pages whose label begins with a word of `leave_out` stay in the house: the client's copy is
    hers, not the receiver's. The password goes another way, by telephone.

    Raises:
        ValueError: the password is shorter than 15 characters.
    """
    if len(password) < _LEAST_LENGTH:
        msg = "password too short to protect a file that leaves the house"
        raise ValueError(msg)
    reader = PdfReader(BytesIO(pdf))
    writer = PdfWriter()
    for page, label in zip(reader.pages, reader.page_labels, strict=True):
        if label.rpartition("-")[0] not in leave_out:
            writer.add_page(page)
    writer.metadata = None
    writer.encrypt(password, algorithm="AES-256")
    target = BytesIO()
    writer.write(target)
    return target.getvalue()
