"""Tigrinya. ሐ and ዐ are its own sounds, yet they are folded as in Amharic: few words differ by them alone."""

from languages.language import Language

LANGUAGE = Language(
    tag="ti",
    endonym="ትግርኛ",
    english_name="Tigrinya",
    script="Ethi",
    cue_words=frozenset(
        """
        ኣነ ንዓይ ናተይ ንስኻ ንስኺ ንስኹም ናትካ ናትኩም ንሕና ናትና ንሱ ንሳ ንሳቶም እዚ እቲ እዚኣ ኣብ ኣብዚ ኣብኡ ኣበይ ናበይ እንታይ መን ስለምንታይ ንምንታይ ከመይ
        ክንደይ መዓስ ኣየናይ እዩ እያ እዮም እየ ኣይኮነን የለን የብለይን ኣሎ ኣለኒ ኣለዎ ኣሎኒ ነበረ ኮይኑ ይኸውን ክገብር እገብር ምግባር ክኽእል እኽእል ይከኣል ኣይክእልን
        እደሊ ይደሊ የድልየኒ ኣድላዪ ን ምስ ካብ ናብ ብ ከምኡውን ከምኡ ድማ ወይ ግን ስለዚ እንተ እውን ውን ብጣዕሚ ብዙሕ ሰላም የቐንየለይ የቅንየለይ በጃኹም በጃኻ እወ
        ኣይፋል ሓገዝ ሓግዙኒ ገንዘብ ስራሕ ገዛ ቆልዓ ደቀይ ሰበይተይ ሰብኣየይ ሓኪም ዶክተር ሆስፒታል ፖሊስ ጠበቓ ቤት ትምህርቲ ሎሚ ጽባሕ ትማሊ ሕጂ ጃፓን ስደተኛ ዑቕባ
        መመልከቲ ቪዛ ይፈርህ የሕምመኒ ሓሚመ ጥንስቲ ምግቢ ምንባር ምኻድ መጺአ ይፈልጥ ኣይፈልጥን ምሕታት ምርካብ ሰብ ሓደ ክልተ እንደገና ጽቡቕ
        """.split()
    ),
)
