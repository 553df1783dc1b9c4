"""Swahili."""

from languages.language import Language

LANGUAGE = Language(
    tag="sw",
    endonym="Kiswahili",
    english_name="Swahili",
    script="Latn",
    cue_words=frozenset(
        """
        mimi nina wewe yeye sisi nyinyi ninyi wao wangu yangu langu zangu wako yako wake yake wetu yetu huyu hii
        hiki hili hizi hapa huko pale wapi nini nani kwa kwanini vipi jinsi gani ngapi lini ipi ni si niko uko yuko
        tuko hakuna hapana ndiyo ndio kuna siwezi sina nilikuwa alikuwa ilikuwa itakuwa kufanya nifanye nifanyeje
        ninafanya naweza unaweza anaweza tunaweza nataka ninataka ninahitaji nahitaji lazima na ya wa za la cha vya
        katika kutoka kwenda pamoja au lakini ikiwa kama kwamba pia sana mengi habari jambo hujambo salamu asante
        tafadhali msaada nisaidie nisaidieni pesa kazi nyumba nyumbani mtoto watoto mke mume daktari hospitali
        polisi wakili mwanasheria shule leo kesho jana sasa japani mkimbizi hifadhi ombi viza naogopa maumivu
        mgonjwa mjamzito chakula kuishi naishi nilikuja najua sijui kuuliza kupata wapate watu mtu moja mbili tena
        bado nzuri
        """.split()
    ),
)
