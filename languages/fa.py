"""Persian. Dari is written alike: text says Persian, the visitor may choose Dari."""

from languages.language import Language

LANGUAGE = Language(
    tag="fa",
    endonym="فارسی",
    english_name="Persian",
    script="Arab",
    direction="rtl",
    digits="۰۱۲۳۴۵۶۷۸۹",
    folds={"ۀ": "ه"},
    cue_words=frozenset(
        """
        از است الان ام امشب ان او اگر اگه ایا این با باید بدون برای به بود بی تا تو خانم خود دارد دارم داره در دیگه
        را رو شد شدم شده شما ما من می میتوانم میتونم میخوام میشه میکنم ندارد ندارم نداره نمیتونم نمیخوام نمیشه نه
        نیست نیستم ها های هست هستم هم وکیل چرا چطور چند چه چگونه چی چیکار ژاپن کجا کرد کردم کرده کنم که کی یا یه یک
        سلام ممنون مرسی لطفا کمک پول کار خانه بچه زن شوهر دکتر بیمارستان پلیس مدرسه امروز فردا دیروز پناهنده ترس درد
        """.split()
    ),
    romanised_words=frozenset(
        """
        man mano mara to shoma ma oon on in inja unja koja ki chi che chera chetor chejoori chejuri chand cheghadr
        kay hast hastam nist nistam bood boodam shod shodam mishe mishavad nemishe mitoonam mitonam mitunam
        nemitoonam nemitonam mikham mikhaham nemikham daram dare darim nadaram nadare konam mikonam kardam kard
        bayad baraye barai ba az be dar ro ra ke va ya ham age agar vali ama faghat kheyli kheili khub khoob salam
        mersi mamnoon lotfan komak pool pul kar khane khoone bache zan shohar doctor bimarestan polis vakil madrese
        emrooz farda dirooz alan hala japon zhapon panahande panahandegi tars dard mariz chikar migan goft bedam
        begiram beram biam
        """.split()
    ),
)
