import Bridge
import Foundation
import Text

/// Reads every language's lists into vocabularies, group by group.
struct VocabularyBuilder {
  private let sources: WordSources
  /// One word in so many is kept from the training; 0 keeps none.
  private let keepsAway: Int
  /// The common words of English.
  private let english: Set<String>

  init(sources: WordSources, keepsAway: Int) throws {
    self.keepsAway = keepsAway
    self.sources = sources
    english = Set(try sources.wordfreq("en").prefix(12_000).map(\.0))
  }

  /// Languages that are rarely met are drawn less, so that they take fewer posts from the others.
  private static let weights: [String: Double] = [
    "hi-Latn": 0.2, "ru-Latn": 0.1, "ar-Latn": 0.1, "zh-Latn": 0.5, "mk": 0.25, "be": 0.25, "mn": 0.25, "ps": 0.25,
  ]

  func vocabularies(of group: LanguageGroup) throws -> [Vocabulary] {
    try group.tags.map { tag in
      let entries = withEveryday(try entries(tag), tag).compactMap { word, share in
        Self.folded(word, group).map { (word: $0, share: share) }
      }
      guard !entries.isEmpty else { throw TrainerError("there are no words of \(tag)") }
      return Vocabulary(tag: tag, weight: Self.weights[tag] ?? 1, keepsAway: keepsAway, entries)
    }
  }

  /// The entries with the everyday words put where they belong.
  private func withEveryday(_ entries: [(String, Double)], _ tag: String) -> [(String, Double)] {
    if tag.hasSuffix("-Latn") { return entries }
    let believed = entries.map { word, share in (word, share * EverydayWords.belief(word, tag)) }
    return believed
      + EverydayWords.languages.filter { $0.value.contains(tag) }.map { ($0.key, EverydayWords.share) }
  }

  private func entries(_ tag: String) throws -> [(String, Double)] {
    switch tag {
    case "zh-Latn": return try typedPinyin()
    case "ru-Latn": return try both("ru").map { (Romanisation.russian($0), $1) }
    case "hi-Latn": return try both("hi").map { (Romanisation.hindi($0), $1) } + Romanisation.hindiEveryday
    case "ar-Latn": return Romanisation.arabicEveryday
    case "nb": return try both("nb", "no")
    case "tl": return try both("fil", "tl")
    case "hr": return try both("sh", "hr")
    case "hi": return try both("hi") + sources.plain("hi.txt")
    case "mr": return try sources.plain("mr.txt") + MarathiWords.everyday
    default: return try both(tag)
    }
  }

  /// A language's words from both collections.
  ///
  /// wordfreq counts what people post, and people post English everywhere: a common English word that a language's
  /// Wikipedia has far less of is believed to Wikipedia.
  private func both(_ name: String, _ otherName: String? = nil) throws -> [(String, Double)] {
    var posted = Array(try sources.wordfreq(name).prefix(Self.limit))
    let written = Array(try sources.langidentify(otherName ?? name).prefix(Self.limit))
    if name != "en" && !written.isEmpty {
      let shares = Dictionary(written, uniquingKeysWith: max)
      for (rank, (word, share)) in posted.enumerated() where rank >= 100 && english.contains(word) {
        let known = shares[word] ?? 0
        if share > 4 * known { posted[rank].1 = max(known, share * 0.02) }
      }
    }
    return posted + written
  }

  /// More of one list is not read; the lists begin with the most frequent words.
  private static let limit = 130_000

  // MARK: Chinese

  private func chinese() throws -> [(String, Double)] { Array(try sources.wordfreq("zh").prefix(Self.limit)) }

  private func typedPinyin() throws -> [(String, Double)] {
    let readings = try sources.pinyin(withTones: false)
    let marked = try sources.pinyin(withTones: true)
    let phrases = try sources.pinyinPhrases()
    var typed: [(String, Double)] = []
    for (word, share) in try chinese() where share > 1e-7 {
      let syllables = phrases[word] ?? word.unicodeScalars.compactMap { readings[$0.value] }
      guard !syllables.isEmpty, syllables.count == word.unicodeScalars.count else { continue }
      // Typed as one word, and syllable by syllable.
      if syllables.count > 1 { typed.append((syllables.joined(), share)) }
      for syllable in syllables { typed.append((syllable, share)) }
      // With tone marks, as teaching material and careful writers have it.
      let toned = word.unicodeScalars.compactMap { marked[$0.value] }
      guard toned.count == syllables.count else { continue }
      if toned.count > 1 { typed.append((toned.joined(), share * 0.2)) }
      for syllable in toned { typed.append((syllable, share * 0.2)) }
    }
    return typed
  }

  // MARK: Folding

  /// `word` folded; nil where the group's model does not read it.
  private static func folded(_ word: String, _ group: LanguageGroup) -> [UInt32]? {
    let raw = word.unicodeScalars.map(\.value)
    for scalar in raw {
      let traits = ScalarTraits(of: scalar)
      if traits.isMark || scalar == 0x27 || scalar == 0x2019 { continue }
      guard traits.isLetter, LanguageGroup(traits.script) == group else { return nil }
    }
    var folded: [UInt32] = []
    WordFold.fold(raw, 0..<raw.count, into: &folded)
    return folded.isEmpty ? nil : folded
  }
}
