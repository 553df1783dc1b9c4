"""Nepali."""

from languages.language import Language

LANGUAGE = Language(
    tag="ne",
    endonym="नेपाली",
    english_name="Nepali",
    script="Deva",
    digits="०१२३४५६७८९",
    cue_words=frozenset(
        """
        म मलाई मेरो तपाईं तपाईंको तिमी हामी हाम्रो उनी उहाँ यो त्यो यहाँ त्यहाँ कहाँ के को किन कसरी कति कहिले कुन छ
        छैन छन् छु छौं हुन्छ हुँदैन हो होइन थियो भयो गर्न गर्नु गर्छु गर्ने गरेको सक्छु सकिन्छ पर्छ पर्यो चाहिन्छ
        चाहियो चाहन्छु दिनुहोस् दिन भन्न पनि र तर वा भने लागि सँग बाट मा लाई ले का की नमस्ते धन्यवाद मद्दत पैसा काम
        घर छोरा छोरी श्रीमती श्रीमान डाक्टर अस्पताल प्रहरी वकिल विद्यालय आज भोलि हिजो अहिले जापान शरणार्थी डर दुख्छ
        बिरामी गर्भवती खाना बस्ने जाने आएको थाहा सोध्न खोज्न मान्छे एक दुई फेरि अझै धेरै राम्रो
        """.split()
    ),
    romanised_words=frozenset(
        """
        ma malai mero tapai tapaiko timi hami hamro uni uha yo tyo yaha tyaha kaha ke ko kina kasari kati kahile kun
        cha chha chaina chhaina chan chhan chu huncha hunchha hundaina ho hoina thiyo bhayo garna garnu garchu garne
        gareko sakchu sakincha sakinna parcha parchha paryo chahincha chahiyo dinus dinuhos pani ra tara bhane lagi
        sanga bata lai namaste dhanyabad maddat paisa kaam ghar chora chori srimati sriman hospital bakil aaja bholi
        hijo ahile dar dukhcha birami khana basne jane aako thaha sodhna khojna manche feri ajhai dherai ramro
        """.split()
    ),
)
