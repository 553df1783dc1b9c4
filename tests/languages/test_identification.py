"""Run in both rooms: which language a message is in, and when nobody can know."""

from __future__ import annotations

import hashlib

import pytest

import languages
from languages.neighbours import ALSO_READ, SCRIPTS_ALSO_READ
from languages.ngram_table import LATIN, LONGEST_NGRAM, MOST_WEIGHT, TABLE, columns_of, pack, rows_of, tables
from languages.writing import MOST_LETTERS, letters_of, scripts_of

SENTENCES = {
    "am": "ጠበቃ የት ማግኘት እንደምችል ሊነግሩኝ ይችላሉ?",
    "ar": "زوجي في السجن وأريد أن أعرف من يساعدنا",
    "bn": "আমি কোথায় একজন উকিল পেতে পারি?",
    "en": "My husband is in prison and I want to know who helps us",
    "es": "Mi marido está en la cárcel y quiero saber quién nos ayuda",
    "fa": "شوهرم در زندان است و می‌خواهم بدانم چه کسی کمک می‌کند",
    "fil": "Nasa kulungan ang asawa ko at gusto kong malaman kung sino ang tutulong",
    "fr": "Mon mari est en prison et je veux savoir qui peut nous aider",
    "hi": "मेरे पति जेल में हैं और मैं जानना चाहती हूँ कि कौन मदद करेगा",
    "id": "Suami saya di penjara dan saya ingin tahu siapa yang membantu kami",
    "ja": "夫が入管にいます。だれが助けてくれますか",
    "km": "តើខ្ញុំអាចរកមេធាវីនៅឯណា",
    "kmr": "Mêrê min di girtîgehê de ye û ez dixwazim bizanim kî alîkariya me dike",
    "ko": "변호사를 어디에서 찾을 수 있나요?",
    "my": "ရှေ့နေကို ဘယ်မှာ ရှာလို့ရမလဲ",
    "ne": "मेरो श्रीमान जेलमा हुनुहुन्छ र कसले सहयोग गर्छ भनेर जान्न चाहन्छु",
    "ps": "زما میړه په زندان کې دی او غواړم پوه شم چې څوک مرسته کوي",
    "pt": "O meu marido está na prisão e quero saber quem nos pode ajudar",
    "ru": "Мой муж в тюрьме, и я хочу знать, кто нам поможет",
    "si": "මට නීතිඥයෙක් සොයාගන්න පුළුවන් කොහෙන්ද?",
    "so": "Ninkaygu xabsi ayuu ku jiraa waxaana rabaa inaan ogaado cidda na caawinaysa",
    "sw": "Mume wangu yuko gerezani na nataka kujua nani atatusaidia",
    "ta": "வழக்கறிஞரை எங்கே கண்டுபிடிக்கலாம்?",
    "th": "ฉันจะหาทนายความได้ที่ไหน",
    "ti": "ጠበቓ ኣበይ ክረክብ ከም ዝኽእል ክትነግሩኒ ትኽእሉ ዶ?",
    "tr": "Kocam hapiste ve bize kimin yardım edeceğini bilmek istiyorum",
    "uk": "Мій чоловік у в'язниці, і я хочу знати, хто нам допоможе",
    "ur": "میرے شوہر جیل میں ہیں اور میں جاننا چاہتی ہوں کہ کون مدد کرے گا",
    "uz": "Erim qamoqda va bizga kim yordam berishini bilmoqchiman",
    "vi": "Chồng tôi đang ở trong tù và tôi muốn biết ai giúp chúng tôi",
    "zh-Hans": "我的丈夫被关起来了，我想知道谁能帮助我们",
}
ROMANISED = [
    ("ana 3ayez mo7ami 3ashan el iqama", "ar"),
    ("bidi a3ref wein el maktab", "ar"),
    ("man vakil mikham komak konid", "fa"),
    ("bengoshi wa doko ni imasu ka", "ja"),
    ("kyanaw shay nay shar chin lo ya mal", "my"),
    ("mujhe vakil kahan milega bataiye", "hi"),
    ("ami ekjon ukil kothay pabo", "bn"),
    ("malai wakil kaha painchha bhannus", "ne"),
    ("mata nithignayek hoyaganna puluwan kohenda", "si"),
]
FOREIGN = [
    ("Mein Mann ist im Gefängnis und ich möchte wissen, wer uns hilft", ("en",)),
    ("Mój mąż jest w więzieniu i chcę wiedzieć, kto nam pomoże", ("en",)),
    ("Mijn man zit in de gevangenis en ik wil weten wie ons helpt", ("en",)),
    ("Ərim həbsdədir və bizə kimin kömək edəcəyini bilmək istəyirəm", ("tr", "ru")),
    ("Күйеуім түрмеде, бізге кім көмектесетінін білгім келеді", ("ru",)),
    ("مێردەکەم لە زیندانە و دەمەوێت بزانم کێ یارمەتیمان دەدات", ("ar", "fa")),
    ("ຂ້ອຍຈະຫາທະນາຍຄວາມໄດ້ຢູ່ໃສ", ("th",)),
    ("איפה אפשר למצוא עורך דין", ("en", "ru")),
]


