"""Filipino."""

from languages.language import Language

LANGUAGE = Language(
    tag="fil",
    endonym="Filipino",
    english_name="Filipino",
    script="Latn",
    cue_words=frozenset(
        """
        ako ikaw ka siya kami tayo kayo sila ko mo niya namin natin ninyo nila ang ng mga sa na ay at o pero kung
        kasi dahil para kay ni si ito iyan iyon dito diyan doon po opo ho oo hindi di wala may mayroon meron gusto
        kailangan puwede pwede ba nga naman lang din rin pa muna saan ano sino kailan bakit paano magkano ilan gaano
        katagal tulong tulungan salamat kumusta magandang araw pera trabaho bahay anak asawa doktor ospital pulis
        abogado paaralan ngayon bukas kahapon hapon bansa natatakot masakit buntis kain tulog uwi sabi alam tanong
        hanap tao isa dalawa ulit nasa galing akin atin kanila walang nang ding yung yun lahat sana talaga
        """.split()
    ),
)
