/// Tells apart the languages that share a script, by the pieces of their words.
///
/// A word `^word$` is cut into pieces of one to five scalars and the word itself; each piece has a row of 32 small
/// logarithms, one lane a language, and the sum of the rows is the word's evidence. The rows are counted once from the
/// language lists: measured about 100 ms and 11 MB for Latin. Immutable, so every worker shares it.
struct ScriptModel: Sendable {
  /// How many units of evidence make a natural logarithm.
  static let unit: Int16 = 8
  /// A row says no more than this of a lane; with `WordFold.longest` it keeps a word's evidence below 8,000.
  static let limit: Int16 = 50

  /// The lanes' languages, as places in `LanguageCatalogue.tags`.
  let languages: [UInt8]
  /// What keeps the lanes that no language has from winning.
  let unused: Lanes
  private let shift: UInt64
  /// A piece's fingerprint and, in the upper half, its row; 0 is free. Half as many again as there are rows.
  private let slots: [UInt64]
  /// Two lanes in each number: the even one in its low byte, the odd one in its high byte.
  private let rows: [SIMD16<Int16>]

  static let latin = ScriptModel(LanguageList.latin)
  static let cyrillic = ScriptModel(LanguageList.cyrillic)
  static let arabic = ScriptModel(LanguageList.arabic)
  static let devanagari = ScriptModel(LanguageList.devanagari)

  /// The Latin lanes that are treated apart.
  static let english = lane(of: "en")
  static let pinyin = lane(of: "zh-Latn")

  private static func lane(of tag: String) -> Int { LanguageList.latin.firstIndex { $0.tag == tag } ?? 0 }

  init(_ lists: [LanguageList]) {
    precondition(lists.count <= 32, "a row has 32 lanes")
    languages = lists.map { LanguageCatalogue.number(of: $0.tag) }
    var unused = Lanes(repeating: -8000)
    for lane in lists.indices { unused[lane] = 0 }
    self.unused = unused
    (shift, slots, rows) = ScriptModelCounts(lists).table()
  }

  /// The evidence of one folded word, in `unit`s. O(length of the word).
  func evidence(of word: [UInt32]) -> Lanes {
    var sum = unused
    Self.forEachPiece(of: word) { hash, _ in
      var slot = Int(hash >> shift)
      let key = UInt32(truncatingIfNeeded: hash) | 1
      while true {
        let found = slots[slot]
        if UInt32(truncatingIfNeeded: found) == key {
          sum.add(packed: rows[Int(found >> 32)])
          return
        }
        if found == 0 { return }
        slot = slot + 1 == slots.count ? 0 : slot + 1
      }
    }
    return sum
  }

  /// Longest piece that is counted beside the whole word.
  static let longestPiece = 5

  /// Calls `body` with the hash and the order (0: the whole word) of every piece of `^word$`.
  @inline(__always)
  static func forEachPiece(of word: [UInt32], _ body: (UInt64, Int) -> Void) {
    let count = word.count + 2
    var whole: UInt64 = 0x51_7CC1_B727
    for start in 0..<count {
      var hash: UInt64 = 0
      for end in start..<min(start + longestPiece, count) {
        let scalar: UInt32 = end == 0 ? 0x5E : end == count - 1 ? 0x24 : word[end - 1]
        hash = mix(hash, scalar)
        if start == end && (end == 0 || end == count - 1) { continue }
        body(hash, end - start + 1)
      }
      if start > 0 && start < count - 1 { whole = mix(whole, word[start - 1]) }
    }
    body(whole, 0)
  }

  @inline(__always)
  private static func mix(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
    let mixed = (hash ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 29
  }
}
