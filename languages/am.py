"""Amharic."""

from languages.language import Language

# Letters that sound alike are written for one another; each stands for seven or eight syllables, in the same order.
_SOUND_ALIKE = {"ሐ": "ሀ", "ኀ": "ሀ", "ሠ": "ሰ", "ዐ": "አ", "ፀ": "ጸ"}
_FOLDS = {chr(ord(one) + i): chr(ord(other) + i) for one, other in _SOUND_ALIKE.items() for i in range(7)}

LANGUAGE = Language(
    tag="am",
    endonym="አማርኛ",
    english_name="Amharic",
    script="Ethi",
    folds=_FOLDS | dict.fromkeys("ሃሓኃ", "ሀ") | dict.fromkeys("ኣዓ", "አ"),
    cue_words=frozenset(
        """
        እኔ እኔን የእኔ አንተ አንቺ እርስዎ የእርስዎ እኛ የእኛ እሱ እሷ እነሱ ይህ ይሄ ያ እዚህ እዚያ የት ወዴት ምን ማን ለምን እንዴት ስንት መቼ የትኛው ነው ናቸው ነኝ
        አይደለም የለም አለ አለኝ የለኝም ነበር ሆነ ይሆናል ማድረግ ላድርግ እችላለሁ እችላለው ይቻላል አልችልም እፈልጋለሁ እፈልጋለው ያስፈልገኛል አለብኝ ለ ጋር ከ ወደ በ እና
        ወይም ግን ስለዚህ ከሆነ ደግሞ በጣም ብዙ ሰላም አመሰግናለሁ እባክዎ እባክህ አዎ አይ እርዳታ እርዱኝ ገንዘብ ብር ስራ ሥራ ቤት ልጅ ልጆች ሚስቴ ባለቤቴ ባሌ ሐኪም
        ዶክተር ሆስፒታል ፖሊስ ጠበቃ ትምህርት ዛሬ ነገ ትናንት አሁን ጃፓን ስደተኛ ጥገኝነት ማመልከቻ ቪዛ እፈራለሁ ያመኛል ታምሜ ነፍሰ ጡር ምግብ መኖር መሄድ መጣሁ አውቃለሁ
        አላውቅም መጠየቅ ማግኘት ሰው አንድ ሁለት እንደገና ገና ጥሩ
        """.split()
    ),
)
