package import Bridge
internal import Text

/// A gloss in columns: the words as they stand, how they are read, what they mean; aligned by East Asian width.
package struct Interlinear: Sendable {
  private var columns: [Column] = []
  private let senseRows: Int

  /// Widest gloss of a column.
  private static let widestGloss = 22

  private struct Column: Sendable {
    var rows: [String]
    var width: Int
  }

  /// The columns of `gloss` with as many meanings a word as `senses`; words that `marks` (raw ranges) touch stand in brackets.
  package init(_ gloss: GlossedText, marks: [Range<Int>], senses: Int = 1) {
    senseRows = max(1, senses)
    // Tokens ascend: those that begin before a token ends are looked at once, and the furthest of them tells.
    let marks = marks.sorted { $0.lowerBound < $1.lowerBound }
    var (next, furthest) = (0, 0)
    for token in gloss.tokens {
      while next < marks.count, marks[next].lowerBound < token.range.upperBound {
        if !marks[next].isEmpty { furthest = max(furthest, marks[next].upperBound) }
        next += 1
        Work.add(1)
      }
      let isMarked = furthest > token.range.lowerBound
      let surface = VisibleText.of(token.surface)
      let reading = VisibleText.of(token.reading)
      let meaning = DisplayWidth.truncated(Self.meaning(of: token), to: Self.widestGloss)
      var rows = [
        isMarked ? "⟦\(surface)⟧" : surface, reading, isMarked && !meaning.isEmpty ? "⟦\(meaning)⟧" : meaning,
      ]
      for place in 1..<senseRows {
        let further = place < token.glosses.count ? VisibleText.of(token.glosses[place]) : ""
        rows.append(DisplayWidth.truncated(further, to: Self.widestGloss))
      }
      columns.append(Column(rows: rows, width: rows.map { DisplayWidth.of($0) }.max() ?? 0))
    }
  }

  /// A line for words, for readings and for each meaning of each stretch that fits `width` columns; `labels` head the first
  /// three.
  package func lines(width: Int, labels: [String]) -> [String] {
    let indent = (labels.map { DisplayWidth.of($0) }.max() ?? 0) + 2
    var lines: [String] = []
    var start = 0
    while start < columns.count {
      var end = start
      var used = indent
      while end < columns.count && (end == start || used + columns[end].width <= width) {
        used += columns[end].width + 2
        end += 1
      }
      if start > 0 { lines.append("") }
      for row in 0..<2 + senseRows {
        let cells = columns[start..<end].map { DisplayWidth.padded($0.rows[row], to: $0.width) }
        let line =
          DisplayWidth.padded(row < labels.count ? labels[row] : "", to: indent) + cells.joined(separator: "  ")
        lines.append(Self.withoutTrailingBlanks(line))
      }
      start = end
    }
    return lines
  }

  private static func meaning(of token: GlossToken) -> String {
    if token.notes.contains("negation"), let first = token.glosses.first { return "NOT: \(VisibleText.of(first))" }
    if let first = token.glosses.first { return VisibleText.of(first) }
    return token.notes.contains("not in the dictionary") ? "?" : ""
  }

  private static func withoutTrailingBlanks(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
