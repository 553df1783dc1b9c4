"""The form of the workbook, which the export writes and the import looks for."""

from __future__ import annotations

HOW_TO = "How to"
LANGUAGE, FORM, YOUR_NAME = "Language", "Form", "Your name"
"""Labels in the first column of the first sheet; what they say stands in the second."""
FORM_NUMBER = "1"

ID, PART, ENGLISH, CURRENT, NEW, STATE, DIGEST, NOTE = COLUMNS = (
    "id",
    "part",
    "English",
    "current translation",
    "new translation",
    "state",
    "digest",
    "note",
)

STEPS = (
    "Write into the yellow column “new translation” only. Leave it empty where the current translation is good.",
    "Say what the English says, no more and no less: short, plain and polite, as a good interpreter would. "
    "People read this when they are tired and afraid, on a small screen.",
    "Keep as they are: numbers (with the digits 0–9), phone numbers, Japanese words in parentheses, names in {braces}, "
    "as many **bold** words, and lines that begin with “- ” or “1. ”.",
    "A new line inside a cell: Alt+Enter (on a Mac: Control+Option+Return).",
    "Parts of an answer: “answer” is what everybody gets, “simpler” is for people who read with difficulty, “if …” is "
    "added for people in that situation.",
    "Where the note says that the English has changed, visitors get the English until you translate anew: fill in "
    "every part of that answer. If the current translation is still right, copy it into the yellow column.",
    "You have read a current translation as a native reader and it is right? Choose “reviewed” in the column “state” "
    "(for an answer: in each of its parts), and write your name above.",
    "Do not use formulas, and do not write about any real person in this file.",
    "Save as .xlsx and send the file back. What cannot be taken is sent back to you with the reason; nothing is lost.",
)
