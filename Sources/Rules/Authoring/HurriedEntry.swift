/// An entry that somebody added to a list without touching a file: the emergency lane.
///
/// It travels with the rulebook's other files, as one line of `additions.txt`, so that what it did can be replayed.
package struct HurriedEntry: Sendable, Equatable {
  package var pack: String
  package var list: String
  package var term: String
  /// From this moment it no longer matches; nil where somebody confirmed it for good.
  package var until: Timestamp?
  package var by: String

  package init(pack: String, list: String, term: String, until: Timestamp?, by: String) {
    self.pack = pack
    self.list = list
    self.term = term
    self.until = until
    self.by = by
  }

  /// The line of it: pack, list, entry, end and author, tabs between. Tabs and line feeds inside become blanks.
  package var line: String {
    [pack, list, term, until?.description ?? "-", by].map { field in
      String(String.UnicodeScalarView(field.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    }.joined(separator: "\t")
  }

  /// The entries of such lines, and how many lines are none.
  static func read(_ text: String) -> (entries: [HurriedEntry], unreadable: Int) {
    let lines = text.split(separator: "\n")
    let entries = lines.compactMap { line -> HurriedEntry? in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 5, let until = fields[3] == "-" ? .some(nil) : Timestamp(fields[3]).map(Optional.some)
      else {
        return nil
      }
      return HurriedEntry(pack: fields[0], list: fields[1], term: fields[2], until: until, by: fields[4])
    }
    return (entries, lines.count - entries.count)
  }

  /// Longest entry, in bytes of UTF-8.
  package static let longest = 400

  /// Adds it to its list where it can be found there; the reason where it cannot. `packs` are the packs of `lists`.
  func add(to lists: inout [ListDefinition], of packs: [String]) -> Quarantined.Reason? {
    guard let index = lists.indices.first(where: { packs[$0] == pack && lists[$0].name == list }) else {
      return .listIsGone
    }
    if term.allSatisfy(\.isWhitespace) { return .unusable("it is blank") }
    if term.utf8.count > Self.longest { return .unusable("it is longer than \(Self.longest) bytes") }
    if lists[index].entries.contains(where: { $0.value.text == term && $0.value.until == nil }) { return nil }
    let place = FilePlace(RuleFiles.additions, 1, 1)
    let entry = Located(value: ListEntry(text: term, until: until, by: by, note: "added in a hurry"), place: place)
    if let error = Lint.errors(of: entry, in: lists[index]).first { return .unusable(error.message) }
    lists[index].entries.append(entry)
    return nil
  }
}

/// An entry added in a hurry that the rules do without: what one person adds never keeps the rest from being used.
package struct Quarantined: Sendable, Equatable {
  package enum Reason: Sendable, Equatable {
    /// Its list or pack is not there any more.
    case listIsGone
    /// It could not be looked for; a sentence or a clause that says why.
    case unusable(String)
  }

  package var entry: HurriedEntry
  package var reason: Reason

  /// Whether it is this entry, as it travelled in a line of `additions.txt`.
  package func isOf(_ other: HurriedEntry) -> Bool { entry.line == other.line }

  /// Why, for the person who reads a status.
  package var description: String {
    switch reason {
    case .listIsGone:
      "`\(entry.term)` was added to the list `\(entry.list)` of the pack `\(entry.pack)`, which is not there any more."
    case .unusable(let why):
      "`\(entry.term)`, added to the list `\(entry.list)` of the pack `\(entry.pack)` by \(entry.by), is left out: \(why)"
    }
  }

  var issue: RuleFileIssue {
    RuleFileIssue(
      severity: .warning, code: reason == .listIsGone ? "addition-lost" : "addition-quarantined",
      place: FilePlace(RuleFiles.additions, 1, 1), message: description,
      fix: "end it with `drawbridge lists end`, and add it so that it can be found")
  }
}
