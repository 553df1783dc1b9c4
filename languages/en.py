"""English."""

from languages.language import Language

LANGUAGE = Language(
    tag="en",
    endonym="English",
    english_name="English",
    script="Latn",
    cue_words=frozenset(
        """
        about after an'd and any are as at be been but can can't cant could did do does don't dont for from get had
        has have help her his how i i'm if im in is it must my need not of or please pls she should some still that
        the their there they this to today want was we what when where which who why will with without would you
        your me us he him our am isn't didn't doesn't won't hello hi thanks thank yes no know go going come back
        give take make find ask tell said because very much many good bad time day work child wife husband house
        money doctor police hospital tomorrow yesterday here now feel pain long again only also just like live
        """.split()
    ),
)
