/// A text that somebody could post to hurt: a pattern that is repeated up to any size.
struct GrowthText: Sendable {
  let name: String
  private let unit: @Sendable (inout SampleNumbers) -> String
  private let end: String

  /// `unit` again and again, then `end`.
  init(_ name: String, _ unit: String, end: String = "") {
    self.name = name
    self.unit = { _ in unit }
    self.end = end
  }

  /// Draws of `characters`, `length` at a time with `separator` between.
  init(_ name: String, of characters: String, length: Int = 1, separator: String = "", end: String = "") {
    self.name = name
    self.end = end
    let characters = Array(characters.unicodeScalars)
    unit = { numbers in
      String(
        String.UnicodeScalarView((0..<length).map { _ in characters[numbers.below(characters.count)] })) + separator
    }
  }

  /// The text with `bytes` of UTF-8, less than one unit more or fewer.
  func text(bytes: Int) -> String {
    var numbers = SampleNumbers()
    var text = ""
    text.reserveCapacity(bytes)
    while text.utf8.count + end.utf8.count < bytes { text += unit(&numbers) }
    return text + end
  }
}

/// The same numbers every time (SplitMix64).
struct SampleNumbers {
  private var state: UInt64 = 1

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return Int(truncatingIfNeeded: (value ^ value >> 31) >> 1) % limit
  }
}

extension GrowthText {
  private static let commonHan =
    "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市"
  private static let katakana = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンー"
  private static let hiragana = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんっゃゅょ"
  private static let hangul = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호시발새끼는은을를이가"
  private static let latin = "abcdefghijklmnopqrstuvwxyz"

  static let all: [GrowthText] = repeated + scripts + disguises + signs + links + numbers + random

  private static let repeated = [
    GrowthText("letter", "a"), GrowthText("letter-word", "aaaaaaaaa "), GrowthText("han", "我"),
    GrowthText("hangul-syllable", "하"), GrowthText("hangul-pair", "시발"), GrowthText("hiragana", "ば"),
    GrowthText("kana-word", "ばか"), GrowthText("katakana-word", "バカ"), GrowthText("long-vowels", "カー"),
    GrowthText("long-vowel", "ー", end: "カ"), GrowthText("kana-then-long-vowels", "カーーーーーーーーーーーーーーー"),
    GrowthText("consonants", "xzx", end: "casino"), GrowthText("vowels", "aeiou"),
    GrowthText("han-pair", "微信"), GrowthText("particles", "的了"), GrowthText("japanese-endings", "食べさせられ"),
    GrowthText("hit", "加微信聊 "), GrowthText("hit-glued", "加微信"), GrowthText("hit-english", "kill myself "),
    GrowthText("hit-and-not", "casino banana "), GrowthText("homophones", "家薇信"),
    GrowthText("word", "the quick brown fox "),
  ]

  private static let scripts = [
    GrowthText("half-width-kana", "ｶﾞﾊﾞﾊﾟｰ"), GrowthText("half-width-bare", "ｶｷｸｹｺ"), GrowthText("jamo", "ㅅㅂㄱㅐ"),
    GrowthText("loose-jamo", "\u{1109}\u{1175}\u{1107}\u{1161}\u{11AF}"), GrowthText("nfd-hangul", "시발하하".decomposed),
    GrowthText("thai", "สวัสดีครับ"), GrowthText("arabic", "السلامعليكم"), GrowthText("tatweel", "سـ"),
    GrowthText("harakat", "سَلَامٌ "), GrowthText("hebrew", "שלוםעולם"), GrowthText("niqqud", "שָׁלוֹם"),
    GrowthText("cyrillic", "сукахер"), GrowthText("cyrillic-words", "сука пошла в лес "),
    GrowthText("greek", "κακαπαλι"),
    GrowthText("hindi", "नमस्तेदुनिया"), GrowthText("german", "Donaudampfschifffahrtsgesellschaft "),
    GrowthText("french", "l'eau d'aujourd'hui "), GrowthText("spanish", "hijo de la gran puta "),
    GrowthText("traditional", "發髮乾幹繁體字"), GrowthText("mixed", "我love你カタかな한국어слово "),
    GrowthText("mixed-tight", "我aあ한я"), GrowthText("right-to-left", "\u{202E}abc\u{202C}אבג "),
    GrowthText("bopomofo", "ㄅㄆㄇ"), GrowthText("one-word-pieces", "3C打call"),
  ]

  private static let disguises = [
    GrowthText("leet", "c4s1n0 "), GrowthText("leet-tight", "c4$1n0"), GrowthText("ligatures", "ﬁﬃㄱ㍿㋿"),
    GrowthText("full-width", "ｃａｓｉｎｏ"), GrowthText("mathematical", "𝐜𝐚𝐬𝐢𝐧𝐨"), GrowthText("circled", "ⓒⓐⓢⓘⓝⓞ"),
    GrowthText("spaced-letters", "c a s i n o "), GrowthText("dotted-letters", "c.a.s.i.n.o."),
    GrowthText("stars", "c*s*n*"), GrowthText("split-characters", "女马弓虽"), GrowthText("references", "&#99;&#x61;&amp;"),
    GrowthText("ampersands", "&"), GrowthText("pinyin", "jiaweixin "), GrowthText("pinyin-spaced", "jia wei xin "),
    GrowthText("pinyin-tight", "jiaweixin"), GrowthText("picture-words", "加❤信🐴"),
    GrowthText("stretched", "caaaasssiiiinnoooo "),
    GrowthText("turned", "ouısɐɔ "), GrowthText("accents", "çàsîñö "), GrowthText("numerals", "一三八①⑨Ⅷ"),
  ]

