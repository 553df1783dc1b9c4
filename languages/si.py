"""Sinhala."""

from languages.language import Language

LANGUAGE = Language(
    tag="si",
    endonym="සිංහල",
    english_name="Sinhala",
    script="Sinh",
    known_by="script",
    romanised_words=frozenset(
        """
        mama mata mage oya oyage api apita ape eya eyage owun meka eka oka mehe ohe kohe kohomada mokakda mokada
        monawada kauda kawda ai aye kiyada keeyada kawadada thiyenawa thiyenne na naha ne nathuwa oni one oney
        puluwan puluwanda ba baha karanna karanne kala denna ganna yanna enna inna innawa kiyanna danne dannawa
        hoyanna ekka saha namuth nattam nisa wage sthuthi istuti udaw udawwak salli wada weda gedara lamai lamaya
        biriya nona mahaththaya dosthara rohala polisiya neethingna iskole ada heta iye dan japanaye baya ridenawa
        leda kanna minissu ekak dekak ayeth godak hondai hari da
        """.split()
    ),
)
