/// What a dictionary says of a sense beside its meaning: register, kind of word, source.
struct SenseFlags: OptionSet, Hashable, Sendable {
  let rawValue: UInt32

  static let slang = SenseFlags(rawValue: 1 << 0)
  static let vulgar = SenseFlags(rawValue: 1 << 1)
  static let derogatory = SenseFlags(rawValue: 1 << 2)
  static let literary = SenseFlags(rawValue: 1 << 3)
  static let archaic = SenseFlags(rawValue: 1 << 4)
  static let dialect = SenseFlags(rawValue: 1 << 5)
  static let name = SenseFlags(rawValue: 1 << 6)
  static let surname = SenseFlags(rawValue: 1 << 7)
  static let variant = SenseFlags(rawValue: 1 << 8)
  static let abbreviation = SenseFlags(rawValue: 1 << 9)
  static let boundForm = SenseFlags(rawValue: 1 << 10)
  static let colloquial = SenseFlags(rawValue: 1 << 11)
  static let euphemism = SenseFlags(rawValue: 1 << 12)
  /// Told of the word, not a meaning: classifiers, other pronunciations, "see also".
  static let aside = SenseFlags(rawValue: 1 << 13)
  /// "used in …": the character alone means little.
  static let usedIn = SenseFlags(rawValue: 1 << 14)
  /// Found through a third language: "via es".
  static let viaSpanish = SenseFlags(rawValue: 1 << 15)
  /// From a source that covers a part of the language only.
  static let partial = SenseFlags(rawValue: 1 << 16)

  /// Written by the project itself.
  static let own = SenseFlags(source: 0xFF)

  /// The number of the sense's source.
  var source: Int { Int(rawValue >> 24) }

  /// Shown to a moderator wherever the sense stands in its entry.
  static let sensitive: SenseFlags = [.slang, .vulgar, .derogatory]

  private static let named: [(SenseFlags, String)] = [
    (.slang, "slang"), (.vulgar, "vulgar"), (.derogatory, "derogatory"), (.literary, "literary"), (.archaic, "archaic"),
    (.dialect, "dialect"), (.name, "name"), (.surname, "surname"), (.variant, "variant"),
    (.abbreviation, "abbreviation"), (.boundForm, "bound form"), (.colloquial, "colloquial"), (.euphemism, "euphemism"),
    (.viaSpanish, "via es"), (.partial, "partial"),
  ]

  /// The flags as a reader sees them.
  var names: [String] { Self.named.compactMap { contains($0.0) ? $0.1 : nil } }
}

extension SenseFlags {
  /// The highest eight bits are the number of the sense's source in its dictionary.
  init(source: Int) { self.init(rawValue: UInt32(truncatingIfNeeded: min(source, 0xFF)) << 24) }
}
