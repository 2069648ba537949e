import CICU

/// What each folded scalar is in the skeleton view: its class, its role, and what else it may stand for.
///
/// `Text.Shape` knows the layout of the records.
struct ShapeTable {
  enum Role: UInt32 { case none, letter, digit, han, kana, hangul, dropped, space, stop, lengthener }
  enum Reason: UInt32 { case leet = 1, lookalike, variant, numeral, picture }

  /// Pairs: class | role << 21 | turned << 25 | lookalike << 26, then offset << 8 | count of the alternatives.
  private(set) var records: [(UInt32, UInt32)] = []
  /// Class | reason << 21.
  private(set) var alternatives: [UInt32] = []

  private let han: HanShapes
  private var numbers: [UInt64: UInt32] = [:]
  private var lists: [[UInt32]: UInt32] = [:]
  private var extra: [UInt32: [(UInt32, Reason)]] = [:]

  init(_ han: HanShapes) {
    self.han = han
    for (letter, signs) in Lookalikes.leet { add(letter, from: signs, .leet) }
    for (letter, others) in Lookalikes.weak { add(letter, from: others, .lookalike) }
    for (digit, characters) in Lookalikes.numerals { add(digit, from: characters, .numeral) }
    for (plain, iotated) in Lookalikes.vowels { add(plain, from: iotated, .lookalike) }
    for (character, pictures) in Lookalikes.pictures { add(character, from: pictures, .picture) }
  }

  private mutating func add(_ target: String, from signs: String, _ reason: Reason) {
    guard let target = target.unicodeScalars.first?.value else { return }
    let primary = Self.letterClass(target)
    for sign in signs.unicodeScalars where sign.value != 0xFE0F && sign.value != primary {
      extra[sign.value, default: []].append((primary, reason))
    }
  }

  /// The number of the record of `scalar`.
  mutating func record(of scalar: UInt32) -> UInt32 {
    let (primary, role, flags) = Self.shape(of: scalar)
    var options = extra[scalar] ?? []
    if role == .han { options += han.alternatives(of: scalar).map { ($0, .variant) } }
    var list: [UInt32] = []
    for (target, reason) in options where target != primary || role == .none {
      let item = target | reason.rawValue << 21
      if !list.contains(where: { $0 & 0x1F_FFFF == target }) { list.append(item) }
    }
    let isSelf = primary == scalar
    let first = (isSelf ? 0 : primary) | role.rawValue << 21 | flags << 25
    let second = offset(of: list) << 8 | UInt32(list.count)
    let key = UInt64(first) << 32 | UInt64(second)
    if let number = numbers[key] { return number }
    numbers[key] = UInt32(records.count)
    records.append((first, second))
    return UInt32(records.count - 1)
  }

  private mutating func offset(of list: [UInt32]) -> UInt32 {
    if list.isEmpty { return 0 }
    if let known = lists[list] { return known }
    let offset = UInt32(alternatives.count)
    lists[list] = offset
    alternatives += list
    return offset
  }

  // MARK: One scalar

  private static func shape(of scalar: UInt32) -> (primary: UInt32, role: Role, flags: UInt32) {
    let category = icu_category(scalar)
    let script = String(cString: icu_script_code(icu_script(scalar)))
    if Lookalikes.strokes.unicodeScalars.contains(where: { $0.value == scalar }) { return (scalar, .none, 0) }
    if [0x30FC, 0xFF70].contains(scalar) { return (scalar, .lengthener, 0) }
    if let letter = namedLetter(scalar) { return (letter.scalar, .letter, letter.isTurned ? 1 : 0) }
    if isDroppedMark(category, script) { return (scalar, .dropped, 0) }
    if icu_is_white_space(scalar) != 0 { return (scalar, .space, 0) }
    if ".!?,。！？，।؟،".unicodeScalars.contains(where: { $0.value == scalar }) { return (scalar, .stop, 0) }
    if category == 9 {
      let value = icu_digit_value(scalar)
      return value >= 0 ? (0x30 + UInt32(value), .digit, 0) : (scalar, .none, 0)
    }
    guard (1...5).contains(category) || (6...8).contains(category) || category == 10 else { return (scalar, .none, 0) }
    switch script {
    case "Hani": return (scalar, .han, 0)
    case "Hira", "Kana": return (kana(scalar), .kana, 0)
    case "Hang": return (scalar, .hangul, 0)
    default: return (letterClass(scalar), .letter, isDisguise(scalar) ? 2 : 0)
    }
  }

  /// Marks that only decorate; the vowel signs of Indic scripts, Thai and the like are letters here.
  private static func isDroppedMark(_ category: Int32, _ script: String) -> Bool {
    guard (6...8).contains(category) else { return false }
    return ["Zinh", "Zyyy", "Hebr", "Arab", "Cyrl", "Latn", "Grek"].contains(script)
  }

