/// Words that hold a language's sentences together, with glosses of our own: no dictionary ranks them well, and half of a
/// post's words are such.
struct CoreWords: Sendable {
  /// `word = sense; sense`, a line each; several spellings of one word are set apart by commas. A label before the first
  /// sense, `[vulgar]`, holds for all of the line. A word with a star, `dover*`, is a verb in whatever form.
  let text: String

  typealias Entry = (word: String, senses: [DictionaryDraft.Sense])

  /// Each spelling with its senses, the likeliest first.
  var entries: [Entry] { all.filter { !$0.word.hasSuffix("*") } }

  /// Each verb, by its lemma, with the senses of all its forms, the likeliest first.
  var verbs: [Entry] { all.filter { $0.word.hasSuffix("*") }.map { (String($0.word.dropLast()), $0.senses) } }

  private var all: [Entry] {
    text.split(separator: "\n").flatMap { line in
      let halves = line.split(separator: "=", maxSplits: 1).map(String.init)
      guard halves.count == 2 else { return [Entry]() }
      let (meanings, flags) = Self.withoutLabel(halves[1].trimmed)
      let senses = meanings.split(separator: ";").map {
        DictionaryDraft.Sense(text: String($0).trimmed, flags: flags)
      }
      return halves[0].split(separator: ",").map { (KeyFold.key(String($0).trimmed), senses) }
    }
  }

  private static func withoutLabel(_ text: String) -> (meanings: String, flags: SenseFlags) {
    for (label, flag) in labels where text.hasPrefix(label) {
      return (String(text.dropFirst(label.count)), SenseFlags.own.union(flag))
    }
    return (text, .own)
  }

  private static let labels: [(String, SenseFlags)] = [
    ("[vulgar]", .vulgar), ("[derogatory]", .derogatory), ("[slang]", .slang),
  ]
}
