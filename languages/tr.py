"""Turkish."""

from languages.language import Language

LANGUAGE = Language(
    tag="tr",
    endonym="Türkçe",
    english_name="Turkish",
    script="Latn",
    # Capital I is both, and keyboards lack the dotless one.
    folds={"ı": "i", "\u0307": ""},
    cue_words=frozenset(
        """
        ben bana beni benim sen sana senin biz bize bizim siz size sizin o ona onu onun onlar bu şu burada orada
        nerede nereye ne kim niye neden niçin nasıl kaç kadar zaman hangi var yok değil mı mi mu mü musun mısınız
        miyim ve ile veya ama fakat çünkü eğer için gibi de da den dan çok daha en bir iki istiyorum istiyoruz lazım
        gerek gerekiyor gerekli yapmam yapabilirim edebilir ediyorum yapıyorum oldu olur olmaz olmak lütfen teşekkür
        ederim merhaba selam evet hayır yardım para iş ev çocuk çocuğum eşim karım kocam doktor hastane polis avukat
        okul bugün yarın dün şimdi japonya mülteci iltica başvuru korkuyorum ağrı hasta hamile yemek kalmak gitmek
        geldim biliyor bilmiyorum sormak bulmak bulabilirim insan tekrar hala sonra önce olan olarak abi ya
        """.split()
    ),
)
