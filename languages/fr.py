"""French."""

from languages.language import Language

LANGUAGE = Language(
    tag="fr",
    endonym="Français",
    english_name="French",
    script="Latn",
    cue_letters="éèêàùçôîïœ",
    cue_words=frozenset(
        """
         ai aide au aux avec avoir avons besoin c'est ce ces cette chez combien comment d'asile dans de
        des du déjà elle elles encore est et faire fait femme il ils j'ai jai je jsuis l'asile la le les ma
        mais mari mes moi mon ne nous ont ou où pas peut peux pour pourquoi puis qu'est quand que quel
        quelle qui quoi sans sont suis sur svp ta ton très tu une veux vous être
        """.split()
    ),
)