  private static let signs = [
    GrowthText("zalgo", "c\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}a\u{307}\u{308}\u{309}\u{30A}"),
    GrowthText("marks", "\u{301}"), GrowthText("kana-marks", "\u{3099}"), GrowthText("voiced-apart", "か゛"),
    GrowthText("joiners", "\u{200D}"), GrowthText("joined-letters", "a\u{200D}b\u{200C}"),
    GrowthText("zero-width", "加\u{200B}\u{200B}微\u{200B}信"), GrowthText("selectors", "☂\u{FE0F}\u{FE0F}"),
    GrowthText("emoji", "😀"), GrowthText("families", "👨‍👩‍👧‍👦"), GrowthText("flags", "🇺🇸🇫🇺🇨🇰"), GrowthText("keycaps", "1️⃣2️⃣"),
    GrowthText("signs-and-emoji", "😀→"), GrowthText("nameless-signs", "⌬⏣"), GrowthText("skin", "👍🏽"),
    GrowthText("spaces", " "), GrowthText("wide-spaces", "\u{3000}\u{A0}"), GrowthText("newlines", "\n"),
    GrowthText("line-words", "die\n"), GrowthText("returns", "\r\n"), GrowthText("tabs", "\t"),
    GrowthText("nul", "\u{0}"),
    GrowthText("replacement", "\u{FFFD}"), GrowthText("brackets", "([{"), GrowthText("balanced", "((a))"),
    GrowthText("dots", "."), GrowthText("dots-letters", "a."), GrowthText("ats", "@"), GrowthText("ats-letters", "a@"),
    GrowthText("hashes", "#tag#"), GrowthText("punctuation", "!?,.;:-"), GrowthText("stops", "。！？"),
    GrowthText("quotes", "’‘“”"), GrowthText("faces", ":-DDDD"), GrowthText("laughter", "hahaha"),
    GrowthText("kaomoji", "(ツ)_/¯"),
    GrowthText("tags", "\u{E0041}\u{E0042}"), GrowthText("private", "\u{E000}\u{F8FF}"),
  ]

  private static let links = [
    GrowthText("urls", "https://a.example/b?c=1 "), GrowthText("urls-glued", "https://a.example/"),
    GrowthText("www", "www.x "), GrowthText("hosts", "evil.example "),
    GrowthText("one-host", "a.", end: "evil.example"),
    GrowthText("punycode", "xn--a."), GrowthText("mail", "a.b@c.de "), GrowthText("mail-glued", "a@b.c@"),
    GrowthText("defanged", "evil[.]example hxxp "), GrowthText("dot-words", "a dot b "), GrowthText("percent", "a%2eb"),
    GrowthText("slashes", "http://"),
  ]

  private static let numbers = [
    GrowthText("digits", "0123456789"), GrowthText("digit", "1"), GrowthText("digits-dots", "1.1,"),
    GrowthText("codes", "a1", end: "中"), GrowthText("codes-accent", "a1", end: "é"),
    GrowthText("chinese-numbers", "三五百万"),
    GrowthText("telephone", "138 0013 8000 "), GrowthText("hex", "0xdeadbeef"),
  ]

  private static let random = [
    GrowthText("random-han", of: commonHan), GrowthText("random-han-hit", of: commonHan, end: "加微信"),
    GrowthText("random-han-through", of: commonHan, end: "我想自杀"),
    GrowthText("random-han-sentences", of: commonHan, length: 12, separator: "。"),
    GrowthText("random-han-hits", of: commonHan, length: 200, separator: "自杀"),
    GrowthText("random-katakana", of: katakana), GrowthText("random-hiragana", of: hiragana),
    GrowthText("random-japanese", of: hiragana + katakana + commonHan), GrowthText("random-hangul", of: hangul),
    GrowthText("random-hangul-words", of: hangul, length: 4, separator: " "), GrowthText("random-letters", of: latin),
    GrowthText("random-words", of: latin, length: 6, separator: " "),
    GrowthText("random-entry-letters", of: "casino", length: 7, separator: " "),
    GrowthText("random-entry-han", of: "加微信我的个一下"), GrowthText("random-ascii", of: latin + "0123456789.,:/@#-_!$"),
  ]
}

extension String {
  fileprivate var decomposed: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
          guard (0xAC00...0xD7A3).contains(scalar.value) else { return [scalar] }
          let index = scalar.value - 0xAC00
          let jamo = [0x1100 + index / 588, 0x1161 + index % 588 / 28] + (index % 28 == 0 ? [] : [0x11A7 + index % 28])
          return jamo.compactMap { Unicode.Scalar($0) }
        }))
  }
}
