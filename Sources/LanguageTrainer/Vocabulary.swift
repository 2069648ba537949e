import Bridge
import Foundation
import Text

/// The words of one language of a group, as the detector folds them, with how often each is drawn.
struct Vocabulary {
  let tag: String
  /// How often this language is drawn beside the others of its group.
  let weight: Double
  private(set) var words: [[UInt32]] = []
  private(set) var shares: [Double] = []
  /// Words kept from the training, to see what the model makes of words that it never met.
  private(set) var held: [[UInt32]] = []
  /// Running sums, for each of the two ways of drawing.
  private var sums: [[Double]] = []

  /// Rarer words than so many are left out.
  private static let limit = 120_000

  /// Shares to the power of these: as text has them, and much flatter, as lists of words have them.
  private static let powers = [1.0, 0.45]

  init(tag: String, weight: Double, keepsAway: Int, _ entries: [(word: [UInt32], share: Double)]) {
    self.tag = tag
    self.weight = weight
    var all: [[UInt32]: Double] = [:]
    for entry in entries { all[entry.word, default: 0] += entry.share }
    // Words of the same share stand in an order of their own, not in the table's, which changes from run to run.
    var sorted = all.map { (word: $0.key, share: $0.value, hash: WordPieces.hash(of: $0.key)) }
    sorted.sort { $0.share != $1.share ? $0.share > $1.share : $0.hash < $1.hash }
    for (rank, (word, share, _)) in sorted.prefix(Self.limit).enumerated() {
      if keepsAway > 0 && rank >= 1500 && WordPieces.hash(of: word) >> 20 % UInt64(keepsAway) == 0 {
        if held.count < 600 && WordPieces.hash(of: word) >> 40 % 4 == 0 { held.append(word) }
        continue
      }
      words.append(word)
      shares.append(share)
    }
    for power in Self.powers {
      var sum = 0.0
      sums.append(
        shares.map {
          sum += pow($0, power); return sum
        })
    }
  }

  func draw(flat: Bool, _ random: inout SplitMix) -> Int {
    let sums = sums[flat ? 1 : 0]
    guard let total = sums.last else { return 0 }
    let wanted = random.unit() * total
    var low = 0
    var high = sums.count - 1
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// A small random generator whose sequence belongs to its seed (SplitMix64, Steele, Lea and Flood 2014).
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// 0..<1.
  mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
