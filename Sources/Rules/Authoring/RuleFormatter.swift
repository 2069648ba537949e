/// Lays rule files out in one way, line by line: comments, alignment and the order of everything stay.
///
/// Blanks at the ends of lines go, and CRLF; in flow collections there is one blank after a comma and none inside the
/// brackets; one blank line stands before `lists`, `counters` and `rules` and between rules, never two. A file whose
/// values would change is left alone: what comes out is read again and compared.
package enum RuleFormatter {
  /// The formatter would have changed what the file says.
  package struct Failure: Error, CustomStringConvertible {
    package var file: String

    package var description: String { "\(file): left as it is, because its layout could not be changed safely" }
  }

  /// A YAML file, laid out. Throws `RuleFileIssue` where it is no YAML that we read.
  package static func yaml(_ text: String, file: String) throws -> String {
    let before = try YAMLDocument.parse(text, file: file)
    var layout = YAMLLayout()
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
      layout.add(Array(line.unicodeScalars))
    }
    let formatted = layout.text
    guard let after = try? YAMLDocument.parse(formatted, file: file), after.hasSameValues(as: before) else {
      throw Failure(file: file)
    }
    return formatted
  }

  /// A list file, laid out: blanks around entries and CRLF go, blank lines stand alone.
  package static func list(_ text: String) -> String {
    var lines: [String] = []
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
      let line = line.trimmingBlanks
      if line.isEmpty && (lines.last ?? "").isEmpty { continue }
      lines.append(line)
    }
    while lines.last == "" { lines.removeLast() }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }
}

extension YAMLValue {
  /// Whether both say the same, wherever they say it.
  func hasSameValues(as other: YAMLValue) -> Bool {
    switch (self, other) {
    case (.scalar(let one, _), .scalar(let two, _)): Array(one.unicodeScalars) == Array(two.unicodeScalars)
    case (.sequence(let one, _), .sequence(let two, _)):
      one.count == two.count && zip(one, two).allSatisfy { $0.hasSameValues(as: $1) }
    case (.mapping(let one, _), .mapping(let two, _)):
      one.count == two.count && zip(one, two).allSatisfy { $0.key == $1.key && $0.value.hasSameValues(as: $1.value) }
    default: false
    }
  }
}

/// One pass over the lines of a YAML file.
private struct YAMLLayout {
  private var lines: [[Unicode.Scalar]] = []
  private var depth = 0
  private var quote: Unicode.Scalar?
  /// The indentation of the key whose block scalar is open.
  private var block: Int?
  private var isInRules = false
  private var itemIndent: Int?

  var text: String {
    var kept = lines
    while kept.last?.isEmpty == true { kept.removeLast() }
    var text = String.UnicodeScalarView()
    for line in kept {
      text.append(contentsOf: line)
      text.append("\n")
    }
    return String(text)
  }

  mutating func add(_ line: [Unicode.Scalar]) {
    let indent = line.prefix { $0 == " " }.count
    if quote != nil {
      // Inside a quoted text nothing is layout, but for its end.
      lines.append(rewritten(line))
      return
    }
    if let open = block {
      if indent > open || line.allSatisfy({ $0 == " " }) {
        lines.append(line)
        return
      }
      block = nil
    }
    var line = line
    while let last = line.last, last == " " || last == "\t" { line.removeLast() }
    if line.isEmpty {
      if lines.last?.isEmpty != true && !lines.isEmpty { lines.append([]) }
      return
    }
    if line[indent...].first == "#" {
      lines.append(comment(line, indent))
      return
    }
    if depth == 0 { separate(line, indent) }
    let startsInFlow = depth > 0
    let rewritten = rewritten(line)
    lines.append(rewritten)
    if depth == 0 && quote == nil && !startsInFlow && opensBlock(rewritten) { block = indent }
  }

  private func comment(_ line: [Unicode.Scalar], _ indent: Int) -> [Unicode.Scalar] {
    let hashes = line[indent...].prefix { $0 == "#" }.count
    let next = indent + hashes
    guard hashes == 1, next < line.count, line[next].properties.isAlphabetic else { return line }
    return Array(line[..<next]) + [" "] + Array(line[next...])
  }

  // MARK: Blank lines

