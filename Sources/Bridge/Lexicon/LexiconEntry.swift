/// One entry of a community's lexicon: a word that dictionaries lack or explain wrongly to a moderator.
package struct LexiconEntry: Sendable, Hashable {
  /// The spellings, as posts write them.
  package var terms: [String]
  /// The language of the posts.
  package var language: String
  /// Of the first spelling; may be empty.
  package var reading: String
  /// Meanings by the reader's language, the likeliest first.
  package var glosses: [String: [String]]
  package var flags: [String]
  /// What the reviewer should know, by the reader's language.
  package var notes: [String: String]
  /// Who vouches for it.
  package var by: String
  /// When somebody should look again, `2027-12-31`; empty for never.
  package var until: String

  package init(
    terms: [String], language: String, reading: String = "", glosses: [String: [String]], flags: [String] = [],
    notes: [String: String] = [:], by: String = "", until: String = ""
  ) {
    (self.terms, self.language, self.reading, self.glosses) = (terms, language, reading, glosses)
    (self.flags, self.notes, self.by, self.until) = (flags, notes, by, until)
  }

  /// What a flag may say.
  package static let knownFlags: Set<String> = [
    "slang", "abbreviation", "vulgar", "derogatory", "euphemism", "dog-whistle", "algospeak", "drugs", "scam", "sexual",
    "self-harm", "violence", "hate", "minors", "gambling", "fandom", "gaming", "positive", "name", "ambiguous",
  ]
}

/// A line of a lexicon file that cannot be used, or should be looked at.
package struct LexiconIssue: Sendable, Hashable, CustomStringConvertible {
  package var file: String
  /// From 1.
  package var line: Int
  package var problem: String

  package var description: String { "\(file):\(line): \(problem)" }
}
