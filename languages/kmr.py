"""Kurmanji."""

from languages.language import Language

LANGUAGE = Language(
    tag="kmr",
    endonym="Kurmancî",
    english_name="Kurmanji",
    script="Latn",
    # Kurds in Japan come from Turkey almost all; they went to school in Turkish.
    fallback=("tr",),
    cue_words=frozenset(
        """
        ez min tu te em me hûn we ew wî wê wan ev vî vê li vir wir ku kur kuderê kî çi çima çawa çend kengî kîjan
        heye hene tune tunene ye ne nîn nînim im in bû bûm bûn dibe nabe dikim nakim dike dikin kirin bike bikim
        dikarim dikare nikarim dixwazim dixwaze naxwazim divê pêwîst lazim e hewce ji bo bi re de di û yan lê lêbelê
        heke eger jî gelek pir silav rojbaş spas kerema xwe erê na alîkarî arîkarî pere kar mal zarok zarokên jin
        mêr doktor bijîşk nexweşxane polîs parêzer dibistan îro sibê do niha japonya penaber penaberî serlêdan
        ditirsim êş nexweş ducanî xwarin razan çûn hatim dizanim nizanim pirs mirov yek du dîsa hîn baş dema
        bikaranîn divêt heya hetanî yên yê ên ya
        """.split()
    ),
)
