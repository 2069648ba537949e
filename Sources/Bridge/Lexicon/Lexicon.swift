internal import Text

/// The community's own words, which come before every dictionary. Immutable; shared by every thread.
package struct Lexicon: Sendable {
  package let entries: [LexiconEntry]
  /// The languages that it has entries of, sorted.
  let languages: [String]
  private let tries: [String: TermTrie]

  /// The longest spelling, in scalars.
  package static let longest = 60

  package static let empty = Lexicon([])

  /// Chinese entries are found in Traditional characters too where `dictionaries` have OpenCC's tables. Of two entries with
  /// one spelling in one language the first counts.
  package init(_ entries: [LexiconEntry], dictionaries: Dictionaries = .none) {
    self.entries = entries
    let converter = ScriptConverter(to: .hant, dictionaries)
    var tries: [String: TermTrie] = [:]
    for (index, entry) in entries.enumerated() {
      let language = Self.primary(entry.language)
      for term in entry.terms {
        var spellings = [term]
        if language == "zh", let traditional = converter?.converted(term), traditional != term {
          spellings.append(traditional)
        }
        for spelling in spellings {
          tries[language, default: TermTrie()].insert(KeyFold.key(spelling).unicodeScalars.map(\.value), index)
        }
      }
    }
    self.tries = tries
    languages = tries.keys.sorted()
  }

  static func primary(_ tag: String) -> String { tag.prefix { $0 != "-" }.lowercased() }

  /// The entries of one language that have glosses in another, or nil where there are none.
  func pair(_ source: String, _ target: String) -> PairLexicon? {
    guard let trie = tries[Self.primary(source)] else { return nil }
    return PairLexicon(self, trie, source: Self.primary(source), target: Self.primary(target))
  }
}

/// The lexicon of a pair, as the glosser of that pair reads it.
struct PairLexicon: Sendable {
  private let lexicon: Lexicon
  private let trie: TermTrie
  let source: String
  private let target: String

  fileprivate init(_ lexicon: Lexicon, _ trie: TermTrie, source: String, target: String) {
    (self.lexicon, self.trie, self.source, self.target) = (lexicon, trie, source, target)
  }

  /// The spellings that begin at `start` of folded scalars, the shortest first: where each ends, and its entry.
  ///
  /// A number (88, 520) counts only where it stands by itself: 88块 is a price.
  func matches(_ text: [UInt32], from start: Int) -> [(end: Int, entry: Int)] {
    trie.matches(text, from: start).filter { match in
      guard glosses(of: match.entry) != nil else { return false }
      guard text[start..<match.end].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return true }
      let neighbours = [start > 0 ? text[start - 1] : 0x20, match.end < text.count ? text[match.end] : 0x20]
      return !neighbours.contains { ScalarTraits(of: $0).isLetter || ScalarTraits(of: $0).isDigit }
    }
  }

  /// The entry whose spelling is the whole of `range`.
  func entry(_ text: [UInt32], _ range: Range<Int>) -> Int? {
    matches(text, from: range.lowerBound).last { $0.end == range.upperBound }?.entry
  }

  private func glosses(of entry: Int) -> [String]? { lexicon.entries[entry].glosses[target] }

  /// The token of an entry: its meanings before those that a dictionary has, and what a reviewer should know.
  func apply(_ entry: Int, to token: inout GlossToken) {
    let found = lexicon.entries[entry]
    let own = (glosses(of: entry) ?? []).map { GlossSense(text: $0, source: SourceID.lexicon, flags: found.flags) }
    let others = token.senses.filter { sense in !own.contains { $0.text == sense.text } }
    let room = max(0, ShownSenses.most - own.count)
    token.senses = own + others.enumerated().filter { $0.offset < room || $0.element.isSensitive }.map(\.element)
    token.glosses = token.senses.map { ShownSenses.short($0.text) }
    if token.reading.isEmpty { token.reading = found.reading }
    token.lang = token.lang == LanguageTag.undetermined ? source : token.lang
    token.notes.removeAll { $0 == WordNotes.unknown }
    if let note = found.notes[target] { token.notes.append(note) }
  }
}

/// Spellings by their scalars.
struct TermTrie: Sendable {
  private var children: [[UInt32: Int]] = [[:]]
  private var entries: [Int?] = [nil]

  mutating func insert(_ spelling: [UInt32], _ entry: Int) {
    guard !spelling.isEmpty else { return }
    var node = 0
    for scalar in spelling {
      if let next = children[node][scalar] {
        node = next
      } else {
        children.append([:])
        entries.append(nil)
        children[node][scalar] = children.count - 1
        node = children.count - 1
      }
    }
    if entries[node] == nil { entries[node] = entry }
  }

  func matches(_ text: [UInt32], from start: Int) -> [(end: Int, entry: Int)] {
    var found: [(end: Int, entry: Int)] = []
    var (node, place) = (0, start)
    while place < text.count, let next = children[node][text[place]] {
      node = next
      place += 1
      if let entry = entries[node] { found.append((place, entry)) }
    }
    return found
  }
}
