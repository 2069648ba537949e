import Bridge
import Rules
import Text

/// Entries and a text, both of a stranger, in every mode but by glosses (`ScreeningTarget` does
/// that): every hit lies in the text, and `exact` finds what a naive search finds.
struct MatcherTarget: FuzzTarget {
  static let name = "matcher"

  /// A line of entries between NULs, one of exceptions, then the text.
  static func run(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return }
    let entries = Set(words(parts[0])).sorted()
    let text = text(parts[2]).unicodeScalars.map(\.value)
    guard !entries.isEmpty else { return }
    for list in lists(entries, exceptions: words(parts[1])) {
      let hits = ListMatcher([list], dictionaries: dictionaries).hits(in: text, at: Timestamp(microseconds: 0))
      for hit in hits {
        expect(!hit.range.isEmpty && hit.range.lowerBound >= 0 && hit.range.upperBound <= text.count, "\(hit)")
        expect(entries.indices.contains(hit.entry), "\(hit)")
      }
      if list.modes == [.exact] { compare(Set(hits.map { Hit($0.entry, $0.range) }), naive(entries, text)) }
    }
  }

  /// What words judge by, where dictionaries are installed.
  private static let dictionaries = (try? Dictionaries.open(in: ".drawbridge/dictionaries")) ?? .none

  /// One list a mode, with everything that a list can ask for.
  private static func lists(_ entries: [String], exceptions: [String]) -> [ListDefinition] {
    let modes: [Set<MatchMode>] = [[.exact], [.phrase], [.segment], [.evasive, .sounds], [.regex], [.host]]
    return modes.map { modes in
      var list = ListDefinition(name: "l", modes: modes, entries: entries, exceptions: exceptions)
      list.fuzzy = 1
      list.neighbours = Set(SoundNeighbours.allCases)
      return list
    }
  }

  private struct Hit: Hashable {
    var entry: Int
    var range: Range<Int>
    init(_ entry: Int, _ range: Range<Int>) { (self.entry, self.range) = (entry, range) }
  }

  private static func words(_ bytes: some Collection<UInt8>) -> [String] {
    bytes.split(separator: 0).prefix(20).map { text($0.prefix(60)) }.filter { !$0.isEmpty }
  }

  private static func naive(_ entries: [String], _ text: [UInt32]) -> Set<Hit> {
    var hits: Set<Hit> = []
    for (number, entry) in entries.enumerated() {
      let entry = entry.unicodeScalars.map(\.value)
      for start in 0..<max(0, text.count - entry.count + 1)
      where text[start..<start + entry.count].elementsEqual(entry) {
        hits.insert(Hit(number, start..<start + entry.count))
      }
    }
    return hits
  }

  private static func compare(_ engine: Set<Hit>, _ oracle: Set<Hit>) {
    expect(engine == oracle, "the engine has \(engine.subtracting(oracle)), the oracle \(oracle.subtracting(engine))")
  }
}