@pytest.mark.parametrize("tag", SENTENCES)
def test_a_sentence_is_surely_in_its_language_whatever_was_spoken(tag: str) -> None:
    for prior in (None, "en", "ja", "ar", tag):
        found = languages.identify(SENTENCES[tag], prior)
        assert (found.language, found.is_sure, found.none_of_ours) == (tag, True, False), prior
        assert found.likeliest[0] == tag


def test_every_language_that_text_can_tell_is_tried_here() -> None:
    assert set(SENTENCES) == {tag for tag in languages.TAGS if languages.get(tag).known_by != "choice"}


@pytest.mark.parametrize(("text", "tag"), ROMANISED)
def test_romanised_words_are_a_guess_and_never_surely_another_language(text: str, tag: str) -> None:
    found = languages.identify(text, "en")
    assert (found.language, found.is_sure, found.none_of_ours) == (tag, False, False)


def test_hindi_in_latin_letters_is_urdu_to_who_speaks_urdu() -> None:
    text = "mujhe vakil kahan milega bataiye"
    assert languages.identify(text).likeliest == ("hi", "ur")
    assert languages.identify(text, "ur").language == "ur"


@pytest.mark.parametrize(("text", "readable"), FOREIGN)
def test_a_neighbours_sentence_is_none_of_ours_and_names_what_its_reader_may_read(
    text: str, readable: tuple[str, ...]
) -> None:
    for prior in (None, "en", "fr", "my"):
        found = languages.identify(text, prior)
        assert found.language is None
        assert (found.none_of_ours, found.likeliest, found.is_sure) == (True, readable, False)


@pytest.mark.parametrize("text", ["Anwalt", "danke", "адвокат бар", "ok?", "של"])
def test_a_word_or_two_are_never_surely_none_of_ours(text: str) -> None:
    assert not languages.identify(text, "en").none_of_ours


@pytest.mark.parametrize("tag", ["en", "fr", "es", "tr", "sw", "fil", "uz"])
def test_the_first_words_of_a_sentence_switch_no_conversation(tag: str) -> None:
    start = " ".join(SENTENCES[tag].split()[:2])
    assert not languages.identify(start, "vi").is_sure


@pytest.mark.parametrize("prior", ["ja", "zh-Hans"])
def test_chinese_characters_alone_are_read_as_the_conversation_goes(prior: str) -> None:
    assert languages.identify("学生", prior).language == prior


def test_japanese_headings_are_unsure_unless_japanese_is_spoken() -> None:
    assert languages.identify("難民認定申請", "ja").is_sure
    assert not languages.identify("難民認定申請", "en").is_sure


