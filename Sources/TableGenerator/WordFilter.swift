import CICU
import Foundation

/// The frequent words of languages written with an alphabet, as a Bloom filter over the classes of their letters.
///
/// `Text.OrdinaryWords` asks it; both count the hash in the same way.
struct WordFilter {
  /// How many words of each language: English most, since most disguises are of English words.
  static let languages: [(tag: String, words: Int)] =
    [("en", 40_000), ("es", 14_000), ("fr", 14_000), ("de", 14_000), ("ru", 14_000)]
    + ["it", "pt", "nl", "sv", "da", "no", "pl", "cs", "tr", "id", "uk", "ro", "hu", "fi", "hr", "ca", "vi", "tl"].map {
      ($0, 14_000)
    }
  private static let bitsPerWord = 16

  private(set) var bits: [UInt32] = []
  private(set) var count = 0

  init(folder: String) throws {
    var hashes: Set<UInt64> = []
    for (tag, most) in Self.languages {
      let text = try String(contentsOfFile: "\(folder)/topwords-\(tag).txt", encoding: .utf8)
      let lines = text.split(separator: "\n").lazy.filter { !$0.hasPrefix("#") }.prefix(most)
      for line in lines {
        let folded = Self.folded(line.prefix { $0 != " " && $0 != "\t" })
        // As it is written, and as classes of letters: løser is a word, and so is what it looks like.
        for spelling in [folded, folded.map(ShapeTable.letterClass)] where (3...20).contains(spelling.count) {
          hashes.insert(Self.hash(spelling))
        }
      }
    }
    count = hashes.count
    let size = UInt64((count * Self.bitsPerWord + 31) / 32 * 32)
    bits = [UInt32](repeating: 0, count: Int(size / 32))
    for hash in hashes {
      for number in 0..<11 as Range<UInt64> {
        let bit = ((hash & 0xFFFF_FFFF) &+ number &* (hash >> 32 | 1)) % size
        bits[Int(bit >> 5)] |= 1 << UInt32(bit & 31)
      }
    }
  }

  private static func folded(_ word: Substring) -> [UInt32] {
    var out = [UInt32](repeating: 0, count: 400)
    let scalars = word.unicodeScalars.map(\.value)
    guard scalars.count <= 60 else { return [] }
    let count = icu_nfkc_casefold(scalars, Int32(scalars.count), &out, 400)
    return out.prefix(max(0, Int(count))).filter { !(6...8).contains(icu_category($0)) }
  }

  /// FNV-1a of 64 bits over the scalars.
  private static func hash(_ classes: [UInt32]) -> UInt64 {
    classes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
