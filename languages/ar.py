"""Arabic."""

from languages.language import Language

LANGUAGE = Language(
    tag="ar",
    endonym="العربية",
    english_name="Arabic",
    script="Arab",
    direction="rtl",
    digits="٠١٢٣٤٥٦٧٨٩",
    # Bearers of hamza are written without it; ya and kaf as Persian keyboards write them.
    folds={"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ی", "ي": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ؤ": "و"},
    cue_words=frozenset(
        """
        احتاج اذا اريد ازاي الا التي الذي الى اليوم ان انا انت انه او ايش اين بدون بدي بعد حتى داير راح شو شي شيء
        صار عاوز عايز على عم عن عندنا عندي في فين قبل كان كل كم كيف لا لازم لم لماذا لن لنا لو لي ليس ليش ما ماعندي
        متى محامي مش مع ممكن من مو نحن هاي هذا هذه هل هم هنا هو هون هي ولا وين يا يعني أنا أنت أريد أحتاج إلى أن إن
        هناك لدي ليست كانت عليه علي الآن غدا أمس جدا كثير أيضا لكن لأن السلام عليكم مرحبا شكرا سلام
        """.split()
    ),
    romanised_words=frozenset(
        """
        ana enta enti inta inti ehna e7na ihna howa heya huma ayez aayez 3ayez 3awez 3ayz badi baddi bidi biddi abi
        abgha 7ab m7taj me7tag mehtaj fi fe fih feen fein wein wen shu shou sho esh eish ish leh leish lesh ezay
        ezzay kif kifash keef kam kem emta imta mata ma mesh mish mush msh mu la aywa na3am law lw 3ala ala 3an 3end
        3endi 3andi andi indi ma3i ma3 men min mn ila elli illi bas lakin w wa ya yani ya3ni keda hek hayda hada
        hatha da di dah el al il bel fel lil salam marhaba mar7aba shukran shokran 7abibi inshallah insha2allah
        lajie laje2 mo7ami mohami doktor fulus flus shoghl shughl bayt beit awlad zawji zawjti mustashfa shorta
        police ba3d abl bokra bukra elyom alyoum delwa2ti hala2 halla2 7elo kteer ktir awi wach wesh bghit kayn
        kayna dyal bezzaf chkoun fash
        """.split()
    ),
)
