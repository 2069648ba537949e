/// A text word by word, for someone who cannot read it.
package struct GlossedText: Sendable, Hashable {
  /// The language it was read as.
  package var from: String
  /// Ascending, without overlap; every scalar that is no blank lies in exactly one.
  package var tokens: [GlossToken]
  /// The share of the letters to be glossed that lie in tokens with glosses, 0…1; 1 where there are none.
  package var coverage: Double

  package init(from: String, tokens: [GlossToken], coverage: Double) {
    self.from = from
    self.tokens = tokens
    self.coverage = coverage
  }
}

/// One word, link, name, number or stretch of punctuation.
package struct GlossToken: Sendable, Hashable {
  package var surface: String
  /// In raw Unicode scalars.
  package var range: Range<Int>
  /// `und` for what is no language.
  package var lang: String
  /// How it is read, one syllable a scalar with blanks between; empty where nothing is known.
  package var reading: String
  /// What it means, the likeliest first; at most five, and every slang, vulgar or derogatory sense beyond.
  package var glosses: [String]
  /// The same senses with their source and what the dictionary says of them.
  package var senses: [GlossSense]
  /// What a reviewer should know: "negation", "question", "not in the dictionary".
  package var notes: [String]

  package init(
    surface: String, range: Range<Int>, lang: String, reading: String = "", glosses: [String] = [],
    senses: [GlossSense] = [], notes: [String] = []
  ) {
    self.surface = surface
    self.range = range
    self.lang = lang
    self.reading = reading
    self.glosses = glosses
    self.senses = senses
    self.notes = notes
  }
}

/// One meaning of a word.
package struct GlossSense: Sendable, Hashable {
  package var text: String
  /// The source's id: `cedict`, `unihan`.
  package var source: String
  /// `slang`, `vulgar`, `derogatory`, `literary`, `archaic`, `dialect`, `name`, `surname`, `variant`, …
  package var flags: [String]

  package init(text: String, source: String, flags: [String]) {
    self.text = text
    self.source = source
    self.flags = flags
  }

  /// Whether it is shown wherever it stands in its entry.
  var isSensitive: Bool { flags.contains { $0 == "slang" || $0 == "vulgar" || $0 == "derogatory" } }
}
