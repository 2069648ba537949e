internal import Glibc

/// The words that can be looked up, sorted, with their costs.
struct ChineseKeys {
  private(set) var words: [String] = []
  /// For each word, the entries that it is a form of, in the sources' order.
  private(set) var entries: [[Int]] = []
  /// Minus the natural logarithm of each word's probability.
  private(set) var costs: [Float] = []
  private(set) var unknownCost: Float = 0
  private var numbers: [String: Int] = [:]

  /// The counts of words that no list has, as the measured prototypes had them.
  private static let unseenWord = 3.0
  private static let unseenCharacter = 50.0

  init(_ all: [CedictEntry], cedictCount: Int, frequencies: ChineseFrequencies) {
    var entriesOf: [String: [Int]] = [:]
    for (index, entry) in all.enumerated() {
      let traditional = KeyFold.key(entry.traditional)
      let simplified = KeyFold.key(entry.simplified)
      entriesOf[traditional, default: []].append(index)
      if simplified != traditional { entriesOf[simplified, default: []].append(index) }
    }
    var total = 0.0
    var counts: [Double] = []
    for word in entriesOf.keys.sorted() {
      numbers[word] = words.count
      words.append(word)
      let own = entriesOf[word] ?? []
      entries.append(own)
      let count = Self.count(word, own.map { all[$0] }, isKnown: own.contains { $0 < cedictCount }, frequencies)
      counts.append(count)
      total += count
    }
    costs = counts.map { Float(log(total) - log($0)) }
    unknownCost = Float(log(total)) + 2
  }

  /// The number of a word, or nil.
  func number(of form: String) -> Int? { numbers[KeyFold.key(form)] }

  private static func count(
    _ word: String, _ entries: [CedictEntry], isKnown: Bool, _ frequencies: ChineseFrequencies
  ) -> Double {
    let count = entries.reduce(frequencies.count(of: word)) { max($0, frequencies.count(of: $1.simplified)) }
    if count > 0 { return count }
    if word.unicodeScalars.count > 1 { return unseenWord }
    return isKnown ? unseenCharacter : 1
  }
}
