internal import Bridge
internal import Text

/// One way to find the entries of lists in a text: a mode of `match:`.
///
/// A new mode is one type that conforms, one case of `MatchMode`, one line in `ListMatcher.modes`.
protocol ListMode: Sendable {
  /// Compiles the entries of the lists that ask for this mode; nil where none does.
  init?(_ lists: [ListDefinition], _ helps: MatchingHelps)
  /// Appends what stands in the text, edges and gaps checked, exceptions among it.
  func find(in text: inout TextViews, into found: inout [ListMatch])
}

/// What modes may ask beside the text: the words of a language, aliases.
struct MatchingHelps: Sendable {
  var dictionaries = Dictionaries.none
  var wordCosts: WordCosts?
  var aliases = Aliases()

  init() {}

  init(_ dictionaries: Dictionaries) {
    self.dictionaries = dictionaries
    wordCosts = WordCosts(dictionaries)
  }
}

/// Which entry or exception of which list a pattern stands for.
struct ListUse: Sendable, Hashable {
  var list: Int
  /// Number of the entry, or of the exception, in its list.
  var number: Int
  var isException: Bool
}

/// One place where a pattern stands.
struct ListMatch: Sendable {
  var use: ListUse
  /// Raw scalars.
  var range: Range<Int>
  var view: ListHit.View
  /// How much disguise it takes to read the entry there; 0 for the entry as it is.
  var disguise = 0
}

/// The views of one text, each made when it is first asked for.
struct TextViews {
  let raw: [UInt32]
  private(set) lazy var folded = FoldedText(raw)
  private(set) lazy var shape = ShapeText(raw, folded: folded)

  init(_ raw: [UInt32]) { self.raw = raw }
}
