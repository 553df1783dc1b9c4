"""Uzbek. Written in Latin and, by older people, in Cyrillic letters."""

from languages.language import Language

LANGUAGE = Language(
    tag="uz",
    endonym="Oʻzbekcha",
    english_name="Uzbek",
    script="Latn",
    # One mark beside o and g, typed in six ways.
    folds={"ʻ": "'", "ʼ": "'", "‘": "'", "’": "'", "`": "'", "´": "'"},
    cue_words=frozenset(
        """
        men menga meni mening sen senga siz sizga sizning biz bizga bizning u uni uning unga ular bu shu o'sha yerda
        qayerda qayerga qanday qanaqa qancha nima kim nega uchun qachon qaysi bor yo'q emas edi bo'ladi bo'lmaydi
        bo'lsa qilish qilaman qilsam qildim qilishim mumkin mumkinmi kerak kerakmi xohlayman istayman olaman olsam
        olish bilan dan ga da ham va yoki lekin ammo chunki agar juda ko'p salom assalomu alaykum rahmat iltimos ha
        yordam pul ish uy bola bolam bolalar xotinim erim shifokor doktor kasalxona politsiya advokat maktab bugun
        ertaga kecha hozir yaponiya yaponiyada qochqin boshpana ariza viza qo'rqaman og'riyapti kasal homilador
        ovqat yashash borish keldim bilaman bilmayman so'rash topish topsam odam bir ikki yana hali keyin мен менга
        мени менинг сиз сизга биз бизнинг у уни бу қаерда қандай қанча нима ким нега қачон бор йўқ эмас эди бўлади
        қилиш қиламан мумкин керак хоҳлайман билан учун ҳам ва ёки лекин агар жуда кўп салом раҳмат илтимос ёрдам
        пул иш уй бола шифокор касалхона адвокат мактаб бугун эртага ҳозир японияда қочқин бошпана ариза қўрқаман
        касал билмайман топиш одам бир яна
        """.split()
    ),
)
