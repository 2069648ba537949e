/// The shapes that the stem of a Korean verb or adjective takes before its endings.
///
/// By the rules of school grammar: the stem, its form in 아/어, that with the past's ㅆ, and, where it ends in a vowel, with
/// the endings ㄴ, ㄹ, ㅁ, ㅂ; the irregular classes are named by a letter.
enum KoreanConjugation {
  /// `가다` gives 가, 갔, 간, 갈, 감, 갑; `춥다`, class b, gives 춥, 추우, 추워, 추웠, 추운, 추울, 추움.
  static func shapes(of verb: String, class kind: Character? = nil) -> [String] {
    let stem = Array(verb.unicodeScalars.dropLast()).map(\.value)
    guard let last = stem.last.flatMap(Syllable.init) else { return [] }
    let front = Array(stem.dropLast())
    var shapes = [stem]
    var (vowelStem, infinitive) = (last.final == 0 ? stem : [], plainInfinitive(front, last))
    switch kind {
    case "b":
      let open = front + [last.with(final: 0).value]
      vowelStem = open + [Syllable.u]
      infinitive = open + [verb == "돕다" || verb == "곱다" ? Syllable.wa : Syllable.wo]
    case "d":
      let liquid = front + [last.with(final: Syllable.rieul).value]
      shapes.append(liquid)
      infinitive = liquid + [last.isBright ? Syllable.a : Syllable.eo]
    case "s":
      let open = front + [last.with(final: 0).value]
      shapes.append(open)
      infinitive = open + [last.isBright ? Syllable.a : Syllable.eo]
    case "r":
      guard let before = front.last.flatMap(Syllable.init) else { break }
      infinitive =
        front.dropLast() + [before.with(final: Syllable.rieul).value, before.isBright ? Syllable.ra : Syllable.reo]
    case "h":
      vowelStem = front + [last.with(final: 0).value]
      // 그렇다 is 그래, 하얗다 is 하얘.
      infinitive = front + [last.with(final: 0, vowel: last.vowel == 2 ? 3 : 1).value]
    default:
      if last.final == Syllable.rieul { vowelStem = front + [last.with(final: 0).value] }
    }
    shapes.append(infinitive)
    if let end = infinitive.last.flatMap(Syllable.init), end.final == 0 {
      shapes.append(infinitive.dropLast() + [end.with(final: Syllable.past).value])
    }
    if let end = vowelStem.last.flatMap(Syllable.init) {
      shapes.append(vowelStem)
      for final in Syllable.closing { shapes.append(vowelStem.dropLast() + [end.with(final: final).value]) }
    }
    var seen: Set<[UInt32]> = []
    return shapes.filter { seen.insert($0).inserted }
      .map { String(String.UnicodeScalarView($0.compactMap(Unicode.Scalar.init))) }
  }

  /// The form in 아/어 of a regular stem, contracted where two vowels meet.
  private static func plainInfinitive(_ front: [UInt32], _ last: Syllable) -> [UInt32] {
    if last.value == Syllable.ha { return front + [Syllable.hae] }
    if last.final != 0 { return front + [last.value, last.isBright ? Syllable.a : Syllable.eo] }
    switch last.vowel {
    case 8: return front + [last.with(vowel: 9).value]
    case 11: return front + [last.with(vowel: 10).value]
    case 13: return front + [last.with(vowel: 14).value]
    case 20: return front + [last.with(vowel: 6).value]
    case 16: return front + [last.value, Syllable.eo]
    case 18:
      let isBright = front.last.flatMap(Syllable.init)?.isBright ?? false
      return front + [last.with(vowel: isBright ? 0 : 4).value]
    default: return front + [last.value]
    }
  }

  /// A hangul syllable as its letters, by Unicode's arithmetic (Standard, section 3.12).
  private struct Syllable {
    var initial: UInt32
    var vowel: UInt32
    var final: UInt32

    static let rieul: UInt32 = 8
    static let past: UInt32 = 20
    /// ㄴ, ㄹ, ㅁ, ㅂ.
    static let closing: [UInt32] = [4, 8, 16, 17]
    static let a: UInt32 = 0xC544
    static let eo: UInt32 = 0xC5B4
    static let u: UInt32 = 0xC6B0
    static let wa: UInt32 = 0xC640
    static let wo: UInt32 = 0xC6CC
    static let ra: UInt32 = 0xB77C
    static let reo: UInt32 = 0xB7EC
    static let ha: UInt32 = 0xD558
    static let hae: UInt32 = 0xD574

    init?(_ scalar: UInt32) {
      guard (0xAC00...0xD7A3).contains(scalar) else { return nil }
      let index = scalar - 0xAC00
      (initial, vowel, final) = (index / 588, index / 28 % 21, index % 28)
    }

    var value: UInt32 { 0xAC00 + (initial * 21 + vowel) * 28 + final }

    /// Its vowel is ㅏ, ㅑ or ㅗ, after which 아 stands.
    var isBright: Bool { vowel == 0 || vowel == 2 || vowel == 8 }

    func with(final: UInt32? = nil, vowel: UInt32? = nil) -> Syllable {
      var other = self
      other.final = final ?? self.final
      other.vowel = vowel ?? self.vowel
      return other
    }
  }
}
