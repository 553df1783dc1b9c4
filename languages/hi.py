"""Hindi. Urdu and Hindi in Latin letters are one language to us."""

from languages.language import Language

LANGUAGE = Language(
    tag="hi",
    endonym="हिन्दी",
    english_name="Hindi",
    script="Deva",
    digits="०१२३४५६७८९",
    # The dot below is often left out; the moon is written as a dot.
    folds={"़": "", "ँ": "ं"},
    cue_words=frozenset(
        """
        मैं मुझे मेरा मेरी मेरे आप आपका तुम हम हमें हमारा वह वे यह ये उसे उन्हें यहाँ यहां वहाँ कहाँ कहां क्या कौन
        क्यों कैसे कितना कितने कब कौनसा है हैं हूँ हूं नहीं नही था थी थे गया गई करना करूं करूँ करते किया कर सकता
        सकती सकते चाहिए चाहता चाहती दीजिए बताइए भी और लेकिन या अगर तो लिए साथ से में को का की के ने पर नमस्ते
        धन्यवाद शुक्रिया मदद पैसा पैसे काम घर बच्चा बच्चे पत्नी पति डॉक्टर अस्पताल पुलिस वकील स्कूल आज कल अभी जापान
        शरणार्थी डर दर्द बीमार गर्भवती खाना रहना जाना आना पता पूछना ढूंढ लोग एक दो फिर बहुत अच्छा हो रहा रही रहे
        होगा जी
        """.split()
    ),
    romanised_words=frozenset(
        """
        main mai mujhe mera meri mere aap aapka tum hum hame humko hamara woh wo ye yeh usko yahan yaha wahan kahan
        kaha kya kaun kyon kyun kyu kaise kaisa kitna kitne kab hai hain hun hoon nahi nahin nhi tha thi the gaya
        gayi karna karun karu karte kiya kar sakta sakti sakte chahiye chahie chahta dijiye batao bataiye bhi aur
        lekin ya agar toh liye saath se mein ko ka ki ke ne par namaste dhanyavad shukriya madad paisa paise kaam
        ghar bacha bachche patni pati doctor hospital police vakil wakil aaj kal abhi dar dard bimar khana rehna
        jana aana pata poochna log ek phir bahut bohot accha ho raha rahi rahe hoga ji koi kuch
        """.split()
    ),
)
