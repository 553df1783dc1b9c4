"""Indonesian."""

from languages.language import Language

LANGUAGE = Language(
    tag="id",
    endonym="Bahasa Indonesia",
    english_name="Indonesian",
    script="Latn",
    cue_words=frozenset(
        """
        saya aku kamu anda dia kami kita mereka ini itu yang dan di ke dari untuk dengan pada ada tidak tak bukan
        belum sudah telah akan sedang bisa boleh harus mau ingin perlu butuh tolong mohon terima kasih halo selamat
        apa siapa mana kapan kenapa mengapa bagaimana gimana berapa lama banyak sangat sekali juga saja tapi tetapi
        kalau jika karena atau uang kerja rumah anak istri suami dokter sakit polisi pengacara sekolah hari besok
        kemarin sekarang jepang pengungsi suaka surat kartu telepon takut hamil makan tidur pulang bicara tahu tanya
        cari orang satu dua lagi masih nggak gak udah gue lo dong sih ya nya punya pergi
        """.split()
    ),
)
