"""Portuguese."""

from languages.language import Language

LANGUAGE = Language(
    tag="pt",
    endonym="Português",
    english_name="Portuguese",
    script="Latn",
    cue_words=frozenset(
        """
        eu me mim meu minha meus você vocês nós nos ele ela eles elas seu sua seus lhe o a os as um uma este esta
        isto esse isso aqui ali onde aonde que quê quem por porque como quanto quantos quando qual é são está estão
        estou sou há tem não sim nem era foi ser estar tenho têm fazer faço posso pode podem quero quer preciso
        precisa devo para pra com sem de do da dos das em no na nas ao à e ou mas se também muito muitos mais olá oi
        bom dia obrigado obrigada favor ajuda dinheiro trabalho trabalhar casa filho filha filhos esposa marido
        médico doutor hospital polícia advogado escola hoje amanhã ontem agora japão refugiado asilo pedido visto
        medo dor dói doente grávida comida morar ir vim sei saber perguntar encontrar gente pessoas dois outra vez
        ainda só já tempo coisa algo nada desde até então consigo
        """.split()
    ),
)
