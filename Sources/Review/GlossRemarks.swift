package import Bridge
internal import Text

extension GlossedText {
  /// What a reader of single words would miss, a line each: flagged senses, and what the community's lexicon says of a word.
  package var remarks: [String] {
    var seen: Set<String> = []
    return tokens.flatMap { token in
      let surface = VisibleText.of(token.surface)
      let flagged = token.senses.filter { !$0.flags.allSatisfy(Self.plain.contains) }
      let grouped = flagged.first.map { first in
        let alike = flagged.filter { $0.flags == first.flags }.prefix(3).map { VisibleText.of($0.text) }
        return "\(surface): \(alike.joined(separator: "; ")) [\(first.flags.joined(separator: ", "))]"
      }
      let noted = token.notes.filter { !Self.marks.contains($0) }.map { "\(surface): \(VisibleText.of($0))" }
      return [grouped].compactMap(\.self) + noted
    }.filter { seen.insert($0).inserted }
  }

  /// Flags that say where a word stands in the dictionary, not what it does in a post.
  private static let plain: Set<String> = [
    "literary", "archaic", "dialect", "name", "surname", "variant", "abbreviation", "bound form", "colloquial",
    "via es",
    "partial",
  ]

  private static let marks: Set<String> = ["negation", "question", "not in the dictionary"]
}
