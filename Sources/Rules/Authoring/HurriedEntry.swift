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

  /// The entries of such lines; a line that is none is left out.
  static func read(_ text: String) -> [HurriedEntry] {
    text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 5 else { return nil }
      return HurriedEntry(
        pack: fields[0], list: fields[1], term: fields[2], until: Timestamp(fields[3]), by: fields[4])
    }
  }

  /// Adds it to its list; a warning where there is none any more. `packs` are the packs of `lists`.
  func add(to lists: inout [ListDefinition], of packs: [String]) -> RuleFileIssue? {
    let place = FilePlace(RuleFiles.additions, 1, 1)
    guard let index = lists.indices.first(where: { packs[$0] == pack && lists[$0].name == list }) else {
      return RuleFileIssue(
        severity: .warning, code: "addition-lost", place: place,
        message: "`\(term)` was added to the list `\(list)` of the pack `\(pack)`, which is not there any more.",
        fix: "end it with `drawbridge lists end`, and add it to another list")
    }
    if lists[index].entries.contains(where: { $0.value.text == term && $0.value.until == nil }) { return nil }
    lists[index].entries.append(
      Located(value: ListEntry(text: term, until: until, by: by, note: "added in a hurry"), place: place))
    return nil
  }
}
