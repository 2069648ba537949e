/// Random numbers that are the same in every run, so that a failure can be seen again (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// Mixtures of scripts with marks, width forms, jamo, ligatures, emoji and invisible characters between them.
struct RandomTexts {
  private static let parts = [
    "hello", "Straße", "İstanbul", "crème", "ﬁ", "ǆ", "ﷺ", "Å", "Ω", "加微信", "電報群", "圖書館", "㍿", "①", "ⅷ", "ＶＸ",
    "カタカナ", "ｶﾞｷﾞｸﾞ", "ﾊﾟ", "が", "ー", "바보", "각", "뷁", "\u{1112}\u{1161}\u{11AB}", "\u{1100}", "\u{1161}",
    "\u{11A8}", "สวัสดี", "ກິນ", "नमस्ते", "क्षि", "தமிழ்", "سلام", "شدّة", "שָׁלוֹם", "привет", "ё", "й", "ΐ", "Ϊ",
    "ᾴ", "a", "e", "o", "\u{300}", "\u{301}", "\u{302}", "\u{308}", "\u{323}", "\u{327}", "\u{31B}", "\u{3099}",
    "\u{309A}", "\u{5B0}", "\u{64B}", "\u{651}", "\u{93C}", "\u{E38}", "\u{200B}", "\u{200D}", "\u{AD}", "\u{FE0F}",
    "\u{E0100}", "😀", "👩‍🔬", "❤️", "𝓼𝓫", "𠮷", " ", "\n", "1", "²", "½", "/", ".",
  ]

  private var numbers: SeededNumbers

  init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

  /// Up to `parts` pieces in a row.
  mutating func next(parts: Int = 20) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...parts, using: &numbers) {
      text += Self.parts.randomElement(using: &numbers) ?? ""
    }
    return text
  }
}
