"""A document as a file of the kind that was asked for."""

from __future__ import annotations

from ortaq.publish.document import Document
from ortaq.publish.pdf import render_pdf

KINDS = ("pdf", "docx")


def render(document: Document, kind: str) -> bytes:
    """Return the document as `pdf` or `docx`.

    The library for Word files is read with the first of them: it takes 12 MB of every worker that has it.
    """
    if kind == "pdf":
        return render_pdf(document)
    from ortaq.publish.docx import render_docx

    return render_docx(document)
