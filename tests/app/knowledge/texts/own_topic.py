"""A topic with everything that a translation can get wrong."""

from __future__ import annotations

from typing import Any

TOPIC = "lost_bicycle"
ENGLISH: dict[str, Any] = {
    "question": "My bicycle was stolen. What can I do?",
    "answer": "Report it to the police box (交番) within **7 days**.\n\n"
    "- Call 03-5379-6001 if you need an interpreter.\n- The new sticker costs 600 yen.",
    "simpler": "Go to the police box within 7 days.",
    "conditions": {"none": "Ask a lawyer before you go there."},
}
ARABIC: dict[str, Any] = {
    "question": "سُرقت دراجتي. ماذا أفعل؟",
    "answer": "أبلغوا مركز الشرطة الصغير (交番) خلال **7 أيام**.\n\n"
    "- اتصلوا بالرقم 03-5379-6001 إذا احتجتم إلى مترجم.\n- الملصق الجديد ثمنه 600 ين.",
    "simpler": "اذهبوا إلى مركز الشرطة الصغير خلال 7 أيام.",
    "conditions": {"none": "اسألوا محاميًا قبل أن تذهبوا."},
    "state": "machine",
}
OWN_TOPIC: dict[str, Any] = {
    "topic": TOPIC,
    "group": "life",
    "texts": {"en": ENGLISH, "ar": ARABIC},
    "questions": {"en": ["my bike is gone"]},
}

ANSWER, SIMPLER, IF_NONE = (("Answers", TOPIC, part) for part in ("answer", "simpler", "if none"))
QUESTION = ("Questions", TOPIC, "question")
