"""All texts of one language as a workbook (XLSX) for a translator, and back into the database."""

from app.knowledge.texts.importing import ImportReport, import_texts, report_lines
from app.knowledge.texts.reading import WorkbookRefused
from app.knowledge.texts.text_rows import UnknownTextLanguage
from app.knowledge.texts.writing import export_texts

__all__ = [
    "ImportReport",
    "UnknownTextLanguage",
    "WorkbookRefused",
    "export_texts",
    "import_texts",
    "report_lines",
]
