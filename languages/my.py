"""Burmese. Shan and Mon share its script; their letters and marks tell them apart."""

from languages.language import Language

LANGUAGE = Language(
    tag="my",
    endonym="မြန်မာ",
    english_name="Burmese",
    script="Mymr",
    digits="၀၁၂၃၄၅၆၇၈၉",
    spaced=False,
    # Typists take one for the other.
    folds={"ဉ": "ဥ"},
    romanised_words=frozenset(
        """
        kyanaw kyama kyanor kya ma nga min shin thu do tway ka ko hma mha lar la lay bal beh ba bar balo belo bey
        bae lo nae pay par bu phu shi buu chin tal dal te del de loke loh ya naing lite tar ohn own hote kay zu tin
        mingalar mingalaba yay htin khwin pyi pyan pyaw nar sar thwar kyaung saya wun ein ye rone ngwe paisan alote
        alok apyin hmar nay kalay mainma yaukkyar japan gyapan
        """.split()
    ),
)
