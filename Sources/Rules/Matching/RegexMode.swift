internal import Text

/// `match: regex`: ICU's regular expressions on the raw text, case ignored.
///
/// One pass over the folded text finds the literals that matches must hold; only expressions whose literal stands there are
/// run, each with one limit of steps for the whole text, and `mostHits` of one are taken: counting on would cost a step
/// and more for each.
struct RegexMode: ListMode {
  private struct Pattern: Sendable {
    var use: ListUse
    var expression: RegularExpression
  }

  private var patterns: [Pattern] = []
  private var ungated: [Int] = []
  private let gate: PhraseAutomaton
  /// For each literal, the patterns that it opens.
  private var opens: [[Int]] = []

  /// About 20 ms: a step is ten thousand operations of ICU's matcher, measured at 0.1 to 0.24 ms (November 2026).
  static let steps = 100
  private static let mostHits = Screening.mostHits

  init?(_ lists: [ListDefinition], _ helps: MatchingHelps) {
    var literals: [[UInt32]: Int] = [:]
    var gates: [[UInt32]] = []
    for (index, list) in lists.enumerated() where list.modes.contains(.regex) {
      let all =
        list.entries.enumerated().map { ($0.element, ListUse(list: index, number: $0.offset, isException: false)) }
        + list.exceptions.enumerated().map { ($0.element, ListUse(list: index, number: $0.offset, isException: true)) }
      for (entry, use) in all {
        guard let expression = try? RegularExpression(entry.value.text) else { continue }  // Lint says why.
        let number = patterns.count
        patterns.append(Pattern(use: use, expression: expression))
        guard let required = RegexGate(entry.value.text).literals else {
          ungated.append(number)
          continue
        }
        for literal in required {
          if let known = literals[literal] {
            opens[known].append(number)
          } else {
            literals[literal] = gates.count
            gates.append(literal)
            opens.append([number])
          }
        }
      }
    }
    guard !patterns.isEmpty else { return nil }
    gate = PhraseAutomaton(gates)
  }

  func find(in text: inout TextViews, into found: inout [ListMatch]) {
    var wanted = Set(ungated)
    gate.forEachMatch(in: text.folded.scalars) { literal, _ in
      for number in opens[literal] { wanted.insert(number) }
    }
    if wanted.isEmpty { return }
    let (units, places) = Self.utf16(text.raw)
    for number in wanted.sorted() {
      let pattern = patterns[number]
      var (start, hits, steps) = (0, 0, Self.steps)
      while start <= units.count, hits < Self.mostHits, steps > 0 {
        guard case .match(let range) = pattern.expression.first(in: units, from: start, steps: &steps) else { break }
        if !range.isEmpty {
          found.append(
            ListMatch(use: pattern.use, range: places[range.lowerBound]..<places[range.upperBound], view: .raw))
          hits += 1
        }
        start = max(range.upperBound, range.lowerBound + 1)
      }
    }
  }

  /// UTF-16 and, for every unit and the end, the scalar that it belongs to or that follows.
  private static func utf16(_ raw: [UInt32]) -> (units: [UInt16], places: [Int]) {
    var units: [UInt16] = []
    var places: [Int] = []
    units.reserveCapacity(raw.count)
    places.reserveCapacity(raw.count + 1)
    for (index, scalar) in raw.enumerated() {
      if scalar >= 0x10000, scalar <= 0x10FFFF {
        units.append(UInt16(0xD7C0 + (scalar >> 10)))
        units.append(UInt16(0xDC00 + (scalar & 0x3FF)))
        places.append(index)
        places.append(index)
      } else {
        units.append(UInt16(truncatingIfNeeded: scalar))
        places.append(index)
      }
    }
    places.append(raw.count)
    return (units, places)
  }
}
