internal import Glibc

/// How often each reading of an inflected form is meant, learned from word frequencies alone.
///
/// `vino` is wine, or a form of `venir`: lemmas share out the frequency of their forms by how frequent each lemma is and by
/// how usual the inflection is for its part of speech, again and again (expectation–maximisation, as in Merialdo 1994 for
/// one word alone). Nothing is read of texts.
struct FormShares {
  struct Reading {
    var entry: Int
    /// The number of the inflection: part of speech and tags.
    var pattern: Int
  }

  private var forms: [(form: String, weight: Double, readings: [Reading])] = []
  private var patternNumbers: [String: Int] = [:]
  private var patternParts: [Int] = []
  private var partNumbers: [String: Int] = [:]

  private static let rounds = 6

  /// The number of an inflection.
  mutating func pattern(part: String, tags: [String]) -> Int {
    let name = part + "<" + tags.joined(separator: "<")
    if let known = patternNumbers[name] { return known }
    let number = patternParts.count
    patternNumbers[name] = number
    if partNumbers[part] == nil { partNumbers[part] = partNumbers.count }
    patternParts.append(partNumbers[part] ?? 0)
    return number
  }

  /// Adds a form with its frequency on the Zipf scale and what it can be.
  mutating func add(_ form: String, zipf: Float, _ readings: [Reading]) {
    guard !readings.isEmpty else { return }
    forms.append((form, pow(10, Double(zipf)), readings))
  }

  /// Calls `body` with every form, each entry that it can come from, and the decimal logarithm of that entry's share.
  func forEachShare(entries: Int, _ body: (_ form: String, _ entry: Int, _ share: Double) -> Void) {
    var mass = [Double](repeating: 1, count: entries)
    var usual = [Double](repeating: 1, count: patternParts.count)
    for _ in 0..<Self.rounds { (mass, usual) = round(mass, usual) }
    for (form, _, readings) in forms {
      let shares = self.shares(readings, mass, usual)
      var byEntry: [(entry: Int, share: Double)] = []
      for (reading, share) in zip(readings, shares) {
        if let place = byEntry.firstIndex(where: { $0.entry == reading.entry }) {
          byEntry[place].share += share
        } else {
          byEntry.append((reading.entry, share))
        }
      }
      for (entry, share) in byEntry { body(form, entry, log10(max(share, 1e-4))) }
    }
  }

  private func shares(_ readings: [Reading], _ mass: [Double], _ usual: [Double]) -> [Double] {
    if readings.count == 1 { return [1] }
    let weights = readings.map { mass[$0.entry] * usual[$0.pattern] }
    let total = weights.reduce(0, +)
    return total > 0 ? weights.map { $0 / total } : weights.map { _ in 1 / Double(readings.count) }
  }

  private func round(_ mass: [Double], _ usual: [Double]) -> (mass: [Double], usual: [Double]) {
    var nextMass = [Double](repeating: 1, count: mass.count)
    var counts = [Double](repeating: 0.1, count: usual.count)
    for (_, weight, readings) in forms {
      for (reading, share) in zip(readings, shares(readings, mass, usual)) {
        nextMass[reading.entry] += share * weight
        // Rare forms tell as much of an inflection as frequent ones; a few very frequent words must not decide it.
        counts[reading.pattern] += share * log10(weight + 10)
      }
    }
    var totals = [Double](repeating: 0, count: partNumbers.count)
    for (pattern, count) in counts.enumerated() { totals[patternParts[pattern]] += count }
    return (nextMass, counts.enumerated().map { $1 / totals[patternParts[$0]] })
  }
}