  /// Katakana as hiragana, small as large.
  private static func kana(_ scalar: UInt32) -> UInt32 {
    var scalar = scalar
    if (0x30A1...0x30F6).contains(scalar) || (0x30FD...0x30FE).contains(scalar) { scalar -= 0x60 }
    let small: [UInt32: UInt32] = [
      0x3041: 0x3042, 0x3043: 0x3044, 0x3045: 0x3046, 0x3047: 0x3048, 0x3049: 0x304A, 0x3063: 0x3064, 0x3083: 0x3084,
      0x3085: 0x3086, 0x3087: 0x3088, 0x308E: 0x308F, 0x3095: 0x304B, 0x3096: 0x3051,
    ]
    return small[scalar] ?? scalar
  }

  /// The class of a letter: without accents, and as the Latin letter that it looks like.
  static func letterClass(_ scalar: UInt32) -> UInt32 {
    var letter = base(scalar)
    if let same = Lookalikes.same[letter] { return same }
    if let named = namedLetter(letter) { return named.scalar }
    if letter < 0x80 { return letter }
    letter = base(letter)
    if let latin = skeleton(letter) { return latin }
    return letter
  }

  private static func isDisguise(_ scalar: UInt32) -> Bool {
    let letter = base(scalar)
    return letter >= 0x80 && letterClass(letter) < 0x80
  }

  private static func base(_ scalar: UInt32) -> UInt32 {
    var out = [UInt32](repeating: 0, count: 32)
    let count = icu_decompose(scalar, &out, 32)
    return count > 0 ? out[0] : scalar
  }

  /// The one Latin letter, lower case, that Unicode's confusables give for `scalar`.
  private static func skeleton(_ scalar: UInt32) -> UInt32? {
    var out = [UInt32](repeating: 0, count: 64)
    guard icu_skeleton(scalar, &out, 64) == 1 else { return nil }
    let letter = out[0] | 0x20
    // Capital I, the digit one and the bar are all l to Unicode; O stands for zero.
    guard (0x61...0x7A).contains(letter), out[0] < 0x80 else { return nil }
    return letter
  }

  /// The Latin letter that a character's name tells: small capitals, squared, turned, stroked, hooked, modifiers.
  private static func namedLetter(_ scalar: UInt32) -> (scalar: UInt32, isTurned: Bool)? {
    guard scalar >= 0x80 else { return nil }
    if let turned = Lookalikes.turned[scalar] { return (turned, true) }
    var buffer = [CChar](repeating: 0, count: 200)
    guard icu_name(scalar, &buffer, 200) > 0 else { return nil }
    let name = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let plain = [
      "LATIN LETTER SMALL CAPITAL ", "NEGATIVE SQUARED LATIN CAPITAL LETTER ", "NEGATIVE CIRCLED LATIN CAPITAL LETTER ",
      "REGIONAL INDICATOR SYMBOL LETTER ", "SQUARED LATIN CAPITAL LETTER ", "MODIFIER LETTER SMALL ",
      "MODIFIER LETTER CAPITAL ", "LATIN SMALL LETTER SCRIPT ", "LATIN SMALL LETTER DOTLESS ",
      "LATIN SMALL LETTER BARRED ",
      "LATIN SUBSCRIPT SMALL LETTER ", "LATIN SMALL LETTER LONG ", "CROSSED NEGATIVE SQUARED LATIN CAPITAL LETTER ",
    ]
    for prefix in plain where name.hasPrefix(prefix) {
      if let letter = single(name.dropFirst(prefix.count)) { return (letter, false) }
    }
    for prefix in [
      "LATIN SMALL LETTER TURNED ", "LATIN SMALL LETTER REVERSED ", "LATIN LETTER SMALL CAPITAL REVERSED ",
      "LATIN LETTER SMALL CAPITAL TURNED ", "MODIFIER LETTER SMALL TURNED ",
    ] where name.hasPrefix(prefix) {
      if let letter = single(name.dropFirst(prefix.count)) { return (letter, true) }
    }
    if name.hasPrefix("LATIN SMALL LETTER "), name.contains(" WITH ") {
      let letter = name.dropFirst("LATIN SMALL LETTER ".count).prefix { $0 != " " }
      if let letter = single(letter) { return (letter, false) }
    }
    if name == "NEGATIVE SQUARED AB" { return nil }
    return nil
  }

  private static func single(_ name: Substring) -> UInt32? {
    guard name.utf8.count == 1, let byte = name.utf8.first, (0x41...0x5A).contains(byte) else { return nil }
    return UInt32(byte) | 0x20
  }
}
