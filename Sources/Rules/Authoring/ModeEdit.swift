/// Changes the mode of one rule in its file's text and nothing else: comments and layout stay.
package enum ModeEdit {
  /// The place where a mode should stand was not as the reader saw it.
  package struct Failure: Error, CustomStringConvertible {
    package var place: FilePlace

    package var description: String { "\(place): the mode cannot be changed here; write it by hand" }
  }

  /// `text` with `mode` as the mode of `rule`, which was read from it.
  package static func text(_ text: String, setting mode: String, of rule: RuleDefinition) throws -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.unicodeScalars) }
    let place = rule.modePlace ?? rule.place
    guard lines.indices.contains(place.line - 1) else { throw Failure(place: place) }
    var line = lines[place.line - 1]
    let start = place.column - 1
    guard line.indices.contains(start) else { throw Failure(place: place) }
    let end = self.end(of: start, in: line)
    if rule.modePlace != nil {
      line.replaceSubrange(start..<end, with: Array(mode.unicodeScalars))
      lines[place.line - 1] = line
    } else if line[end...].contains(where: { $0 == "," || $0 == "}" }) {
      // `{id: x, …}` on one line.
      line.insert(contentsOf: Array(", mode: \(mode)".unicodeScalars), at: end)
      lines[place.line - 1] = line
    } else {
      // Under `- id: x`, as deep as `id` stands.
      let key = line.firstIndex { $0 != " " && $0 != "-" } ?? 0
      lines.insert(Array((String(repeating: " ", count: key) + "mode: \(mode)").unicodeScalars), at: place.line)
    }
    return lines.map { scalars in
      var line = String.UnicodeScalarView()
      line.append(contentsOf: scalars)
      return String(line)
    }.joined(separator: "\n")
  }

  /// Where the value that begins at `start` ends: a quoted one with its quote, another before a comma, a bracket or a
  /// comment.
  private static func end(of start: Int, in line: [Unicode.Scalar]) -> Int {
    let quote = line[start]
    if quote == "\"" || quote == "'", let close = line[(start + 1)...].firstIndex(of: quote) { return close + 1 }
    var end = start
    while end < line.count, line[end] != ",", line[end] != "}", line[end] != "\r",
      !(line[end] == "#" && end > 0 && line[end - 1] == " ")
    {
      end += 1
    }
    while end > start && line[end - 1] == " " { end -= 1 }
    return end
  }
}
