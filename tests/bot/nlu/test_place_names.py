from __future__ import annotations

import statistics
import time

import pytest

from bot.nlu.place_index import PlaceIndex
from tests.bot.nlu.places import TOKENIZER, about, find, index, names, tokens


@pytest.mark.parametrize(
    ("language", "text", "code", "spelled"),
    [
        ("en", "lawyer in Nagoya", "23100", "Nagoya"),
        ("en", "hospital OSAKA", "JP-27", "OSAKA"),
        ("en", "Osaka city please", "27100", "Osaka city"),
        ("en", "i stay in osakashi", "27100", "osakashi"),
        ("en", "I live in Nagoya-shi", "23100", "Nagoya"),
        ("en", "I stay in Tōkyō", "JP-13", "Tōkyō"),
        ("fr", "à l'hôpital d’Osaka", "JP-27", "Osaka"),
        ("fr", "je vis à Saïtama", "JP-11", "Saïtama"),
        ("fr", "ville d'Osaka", "27100", "ville d'Osaka"),
        ("ja", "名古屋で弁護士を探しています", "23100", "名古屋"),
        ("ja", "大阪の病院", "JP-27", "大阪"),
        ("ja", "大阪市の病院", "27100", "大阪市"),
        ("ja", "東京都に住んでいます", "JP-13", "東京都"),
        ("ja", "さいたまで寝る所がない", "JP-11", "さいたま"),
        ("ar", "محامي في ناغويا", "23100", "ناغويا"),
        ("ar", "مستشفى بأوساكا", "JP-27", "بأوساكا"),
        ("ar", "وبطوكيو", "JP-13", "وبطوكيو"),
        ("ar", "مدينة سايتاما", "11100", "مدينة سايتاما"),
        ("fa", "وکیل در ناگویا", "23100", "ناگویا"),
        ("fa", "من توکیو‌ام", "JP-13", None),
        ("fa", "اوساکایی هستم", "JP-27", "اوساکایی"),
        ("my", "နာဂိုယာမှာ ရှေ့နေ", "23100", "နာဂိုယာ"),
        ("my", "တိုကျိုကပါ", "JP-13", "တိုကျို"),
        ("en", "lawyer in 名古屋 please", "23100", "名古屋"),
    ],
)
def test_a_place_is_found_however_it_is_written(language: str, text: str, code: str, spelled: str | None) -> None:
    (found,) = find(text, language)
    assert found.bearers[0].code == code
    assert spelled in (None, text[found.start : found.end])


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        # no spaces between words
        ("zh-Hans", "我住在大阪市附近", "27100"),
        ("zh-Hans", "川口市有律师吗", "11203"),
        ("th", "หมออยู่ที่โอซาก้าไหม", "JP-27"),
        ("th", "ฉันอยู่นาโกย่า", "23100"),
        ("th", "ทนายความในคาวางูจิ", "11203"),
        ("km", "មេធាវីនៅតូក្យូ", "JP-13"),
        ("km", "ខ្ញុំរស់នៅណាហ្គោយ៉ា", "23100"),
        ("my", "ဟာချိအိုဂျိမှာ", "13201"),
        ("my", "ယိုကိုဟမာမှာ နေတယ်", "14100"),
        ("my", "ယိုကိုဟမမှာ", "14100"),
        ("my", "ဟမာမာဆူးက", "22130"),
        ("my", "တာတေဘါယာရှိ မှာနေတယ်", "10207"),
        ("my", "တာတေဗာယာရှိ", "10207"),
        ("ja", "トウキョウです", "JP-13"),
        ("ja", "ﾄｳｷｮｳﾃﾞｽ", "JP-13"),
        ("ja", "とーきょーにいます", "JP-13"),
        # particles, postpositions, case endings
        ("ko", "도쿄에서 변호사를 찾아요", "JP-13"),
        ("ko", "가와구치시에 살아요", "11203"),
        ("ko", "오사카예요", "JP-27"),
        ("ko", "나고야부터", "23100"),
        ("tr", "Tokyo'da avukat", "JP-13"),
        ("tr", "Nagoyada avukat arıyorum", "23100"),
        ("tr", "Kavaguçi'de oturuyorum", "11203"),
        ("tr", "Osakadan taşındım", "JP-27"),
        ("uz", "Tokyoda yashayman", "JP-13"),
        ("uz", "Nagoyadan keldim", "23100"),
        ("uz", "Осакада яшайман", "JP-27"),
        ("kmr", "li Tokyoyê dijîm", "JP-13"),
        ("kmr", "Kawagûçî", "11203"),
        ("ru", "адвокат в Осаке", "JP-27"),
        ("ru", "я из Нагои", "23100"),
        ("ru", "живу в Сайтаме", "JP-11"),
        ("ru", "больница в Токио", "JP-13"),
        ("ru", "в Кавагучи", "11203"),
        ("uk", "адвокат в Осаці або Осаке", "JP-27"),
        ("uk", "у Нагої", "23100"),
        ("uk", "я живу в Токіо", "JP-13"),
        ("hi", "ओसाका में वकील", "JP-27"),
        ("hi", "टोक्यो का अस्पताल", "JP-13"),
        ("hi", "नागोयामें", "23100"),
        ("ne", "टोकियोमा बस्छु", "JP-13"),
        ("ne", "ओसाकाबाट", "JP-27"),
        ("ne", "कावागुचीको वकिल", "11203"),
        ("bn", "টোকিওতে থাকি", "JP-13"),
        ("bn", "ওসাকার উকিল", "JP-27"),
        ("bn", "নাগোয়ায় থাকি", "23100"),
        ("ur", "ٹوکیو میں وکیل", "JP-13"),
        ("ur", "کاواگوچی میں رہتا ہوں", "11203"),
        ("si", "ටෝකියෝවල නීතිඥයෙක්", "JP-13"),
        ("si", "නාගොයාවේ", "23100"),
        ("si", "කවගුචි", "11203"),
        ("ta", "டோக்கியோவில் வழக்கறிஞர்", "JP-13"),
        ("ta", "ஒசாகாவிலிருந்து", "JP-27"),
        ("ta", "நகோயாவுக்கு", "23100"),
        ("am", "በቶኪዮ ጠበቃ", "JP-13"),
        ("am", "ከኦሳካ", "JP-27"),
        ("am", "ናጎያ ውስጥ", "23100"),
        ("ti", "ኣብ ቶክዮ ጠበቓ", "JP-13"),
        ("ti", "ናብኦሳካ", "JP-27"),
        ("ps", "په توکیو کې وکیل", "JP-13"),
        ("ps", "کاواګوچي", "11203"),
        ("prs", "وکیل در کاواگوچی", "11203"),
        ("ar", "ناس بكاواغوتشي", "11203"),
        # languages in Latin letters
        ("es", "abogado en Tokio", "JP-13"),
        ("pt", "moro em Tóquio", "JP-13"),
        ("vi", "luật sư ở thành phố Osaka", "27100"),
        ("id", "pengacara di Nagoya", "23100"),
        ("fil", "abogado sa Kawaguchi", "11203"),
        ("so", "qareen Nagoya", "23100"),
        ("sw", "wakili Osaka", "JP-27"),
        # other romanisations
        ("en", "Oosaka", "JP-27"),
        ("en", "Toukyou to", "JP-13"),
        ("en", "hukuoka ken", "JP-40"),
        ("en", "Kawaguti", "11203"),
        ("en", "Tukuba", "08220"),
        ("en", "Koobe", "28100"),
        ("en", "Saporo", "01100"),
        ("en", "Gumma", "JP-10"),
        # stations, quarters, airports
        ("en", "Shinagawa station", "13103"),
        ("ja", "天王洲アイルの入管", "13109"),
        ("en", "i am at Haneda", "13111"),
        ("en", "KIX immigration", "27213"),
        ("ja", "関空にいます", "27213"),
        ("my", "တာကာဒါနိုဘာဘာ", "13104"),
        ("en", "Nishi-Kawaguchi", "11203"),
        ("fr", "aéroport de Narita", "12211"),
        ("ar", "مطار كانساي", "27213"),
        ("en", "fukuoka airport", "40130"),
    ],
)
def test_names_are_found_behind_what_each_language_glues_to_them(language: str, text: str, code: str) -> None:
    assert about(text, language) == (code,)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "my date is wrong"),
        ("en", "the naganoish thing"),
        ("en", "unosaka"),
        ("en", "Mr Chiba told me"),
        ("en", "ask Chiba-san"),
        ("en", "he is an otaku"),
        ("ja", "千葉さんに聞きました"),
        ("ja", "すみません だいじょうぶです"),
        ("ja", "横浜市港北区"[3:]),  # 港北区 is not 北区
        ("zh-Hans", "天津市"),  # Tianjin is not Tsu
        ("zh-Hans", "三重困难"),
        ("ar", "كيف أقدم طلب اللجوء"),
        ("ar", "شو تسوي"),
        ("ar", "كوبي من الوثيقة"),  # a copy, not Kobe
        ("ar", "بناها ابي"),
        ("my", "ဒုက္ခသည်"),
        ("sw", "chuo kikuu usiku"),  # a college by night: Chuo, Ushiku
        ("sw", "namba ya simu"),  # a telephone number: Namba
        ("sw", "walinikamata kamata"),  # arrested: Kamata
        ("es", "es un mito"),
        ("pt", "meu anjo"),
        ("id", "kita makan mie"),  # we eat noodles: Kita, Mie
        ("fil", "kita tayo bukas, tama"),
        ("tr", "sağa dönün"),  # turn right: Saga
        ("hi", "यह नारा है"),  # a slogan: Nara
        ("bn", "ওটা আগেও ছিল"),  # that was there before: Ota, Ageo
        ("ur", "الائچی کو بھی"),  # cardamom too: Aichi, Kobe
        ("ru", "завтра уеду"),  # I leave tomorrow: Ueda
        ("uk", "працюю в айті"),  # I work in IT: Aichi
        ("ko", "기후가 나빠요"),  # the climate is bad: Gifu
        ("si", "ඉවත දමන්න"),  # throw away: Iwata
        ("en", "..."),
        ("en", ""),
    ],
)
def test_what_is_no_place_is_not_found(language: str, text: str) -> None:
    assert find(text, language) == []


def test_a_message_is_read_in_well_under_a_millisecond() -> None:
    text = "hello, my brother and I came from the airport last week and now we need a lawyer near Nagoya please"
    pieces = tokens(text, "en")
    seconds = []
    for _ in range(200):
        begun = time.process_time()
        names().find(pieces, "en")
        seconds.append(time.process_time() - begun)
    assert statistics.median(seconds) < 0.001


def test_the_index_of_a_model_finds_what_the_files_do() -> None:
    assert PlaceIndex.from_json(index().to_json()) == index()


def test_words_of_visitors_are_not_remembered() -> None:
    find("Xyzzyplugh in Nagoya", "en")
    assert "Xyzzyplugh" not in TOKENIZER._splitter("en").vocab.strings
    assert "xyzzyplugh" not in repr(vars(names())) + repr(vars(names()._typos))
