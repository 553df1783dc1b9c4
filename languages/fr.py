"""French."""

from languages.language import Language

LANGUAGE = Language(
    tag="fr",
    endonym="Français",
    english_name="French",
    script="Latn",
    cue_words=frozenset(
        """
        ai aide au aux avec avoir avons besoin c'est ce ces cette chez combien comment d'asile dans de des du déjà
        elle elles encore est et faire fait femme il ils j'ai jai je jsuis l'asile la le les ma mais mari mes moi
        mon ne nous ont ou où pas peut peux pour pourquoi puis qu'est quand que quel quelle qui quoi sans sont suis
        sur svp ta ton très tu une veux vous être bonjour salut merci oui non j'habite dois doit aller venir trouver
        demander savoir argent travail maison enfant enfants médecin hôpital police avocat école aujourd'hui demain
        hier maintenant japon réfugié mal malade enceinte peur depuis ici là chose
        """.split()
    ),
)
