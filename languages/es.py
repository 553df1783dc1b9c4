"""Spanish."""

from languages.language import Language

LANGUAGE = Language(
    tag="es",
    endonym="Español",
    english_name="Spanish",
    script="Latn",
    cue_words=frozenset(
        """
        yo me mi mis tú te tu usted ustedes nosotros nos él ella ellos su sus le les lo la los las el un una este
        esta esto ese eso aquí allí dónde donde adónde qué que quién por porque cómo como cuánto cuántos cuándo
        cuando cuál es son está están estoy soy hay no sí ni era fue ser estar tengo tiene tienen hacer hago puedo
        puede pueden quiero quiere necesito necesita debo para con sin de del en al a y o pero si también muy mucho
        muchos más hola buenos días gracias favor ayuda ayúdenme dinero trabajo trabajar casa hijo hija hijos esposa
        esposo médico doctor hospital policía abogado escuela hoy mañana ayer ahora japón refugiado asilo solicitud
        visa miedo dolor duele enferma embarazada comida vivir ir vine sé saber preguntar encontrar gente uno dos
        otra vez todavía solo ya he ha tiempo cosa algo nada desde hasta
        """.split()
    ),
)
