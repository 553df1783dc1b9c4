"""Somali."""

from languages.language import Language

LANGUAGE = Language(
    tag="so",
    endonym="Soomaali",
    english_name="Somali",
    script="Latn",
    cue_words=frozenset(
        """
        aniga anigu waxaan waan ii adiga adigu waxaad waad ku idinka annaga innaga waxaanu na isaga iyada iyaga
        waxay wuxuu way wuu kan tan kuwa halkan halkaas xagee halkee maxaa maxay yaa ayaa waa ma miyaa maya haa
        sidee immisa meeqa goorma goormee kee muxuu sababta waayo sabab jirtaa jira jiro jirin yahay tahay ahay ahaa
        ahayd baan baa ayay noqon samee sameeyaa sameyn karaa kartaa karo kari doonayaa rabaa rabtaa u baahanahay in
        inaan inaad iyo ama laakiin haddii hadii aan aad oo ka soo si la lahayn waxa wax badan salaan salaamu
        calaykum mahadsanid fadlan caawi caawin caawimaad lacag shaqo guri guriga ilmo ilmaha carruur xaaskayga
        ninkayga dhakhtar isbitaal isbitaalka booliis qareen dugsi iskuul maanta berri shalay hadda jabaan qaxooti
        qaxootinimo magangelyo codsi fiiso baqayaa cabsi xanuun buka jiran uur cunto deggan nool tagi imid ogahay
        ogi waydii weydii hel heli dad qof hal laba mar kale weli fiican
        """.split()
    ),
)
