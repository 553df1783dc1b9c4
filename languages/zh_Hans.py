"""Chinese (simplified).

Traditional characters are read as Chinese too: no text of ours tells readers of the two apart.
"""

from languages.language import Language

LANGUAGE = Language(
    tag="zh-Hans",
    endonym="简体中文",
    english_name="Chinese (simplified)",
    script="Hans",
    spaced=False,
    cue_words=frozenset(
        """
        我 你 他 她 我们 你们 他们 的 了 是 在 有 没有 不 不是 不能
        不会 不知道 吗 呢 吧 什么 怎么 怎么办 哪里 哪儿 谁 为什么 多少 什么时候 多久 可以
        能 想 要 需要 请 请问 谢谢 你好 帮助 帮帮我 钱 工作 孩子 老婆 丈夫 医生
        医院 看病 警察 房子 住 学校 签证 难民 申请 律师 被 抓 今天 明天 昨天 现在
        这里 那里 这个 那个 因为 所以 但是 如果 还 也 都 很 给 和 跟 让
        把 从 到 去 来 回国 日本 说 知道 找 办 护照 在留卡 入管 免费 电话
        翻译 害怕 打 疼 生病 怀孕 吃 饭 没 过 着 时候 一个 几个 我的 我在
        我想 我不
        """.split()
    ),
)