  private mutating func separate(_ line: [Unicode.Scalar], _ indent: Int) {
    if indent == 0 {
      let key = String(String.UnicodeScalarView(line.prefix { $0 != ":" }))
      isInRules = key == "rules"
      itemIndent = nil
      if ["lists", "counters", "rules"].contains(key) { blankBefore() }
    } else if isInRules, line[indent] == "-" {
      if itemIndent == nil { itemIndent = indent }
      let begins = line[(indent + 1)...].first { $0 != " " }
      if indent == itemIndent, begins != "{", !followsRules { blankBefore() }
    }
  }

  /// Whether nothing but comments stands between here and `rules:`.
  private var followsRules: Bool {
    let last = lines.last { !$0.isEmpty && $0.first { $0 != " " } != "#" }
    return last.map { String(String.UnicodeScalarView($0)).hasPrefix("rules:") } ?? true
  }

  /// A blank line above, and above the comments that belong to what comes.
  private mutating func blankBefore() {
    var place = lines.count
    while place > 0, let first = lines[place - 1].first(where: { $0 != " " }), first == "#" { place -= 1 }
    if place > 0 && !lines[place - 1].isEmpty { lines.insert([], at: place) }
  }

  // MARK: One line

  /// `key: |`, `- >-` and the like.
  private func opensBlock(_ line: [Unicode.Scalar]) -> Bool {
    var content = line
    if let hash = content.indices.first(where: { content[$0] == "#" && $0 > 0 && content[$0 - 1] == " " }) {
      content = Array(content[..<hash])
    }
    while content.last == " " { content.removeLast() }
    while let last = content.last, last == "-" || last == "+" || last.properties.numericType != nil {
      content.removeLast()
    }
    guard let last = content.last, last == "|" || last == ">" else { return false }
    return content.count == 1 || content[content.count - 2] == " "
  }

  /// The line with its flow collections laid out; knows afterwards what is still open.
  private mutating func rewritten(_ line: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var out: [Unicode.Scalar] = []
    var index = 0
    var isValueStart = true
    while index < line.count {
      let scalar = line[index]
      if let open = quote {
        out.append(scalar)
        if scalar == "\\" && open == "\"" && index + 1 < line.count {
          out.append(line[index + 1])
          index += 1
        } else if scalar == open {
          if open == "'" && index + 1 < line.count && line[index + 1] == "'" {
            out.append("'")
            index += 1
          } else {
            quote = nil
          }
        }
        index += 1
        isValueStart = false
        continue
      }
      if scalar == "#" && (index == 0 || line[index - 1] == " " || line[index - 1] == "\t") {
        // What was skipped before a comment comes back: one blank at least.
        if let last = out.last, last != " " { out.append(" ") }
        return out + line[index...]
      }
      switch scalar {
      case "\"", "'":
        if isValueStart { quote = scalar }
        out.append(scalar)
      case "[" where depth > 0 || isValueStart, "{" where depth > 0 || isValueStart:
        depth += 1
        out.append(scalar)
        index = skipBlanks(line, index + 1)
        isValueStart = true
        continue
      case "]" where depth > 0, "}" where depth > 0:
        depth -= 1
        if out.contains(where: { $0 != " " }) { while out.last == " " { out.removeLast() } }
        out.append(scalar)
      case "," where depth > 0:
        while out.last == " " { out.removeLast() }
        out.append(scalar)
        index = skipBlanks(line, index + 1)
        if index < line.count { out.append(" ") }
        isValueStart = true
        continue
      default: out.append(scalar)
      }
      if scalar == " " || scalar == "\t" {
        // A blank after `:` or `-` begins a value; between words it does not.
        isValueStart = isValueStart || endsIndicator(out)
      } else {
        isValueStart = false
      }
      index += 1
    }
    return out
  }

  private func skipBlanks(_ line: [Unicode.Scalar], _ start: Int) -> Int {
    var index = start
    while index < line.count && line[index] == " " { index += 1 }
    return index
  }

  /// Whether what was written ends with `: ` or with `- ` at the beginning of a value.
  private func endsIndicator(_ out: [Unicode.Scalar]) -> Bool {
    let content = out.dropLast()
    guard let last = content.last(where: { $0 != " " }) else { return true }
    if last == ":" { return true }
    return last == "-" && content.allSatisfy { $0 == " " || $0 == "-" }
  }
}