def test_who_writes_another_script_is_answered_in_it_after_a_few_words() -> None:
    assert languages.identify("мне нужен адвокат", "en").is_sure
    assert not languages.identify("سلام", "en").is_sure


@pytest.mark.parametrize(
    "text", ["My visa の期限 is next month", "弁護士 lawyer محامي", "please help 我的丈夫被关起来了 thank you"]
)
def test_a_mixed_text_is_unsure(text: str) -> None:
    assert not languages.identify(text, "fr").is_sure


@pytest.mark.parametrize("text", ["", "   ", "12345", "😊", "?!", "https://example.org/en", "me@example.org", "٣٤"])
def test_without_words_there_is_no_language(text: str) -> None:
    assert languages.identify(text, "en") == languages.Identification(None, 0.0)


@pytest.mark.parametrize("text", ["x" * 5000, "ж" * 5000, "字" * 5000, "a b " * 2000, "\u0301" * 300, "'" * 50])
def test_no_text_is_too_long_or_too_odd(text: str) -> None:
    assert 0 <= languages.identify(text, "en").confidence <= 1


@pytest.mark.parametrize("prior", ["prs", "ja-simple", "xx", "", None])
def test_any_prior_will_do(prior: str | None) -> None:
    assert languages.identify(SENTENCES["fa"], prior).language == "fa"


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("C’est 3 km, no?", " c'est km no "),
        ("mo7ami 3ayez 20", " mo7ami 3ayez "),
        ("see https://a.b/c or me@x.org!", " see or "),
        ("मैं नहीं। जाता", " मैं नहीं जाता "),
        ("oʻzbek gʻalati", " o'zbek g'alati "),
    ],
)
def test_only_words_are_weighed(text: str, letters: str) -> None:
    assert letters_of(text) == letters


def test_each_letter_counts_for_its_script() -> None:
    assert dict(scripts_of(letters_of("visa ビザ 査証 виза ລາວ"))) == {
        "Latn": 4, "Kana": 2, "Hani": 2, "Cyrl": 4, "Zzzz": 3,
    }  # fmt: skip


def test_the_table_is_the_one_its_digest_names_and_at_most_1_mb() -> None:
    content = TABLE.read_bytes()
    assert len(content) <= 1_000_000
    assert hashlib.sha256(content).hexdigest() == TABLE.with_suffix(".sha256").read_text("utf-8").strip()


def test_every_class_of_the_table_is_ours_or_a_known_neighbour() -> None:
    for table in tables().values():
        for name in table.classes:
            assert name.removesuffix(LATIN) in languages.TAGS or name in ALSO_READ


def test_the_heaviest_text_overflows_no_lane() -> None:
    assert MOST_WEIGHT * LONGEST_NGRAM * (MOST_LETTERS + 1) < 2**16


def test_neighbours_are_none_of_ours_and_lead_to_ours() -> None:
    assert not set(ALSO_READ) & set(languages.TAGS)
    for readable in (*ALSO_READ.values(), *SCRIPTS_ALSO_READ.values()):
        assert 0 < len(readable) <= 2 and set(readable) <= set(languages.TAGS)


def test_what_is_packed_is_what_is_read(tmp_path) -> None:  # type: ignore[no-untyped-def]
    weights = {"ab": bytes([1, 63]), " ж": bytes([7, 0])}
    path = tmp_path / "ngrams.bin"
    path.write_bytes(pack({"Latn": (("en", "fr"), weights, 0.5, 0.25)}))
    table = tables(path)["Latn"]
    ngrams = sorted(weights)
    assert (table.classes, table.sharpness, table.fading) == (("en", "fr"), 0.5, 0.25)
    assert table.rows == rows_of(ngrams, columns_of(ngrams, weights)) == {"ab": 1 + (63 << 16), " ж": 7}
    assert list(table.weights("abab")) == [2, 126]
