"""Japanese. By its kana; Chinese characters alone may be Chinese too."""

from languages.language import Language

LANGUAGE = Language(
    tag="ja",
    endonym="日本語",
    english_name="Japanese",
    script="Jpan",
    spaced=False,
    known_by="script",
    romanised_words=frozenset(
        """
        watashi wa boku ore no ga wo ni de to mo ka ne yo kara made desu masu masen mashita deshita nai arimasu
        arimasen imasu imasen suru shimasu shitai hoshii kudasai onegai onegaishimasu doko dare nani nan itsu ikura
        dou doushite naze dekimasu dekiru wakarimasen wakaranai konnichiwa arigatou gozaimasu sumimasen hai iie kore
        sore are koko soko nihon nihongo tokyo oosaka bengoshi byouin isha shigoto okane ie uchi kodomo kazoku tsuma
        otto tomodachi gakkou keisatsu nyuukan biza nanmin shinsei tasukete itai byouki kyou ashita kinou mou mada
        totemo chotto ikitai hanashitai shiritai hitsuyou mondai shirimasu tsukau morau ageru kureru naru natta
        shita iru aru koto mono hito tame
        """.split()
    ),
)
