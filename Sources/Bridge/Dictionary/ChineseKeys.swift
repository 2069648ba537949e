internal import Glibc

/// The words that can be looked up, sorted, with their spelling in dense symbols and their cost.
struct ChineseKeys {
  private(set) var words: [String] = []
  private(set) var spellings: [[UInt16]] = []
  /// For each word, the entries that it is a form of, in the sources' order.
  private(set) var entries: [[Int]] = []
  /// Minus the natural logarithm of each word's probability.
  private(set) var costs: [Float] = []
  /// The symbol of each scalar.
  private(set) var symbols: [UInt16] = []
  private(set) var unknownCost: Float = 0
  private(set) var longest = 0
  private var numbers: [String: Int] = [:]

  /// The counts of words that jieba does not have, as the measured prototypes had them.
  private static let unseenWord = 3.0
  private static let unseenCharacter = 50.0

  init(_ all: [CedictEntry], cedictCount: Int, frequencies: [String: Int]) {
    var entriesOf: [String: [Int]] = [:]
    for (index, entry) in all.enumerated() {
      let traditional = Self.key(entry.traditional)
      let simplified = Self.key(entry.simplified)
      entriesOf[traditional, default: []].append(index)
      if simplified != traditional { entriesOf[simplified, default: []].append(index) }
    }
    symbols = Self.symbols(entriesOf.keys)
    let sorted = entriesOf.keys.map { (spelling: $0.unicodeScalars.map { symbols[Int($0.value)] }, word: $0) }
      .sorted { $0.spelling.lexicographicallyPrecedes($1.spelling) }
    var total = 0.0
    var counts: [Double] = []
    for (spelling, word) in sorted {
      numbers[word] = words.count
      words.append(word)
      spellings.append(spelling)
      longest = max(longest, spelling.count)
      let own = entriesOf[word] ?? []
      entries.append(own)
      let count = Self.count(word, own.map { all[$0] }, isKnown: own.contains { $0 < cedictCount }, frequencies)
      counts.append(count)
      total += count
    }
    costs = counts.map { Float(log(total) - log($0)) }
    unknownCost = Float(log(total)) + 2
  }

  /// The form that is looked up: Latin letters in lower case.
  static func key(_ form: String) -> String {
    // Most words are Han alone: none of their bytes is ASCII or leads a full-width form.
    guard form.utf8.contains(where: { $0 < 0x80 || $0 == 0xEF }) else { return form }
    return String(String.UnicodeScalarView(form.unicodeScalars.map { Unicode.Scalar(folded($0.value)) ?? $0 }))
  }

  /// ASCII letters in lower case, full-width ASCII as ASCII.
  @inline(__always)
  static func folded(_ scalar: UInt32) -> UInt32 {
    if scalar >= 0x41 && scalar <= 0x5A { return scalar | 0x20 }
    if scalar >= 0xFF01 && scalar <= 0xFF5E { return folded(scalar - 0xFEE0) }
    return scalar
  }

  /// The number of a word, or nil.
  func number(of form: String) -> Int? { numbers[Self.key(form)] }

  private static func count(
    _ word: String, _ entries: [CedictEntry], isKnown: Bool, _ frequencies: [String: Int]
  ) -> Double {
    var count = frequencies[word] ?? 0
    for entry in entries { count = max(count, frequencies[entry.simplified] ?? 0) }
    if count > 0 { return Double(count) }
    if word.unicodeScalars.count > 1 { return unseenWord }
    return isKnown ? unseenCharacter : 1
  }

  /// Numbers the scalars from 1: those that begin a word first, without a gap, as the trie's first step needs it.
  private static func symbols(_ words: some Sequence<String>) -> [UInt16] {
    var firsts: Set<UInt32> = []
    var others: Set<UInt32> = []
    for word in words {
      for (place, scalar) in word.unicodeScalars.enumerated() {
        if place == 0 { firsts.insert(scalar.value) } else { others.insert(scalar.value) }
      }
    }
    let sorted = (firsts.sorted() + others.subtracting(firsts).sorted())
    precondition(sorted.count <= Int(UInt16.max), "\(sorted.count) different characters no longer fit 16 bits")
    var symbols = [UInt16](repeating: 0, count: Int(sorted.max() ?? 0) + 1)
    for (index, scalar) in sorted.enumerated() { symbols[Int(scalar)] = UInt16(index + 1) }
    return symbols
  }
}
