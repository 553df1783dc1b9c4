"""Bengali."""

from languages.language import Language

LANGUAGE = Language(
    tag="bn",
    endonym="বাংলা",
    english_name="Bengali",
    script="Beng",
    digits="০১২৩৪৫৬৭৮৯",
    known_by="script",
    romanised_words=frozenset(
        """
        ami amake amar apni apnar tumi tomar amra amader se tara eta ota ekhane okhane kothay ki ke keno kivabe
        kibhabe koto kokhon kobe kon ache achhe nei nai na hoy hobe hoyeche chilo korte korbo kori korechi parbo
        pari paren lagbe dorkar chai din bolun o ebong kintu ba jodi jonno sathe theke te r er dhonnobad sahajjo
        taka kaj bari baccha bou shami daktar hospital pulish ukil school aj kal ekhon japan bhoy betha osustho
        khabar thaka jawa asha jani jante khujchi manush ekta dui abar onek bhalo valo achi
        """.split()
    ),
)
