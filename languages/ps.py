"""Pashto."""

from languages.language import Language

LANGUAGE = Language(
    tag="ps",
    endonym="پښتو",
    english_name="Pashto",
    script="Arab",
    direction="rtl",
    digits="۰۱۲۳۴۵۶۷۸۹",
    # Typists mix its five letters ya.
    folds={"ې": "ی", "ۍ": "ی", "ګ": "گ"},
    # Schools in Afghanistan teach Dari beside Pashto.
    fallback=("prs", "fa"),
    cue_words=frozenset(
        """
        زه ما زما ته تا ستا موږ مونږ زموږ تاسو ستاسو هغه هغوی دا دې دغه دلته هلته چېرته چیرته څه څوک ولې څنګه څومره
        څو کله کوم ده دی دي یم یې یو نه نشته شته و وو شو شوم کول کوی کړم کړي کړی کولی شم شي غواړم غواړي باید لپاره
        سره څخه په کې کښې د او خو یا که چې هم سلام مننه مهرباني مرسته پیسې کار کور ماشوم ماشومان ښځه مېړه ډاکټر
        روغتون پولیس وکیل ښوونځی نن سبا پرون اوس جاپان پناه کډوال وېره درد ناروغ خواړه اوسیږم ځم راغلم پوهیږم پوښتنه
        خلک دوه بیا ډېر ډیر ښه لرم لري نلرم
        """.split()
    ),
)
