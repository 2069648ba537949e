/// Random mixtures of scripts, links, emoji, marks and invisible characters; the same seed gives the same texts.
struct RandomTexts {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private static let parts = [
    "hello", "the", "women", "ni hao", "gracias", "schön", "l'homme", "我们", "吃饭", "銀行", "打call", "3C", "AA制", "不好", "吗",
    "東京へ", "の", "ありがとう", "カメラー", "안녕", "привет", "мир", "سلام", "می‌خواهم", "नमस्ते", "สวัสดี", "😀", "👨‍👩‍👧", "❤️", "666", "3.14",
    "１２３", "https://t.co/x?y=1", "www.example.com", "a@b.co", "@name", "@张三", "#tag", "#话题#", ":D", "xD", "!!!", "。",
    "，", " ",
    "  ", "\n", "\t", "\u{200B}", "\u{301}", "\u{FE0F}", "\u{202E}", "𠮷", "ﬁ", "Ａ", "\u{FFFD}", "\u{0}", "a\u{200B}b",
    "e\u{301}", "-", "'",
  ]

  /// Up to 24 parts in a row.
  mutating func next() -> String {
    var text = ""
    for _ in 0..<number(below: 24) { text += Self.parts[number(below: Self.parts.count)] }
    return text
  }

  mutating func number(below limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }
}
