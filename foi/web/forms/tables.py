"""A table that is pasted from a spreadsheet or uploaded, as part of a form. foi.letters reads it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from foi.letters.tables import TableNotReadable, table_from_csv, table_from_paste
from foi.letters.workbook import csv_from_workbook
from foi.web.forms.fields import WordsField
from foi.web.forms.long_text import LongTextField

MAX_FILE_BYTES = 5 * 1024 * 1024
AS_WORKBOOK = "In Excel choose File, then Save As, then “Excel Workbook (.xlsx)”, and choose that file here"
SPREADSHEETS = (".xls", ".xlsm", ".xlsb", ".ods", ".numbers")


class TableForm(forms.Form):
    """`table` is the result: the one given, else the `kept` one, else None.

    A browser cannot keep a chosen file when the page comes back with an error, so what was read from it is put into the
    box for pasting: nothing has to be chosen again.
    """

    table_paste = LongTextField(
        label="Paste a table",
        help_text="Copy the cells in Excel, with their headings, and paste them here. Formulas stay text.",
        required=False,
        strip=False,
        max_length=4_000_000,
        rows=6,
    )
    table_file = forms.FileField(
        label="Or upload an Excel workbook (.xlsx) or a CSV file",
        help_text="Up to 5,000 rows on one sheet, headings first. Only values are taken; "
        "a workbook with hidden rows, columns or sheets is refused.",
        required=False,
        allow_empty_file=True,
    )
    table_caption = WordsField(
        label="Title of the table", help_text="Printed above it, for example “Officers trained, by year”.",
        required=False, max_length=200,
    )  # fmt: skip
    table_remove = forms.BooleanField(label="Remove the table", required=False)

    def __init__(self, *args: Any, kept: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        self.table = kept
        self.fields["table_paste"].widget.attrs |= {"spellcheck": "false", "wrap": "off"}
        self.fields["table_file"].widget.attrs["accept"] = ".xlsx,.csv,text/csv"
        if kept:
            self.fields["table_caption"].initial = kept.get("caption", "")
        else:
            del self.fields["table_remove"]

    @property
    def table_summary(self) -> str:
        return "Replace the table" if self.kept else "Add a table"

    @property
    def table_needs_attention(self) -> bool:
        """Whether somebody has to see the boxes: they hold something, or something is wrong with it."""
        boxes = ("table_paste", "table_file")
        return self.is_bound and (bool(self.data.get("table_paste")) or any(name in self.errors for name in boxes))

    def read_table(self) -> None:
        """Called by the forms that have a table, when their other fields are cleaned."""
        given = self.cleaned_data
        caption, upload, paste = given.get("table_caption", ""), given.get("table_file"), given.get("table_paste", "")
        if upload is not None and paste.strip():
            self.add_error("table_paste", "Paste the table or choose a file, not both")
        elif upload is not None:
            self._read_file(upload, caption)
        elif paste.strip():
            self._read(table_from_paste, paste, caption, "table_paste")
        elif given.get("table_remove"):
            self.table = None
        elif self.kept:
            self.table = {**self.kept, "caption": caption}

    def _read_file(self, upload: UploadedFile, caption: str) -> None:
        name = (upload.name or "").lower()
        if name.endswith(SPREADSHEETS):
            self.add_error("table_file", f"{upload.name} is not of a kind that can be read. {AS_WORKBOOK}")
        elif not name.endswith((".xlsx", ".csv", ".txt", ".tsv")):
            self.add_error("table_file", f"{upload.name} is neither an Excel workbook (.xlsx) nor a CSV file")
        elif (upload.size or 0) > MAX_FILE_BYTES:
            self.add_error("table_file", f"{upload.name} is larger than 5 MB. Choose a smaller file")
        else:
            try:
                text = cells_of(upload)
            except TableNotReadable as fault:
                self.add_error("table_file", f"{upload.name}: {fault}")
                return
            reader = table_from_paste if name.endswith((".txt", ".tsv")) else table_from_csv
            if self._read(reader, text, caption, "table_file"):
                self._show_again(text)

    def _read(self, reader: Any, text: str, caption: str, field: str) -> bool:
        try:
            facts = reader(text, caption=caption)
        except TableNotReadable as fault:
            self.add_error(field, str(fault))
            return False
        self.table = {"caption": facts.caption, "header": list(facts.header), "rows": [list(row) for row in facts.rows]}
        return True

    def _show_again(self, text: str) -> None:
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            self.data["table_paste"] = text


def cells_of(upload: UploadedFile) -> str:
    """What is in the file, as it could have been pasted. Raises TableNotReadable."""
    content = upload.read(MAX_FILE_BYTES)
    if (upload.name or "").lower().endswith(".xlsx"):
        return csv_from_workbook(content)
    text = text_of(content)
    if text is None:
        raise TableNotReadable(f"It does not contain text, whatever its name says. {AS_WORKBOOK}")
    return text


def text_of(content: bytes) -> str | None:
    """The text of a CSV file: UTF-8, or the Windows code page that Excel's plain "CSV" is written in; None for what is
    no text. Excel's "Unicode text" is UTF-16 and says so in its first bytes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    if b"\x00" in content:
        return None
    text = _decoded(content, "utf-8-sig")
    return _decoded(content, "cp1252") if text is None else text


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None
