"""Vietnamese. Also as it is typed without its marks."""

from languages.language import Language

LANGUAGE = Language(
    tag="vi",
    endonym="Tiếng Việt",
    english_name="Vietnamese",
    script="Latn",
    cue_words=frozenset(
        """
        tôi bạn anh chị em mình chúng họ là và của không có được cho với ở từ đến này kia đó đây đâu gì ai sao tại
        vì thế nào khi bao nhiêu giờ lâu làm muốn cần xin giúp ơn chào vâng dạ ạ rồi chưa đã đang sẽ phải nên thì mà
        nhưng nếu hay hoặc cũng rất quá nhiều ít tiền việc nhà con vợ chồng bác sĩ bệnh viện cảnh sát luật sư trường
        học hôm nay mai qua bây nước nhật tị nạn đơn giấy tờ thẻ lưu trú điện thoại sợ đau ốm mang thai ăn ngủ về
        nói biết hỏi tìm người một hai mấy nữa lại ra vào đi khong toi ban duoc lam gi nhu the nao o dau nhieu chao
        cam on giup muon can co
        """.split()
    ),
)
