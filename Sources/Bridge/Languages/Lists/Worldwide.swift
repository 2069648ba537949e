/// Turkish, Vietnamese, Indonesian, Malay, Tagalog and Swahili: words that give each away, written for this project.
enum WorldwideLists {
  static let all: [LanguageList] = [
    LanguageList(
      "tr",
      common: """
        ve bir bu da de için ne o çok ile ama daha gibi var ben sen biz siz onlar olarak olan kadar sonra değil mi mı mu
        mü ki her en ya şey yok bana sana ona beni seni onu benim senin onun bizim nasıl neden kim nerede şimdi böyle
        öyle hiç oldu olduğu
        """,
      words: """
        merhaba selam günaydın iyi geceler akşamlar teşekkürler teşekkür ederim lütfen hoşça kal görüşürüz yarın dün bugün
        her zaman asla belki gerçekten arkadaş arkadaşlar istiyorum istiyorsun istiyor gidiyorum gidiyor geliyor gel git
        yapmak yapıyorum yapıyor yaptı yaptım söylemek söyledi diyor dedi görmek gördüm gördü biliyorum biliyor bilmiyorum
        düşünüyorum insan insanlar kadın erkek adam çocuk çocuklar ev iş okul para yemek su dünya ülke şehir sokak kitap
        hikaye soru cevap sorun şeyler aile aşk sevgi kalp gece hafta ay yıl yıllar saat an bir şey biri kimse az büyük
        küçük yeni eski genç uzun kötü güzel iyi daha iyi en iyi mutlu üzgün yorgun önemli türk türkçe türkiye dil iki üç
        dört beş altı yedi sekiz dokuz on yüz bin burada orada yakın uzak önce yakında geç doğru tabii tamam anlıyorum
        uyumak okumak yazmak oynamak almak bırakmak bulmak çıkmak dönmek tanımak yaşamak hissetmek bakmak başlamak
        beklemek aramak durum bilgi eğitim üniversite imkan gelişme ekonomi toplum zorluk dostluk sağlık halk hükümet
        çünkü rağmen bu yüzden diğer başka kendi lazım gerek seviyorum olacak olsun musun mısın değilim hadi abi kanka
        evet hayır kardeşim evde okula arkadaşım siktir amk oç
        """),
    LanguageList(
      "vi",
      common: """
        và của là có không được cho một những trong người này đã với các để khi đến như về tôi anh em chị bạn ông bà nó
        họ chúng ta mình thì mà ở ra vào lên xuống đi lại nhưng cũng rất nhiều ít gì ai đâu sao nào vì nếu từ trên dưới
        sẽ đang phải biết làm
        """,
      words: """
        xin chào chào buổi sáng tối cảm ơn làm ơn tạm biệt hẹn gặp ngày mai hôm qua hôm nay bây giờ luôn luôn bao giờ có
        lẽ thật sự bạn bè muốn cần thích yêu ghét nói nghe thấy nhìn nghĩ hiểu ăn uống ngủ đọc viết chơi mua bán đến đi
        học công việc trường tiền cơm nước thế giới đất nước thành phố đường sách câu chuyện câu hỏi trả lời vấn đề điều
        gia đình tình yêu trái tim đêm tuần tháng năm giờ phút lúc không ai cái con chiếc lớn nhỏ mới cũ trẻ già dài ngắn
        tốt xấu hơn nhất vui buồn mệt quan trọng tiếng việt nam hai ba bốn sáu bảy tám chín mười trăm nghìn đây đó kia
        gần xa trước sau sớm muộn đúng sai tất nhiên đẹp xinh quá vãi thôi nhé ạ ơi vâng dạ ừ được rồi chưa hết cả mỗi
        khác tự cùng nhau giữa ngoài bên cạnh tình hình thông tin giáo dục đại học khả năng phát triển kinh tế xã hội khó
        khăn bạn sức khỏe nhân dân chính phủ bởi tuy nên vậy thế ngon đói khát lạnh nóng mưa nắng đụ má địt mẹ
        thế nào tại sao bao nhiêu mấy chỉ còn đều vẫn hãy đừng
        """),
    LanguageList(
      "id",
      common: """
        yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa ada mereka lebih
        kata tahun sudah atau saat oleh menjadi orang ia telah adalah seperti sebagai bahwa dapat para harus namun kita
        dua satu masih hari hanya mengatakan kepada kami setelah aku kamu dia apa siapa kenapa mana gimana banget nggak
        gak udah aja kok sih dong deh lagi
        """,
      words: """
        halo selamat pagi siang sore malam terima kasih makasih tolong sampai jumpa besok kemarin hari ini sekarang selalu
        mungkin benar teman teman-teman mau ingin butuh suka cinta benci bicara bilang dengar lihat pikir mengerti makan
        minum tidur baca tulis main beli jual datang pergi belajar kerja sekolah uang nasi air dunia negara kota jalan
        buku cerita pertanyaan jawaban masalah hal keluarga hati minggu bulan jam tidak ada sesuatu seseorang banyak
        sedikit besar kecil baru lama muda tua panjang baik buruk jelek lebih baik terbaik bahagia senang sedih lelah
        capek penting indonesia bahasa tiga empat lima enam tujuh delapan sembilan sepuluh seratus seribu sini sana dekat
        jauh sebelum nanti cepat terlambat tentu cantik bagus keren anjing bangsat goblok tolol sayang kakak adik mas mbak
        pak bu keadaan informasi pendidikan universitas kemungkinan perkembangan ekonomi masyarakat kesulitan persahabatan
        kesehatan rakyat pemerintah meskipun jadi setiap lain sendiri perlu membuat melakukan memberikan mendapatkan
        menggunakan berbicara bekerja berjalan terjadi diri bukan belum pernah tanpa antara uang rumah anak-anak wanita
        pria laki-laki perempuan kalian gue lo gua loe biar kalau kalo tapi
        """),
    LanguageList(
      "ms",
      common: """
        yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke kerana boleh ada mereka lebih kata tahun
        sudah atau oleh menjadi orang ia telah adalah seperti sebagai bahawa dapat para harus namun kita dua satu masih
        hari hanya kepada kami selepas aku awak kau dia apa siapa kenapa mana macam tak nak dah je lah pun lagi
        """,
      words: """
        helo selamat pagi petang malam terima kasih tolong jumpa lagi esok semalam hari ini sekarang sentiasa mungkin
        betul kawan kawan-kawan mahu ingin perlu suka sayang benci cakap beritahu dengar tengok fikir faham makan minum
        tidur baca tulis main beli jual datang pergi belajar kerja sekolah wang duit nasi air dunia negara bandar jalan
        buku cerita soalan jawapan masalah perkara keluarga hati minggu bulan jam tiada sesuatu seseorang banyak sedikit
        besar kecil baru lama muda tua panjang baik buruk lebih baik terbaik gembira sedih penat letih penting malaysia
        melayu bahasa tiga empat lima enam tujuh lapan sembilan sepuluh seratus seribu sini sana dekat jauh sebelum nanti
        cepat lambat pasti cantik bagus hebat bodoh bangang sial abang kakak adik encik puan keadaan maklumat pendidikan
        universiti kemungkinan pembangunan ekonomi masyarakat kesukaran persahabatan kesihatan rakyat kerajaan walaupun
        jadi setiap lain sendiri membuat melakukan memberikan mendapatkan menggunakan bercakap bekerja berjalan berlaku
        diri bukan belum pernah tanpa antara rumah kanak-kanak wanita lelaki perempuan kereta telefon budak ialah
        pejabat polis
        """),
    LanguageList(
      "tl",
      common: """
        ang ng sa na at mga ay ko mo siya ako ikaw kami tayo kayo sila ito iyon hindi may wala para kung pero din rin
        lang naman po ba kasi pa nga si ni kay nang namin natin nila niya kanya isang ano sino saan bakit paano dahil
        """,
      words: """
        kumusta kamusta magandang umaga gabi hapon salamat pakiusap paalam bukas kahapon ngayon palagi siguro talaga
        kaibigan gusto kailangan mahal ayaw sabi sinabi nakita makita isip alam maintindihan kain kumain inom tulog basa
        sulat laro bili punta pumunta dumating aral trabaho eskwela paaralan pera pagkain tubig mundo bansa lungsod daan
        libro kuwento tanong sagot problema bagay pamilya pag-ibig puso linggo buwan taon oras walang isang tao marami
        kaunti malaki maliit bago luma bata matanda mahaba mabuti masama mas pinaka masaya malungkot pagod mahalaga
        pilipinas filipino tagalog wika dalawa tatlo apat lima anim pito walo siyam sampu dito doon malapit malayo bago
        mamaya totoo maganda gwapo ganda kuya ate nanay tatay kalagayan edukasyon posibilidad lipunan kalusugan
        pamahalaan kahit kaya bawat iba sarili dapat ginawa ginagawa gumawa nasa meron oo opo sige tara gago putang ina
        naging nagsimula maraming lalaki babae ating aking iyong kanilang
        """),
    LanguageList(
      "sw",
      common: """
        na ya wa ni kwa katika la za cha kuwa hii huyu yake yangu yako wake hiyo hilo pia lakini au kama sana tu bado si
        hapana ndiyo mimi wewe yeye sisi ninyi wao nini nani wapi kwa nini vipi lini ambayo ambao hayo ilikuwa alikuwa
        """,
      words: """
        habari jambo mambo asante karibu tafadhali kwaheri kesho jana leo sasa daima labda kweli rafiki marafiki nataka
        unataka anataka nina una ana tuna naenda anaenda naweza unaweza anaweza kufanya ninafanya alifanya kusema alisema
        anasema kuona niliona najua anajua nadhani mtu watu mwanamke mwanamume mtoto watoto nyumba kazi shule pesa
        chakula maji dunia nchi mji barabara kitabu hadithi swali jibu tatizo kitu vitu familia upendo moyo usiku wiki
        mwezi mwaka miaka saa wakati hakuna kitu fulani wengi kidogo kubwa ndogo mpya zamani kijana mrefu nzuri mbaya
        bora furaha huzuni uchovu muhimu kiswahili kenya tanzania lugha mbili tatu nne tano sita saba nane tisa kumi mia
        elfu hapa pale karibu mbali kabla baadaye mapema ukweli bila shaka mzuri naelewa kulala kusoma kuandika kucheza
        kununua kuja kuacha kupata kufikiri kutoka kurudi kuchukua kujua kuishi kuhisi kutazama kuanza kusubiri kutafuta
        hali elimu chuo kikuu uwezekano maendeleo uchumi jamii ugumu urafiki afya wananchi serikali ingawa hivyo kila
        nyingine lazima napenda nakupenda ninapenda wanapenda walikuwa wanaweza hawezi haiwezi
        """),
  ]
}
