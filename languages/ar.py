"""Arabic."""

from languages.language import Language

LANGUAGE = Language(
    tag="ar",
    endonym="العربية",
    english_name="Arabic",
    script="Arab",
    direction="rtl",
    cue_letters="ةإأٱىؤيك",
    cue_words=frozenset(
        """
        احتاج اذا اريد ازاي الا التي الذي الى اليوم ان انا انت انه او ايش اين بدون بدي بعد حتى داير راح شو شي
        شيء صار عاوز عايز على عم عن عندنا عندي في فين قبل كان كل كم كيف لا لازم لم لماذا لن لنا لو لي ليس ليش
        ما ماعندي متى محامي مش مع ممكن من مو نحن هاي هذا هذه هل هم هنا هو هون هي ولا وين يا يعني
        """.split()
    ),
)
