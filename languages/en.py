"""English."""

from languages.language import Language

LANGUAGE = Language(
    tag="en",
    endonym="English",
    english_name="English",
    script="Latn",
    cue_words=frozenset(
        """
        about after an'd and any are as at be been but can can't cant could did do does don't dont for
        from get had has have help her his how i i'm if im in is it must my need not of or please
        pls she should some still that the their there they this to today want was we what when where which
        who why will with without would you your
        """.split()
    ),
)
