"""Persian."""

from languages.language import Language

LANGUAGE = Language(
    tag="fa",
    endonym="فارسی",
    english_name="Persian",
    script="Arab",
    direction="rtl",
    cue_letters="پچژگیک",
    cue_words=frozenset(
        """
        از است الان ام امشب ان او اگر اگه ایا این با باید بدون برای به بود بی تا تو خانم خود دارد دارم داره در
        دیگه را رو شد شدم شده شما ما من می میتوانم میتونم میخوام میشه میکنم ندارد ندارم نداره نمیتونم نمیخوام
        نمیشه نه نیست نیستم ها های هست هستم هم وکیل چرا چطور چند چه چگونه چی چیکار ژاپن کجا کرد کردم کرده کنم
        که کی یا یه یک
        """.split()
    ),
)
