internal import Text

/// `fuzzy: 1`: words of six letters or more with one letter more, less, other, or two swapped.
///
/// Candidates by equal deletions (Garbe's symmetric deletion, 2012), confirmed by the optimal string alignment distance. A
/// word that is ordinary in some language is no misspelling.
struct FuzzyMode: ListMode {
  private struct Term: Sendable {
    var letters: [UInt32]
    var words: Int
    var use: ListUse
  }

  private var terms: [Term] = []
  /// Hash of a term without one letter, or of the whole → terms.
  private var byDeletion: [UInt64: [Int32]] = [:]
  private var mostWords = 1
  private var lengths = 0..<0

  private static let shortest = 6

  init?(_ lists: [ListDefinition], _ helps: MatchingHelps) {
    for (index, list) in lists.enumerated() where list.fuzzy > 0 && list.modes.contains(.evasive) {
      for (number, entry) in list.entries.enumerated() {
        add(entry.value.text, ListUse(list: index, number: number, isException: false))
      }
    }
    if terms.isEmpty { return nil }
    lengths = (terms.map(\.letters.count).min() ?? 0) - 1..<(terms.map(\.letters.count).max() ?? 0) + 2
  }

  private mutating func add(_ text: String, _ use: ListUse) {
    guard let term = DisguisedTerm(text), term.isLetters, term.units.count >= Self.shortest,
      term.units.allSatisfy({ $0 < 0x370 || (0x400...0x52F).contains($0) })  // no word lists of other alphabets
    else { return }
    let words = term.gaps.nonzeroBitCount + 1
    guard words <= 3 else { return }
    mostWords = max(mostWords, words)
    let number = Int32(terms.count)
    terms.append(Term(letters: term.units, words: words, use: use))
    for hash in Set(Self.deletions(of: term.units)) { byDeletion[hash, default: []].append(number) }
  }

  func find(in text: inout TextViews, into found: inout [ListMatch]) {
    let units = text.shape.units
    let words = Self.words(units)
    if words.isEmpty { return }
    var best = BestMatches()
    for first in words.indices {
      var letters: [UInt32] = []
      for last in first..<min(words.count, first + mostWords) {
        if last > first && units[words[last].lowerBound].start - units[words[last - 1].upperBound - 1].end > 1 { break }
        letters += units[words[last]].map(\.scalar)
        if letters.count >= lengths.upperBound { break }
        guard letters.count >= lengths.lowerBound else { continue }
        let range = Int(units[words[first].lowerBound].start)..<Int(units[words[last].upperBound - 1].end)
        for term in near(letters, words: last - first + 1) {
          best.add(ListMatch(use: terms[Int(term)].use, range: range, view: .skeleton, disguise: 6))
        }
      }
    }
    found += best.matches
  }

  /// Terms one edit away from a stretch of words that is not ordinary.
  private func near(_ letters: [UInt32], words: Int) -> [Int32] {
    var candidates: Set<Int32> = []
    for hash in Self.deletions(of: letters) { if let found = byDeletion[hash] { candidates.formUnion(found) } }
    if candidates.isEmpty { return [] }
    let near = candidates.filter {
      let term = terms[Int($0)]
      return term.words == words && term.letters[0] == letters[0] && term.letters.last == letters.last
        && Self.isOneEdit(letters, term.letters)
    }
    return near.isEmpty || OrdinaryWords.contains(letters) ? [] : near.sorted()
  }

  /// Maximal runs of letters.
  private static func words(_ units: [ShapeText.Unit]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start = -1
    for (index, unit) in units.enumerated() {
      if unit.role == .letter {
        if start < 0 { start = index }
      } else if start >= 0 {
        words.append(start..<index)
        start = -1
      }
    }
    if start >= 0 { words.append(start..<units.count) }
    return words
  }

  /// A hash of the letters, and one of them without each.
  private static func deletions(of letters: [UInt32]) -> [UInt64] {
    // A polynomial, so that each deletion is made of the hash of what stands before and of what stands behind.
    var before: [UInt64] = [0]
    for letter in letters { before.append(before[before.count - 1] &* base &+ UInt64(letter)) }
    var hashes = [before[letters.count]]
    var (after, power): (UInt64, UInt64) = (0, 1)
    for index in letters.indices.reversed() {
      hashes.append(before[index] &* power &+ after)
      after = after &+ UInt64(letters[index]) &* power
      power = power &* base
    }
    return hashes
  }

  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Whether the optimal string alignment distance is exactly one.
  private static func isOneEdit(_ one: [UInt32], _ other: [UInt32]) -> Bool {
    let (short, long) = one.count <= other.count ? (one, other) : (other, one)
    guard long.count - short.count <= 1 else { return false }
    var start = 0
    while start < short.count && short[start] == long[start] { start += 1 }
    if short.count < long.count { return short[start...].elementsEqual(long[(start + 1)...]) }
    guard start < short.count else { return false }
    if short[(start + 1)...].elementsEqual(long[(start + 1)...]) { return true }
    return start + 1 < short.count && short[start] == long[start + 1] && short[start + 1] == long[start]
      && short[(start + 2)...].elementsEqual(long[(start + 2)...])
  }
}
