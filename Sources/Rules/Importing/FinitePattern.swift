/// Regular expressions that stand for a few words: those are better entries of a list, which sees case, width and edges.
enum FinitePattern {
  private static let most = 60

  /// The alternatives of the outermost level, outer brackets taken off: `(?:a|b)` is two.
  static func alternatives(of pattern: String) -> [String] {
    var scalars = Array(pattern.unicodeScalars)
    while let inner = unwrapped(scalars) { scalars = inner }
    var parts: [[Unicode.Scalar]] = [[]]
    var depth = 0
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "\\", index + 1 < scalars.count {
        parts[parts.count - 1] += [scalar, scalars[index + 1]]
        index += 2
        continue
      }
      if scalar == "[", let end = scalars[(index + 1)...].firstIndex(of: "]") {
        parts[parts.count - 1] += scalars[index...end]
        index = end + 1
        continue
      }
      if scalar == "(" { depth += 1 }
      if scalar == ")" { depth -= 1 }
      if scalar == "|" && depth == 0 { parts.append([]) } else { parts[parts.count - 1].append(scalar) }
      index += 1
    }
    return parts.map(text).filter { !$0.isEmpty }
  }

  /// The words that `pattern` matches between word edges; nil where they are too many, or more than words.
  static func words(of pattern: String) -> [String]? {
    var reader = Reader(scalars: Array(pattern.unicodeScalars))
    guard let words = reader.alternation(), reader.isAtEnd, !words.contains("") else { return nil }
    return words
  }

  private static func text(_ scalars: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// What one pair of brackets around everything holds.
  private static func unwrapped(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar]? {
    guard scalars.first == "(", scalars.last == ")", scalars.count > 2 else { return nil }
    var depth = 0
    var index = 0
    while index < scalars.count - 1 {
      if scalars[index] == "\\" {
        index += 2
        continue
      }
      if scalars[index] == "(" { depth += 1 }
      if scalars[index] == ")" { depth -= 1 }
      if depth == 0 { return nil }
      index += 1
    }
    let inner = Array(scalars[1..<(scalars.count - 1)])
    if inner.first == "?" {
      guard inner.count > 2, inner[1] == ":" else { return nil }
      return Array(inner[2...])
    }
    return inner
  }

  private struct Reader {
    let scalars: [Unicode.Scalar]
    var index = 0
    var depth = 0

    var isAtEnd: Bool { index == scalars.count }

    init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    mutating func alternation() -> [String]? {
      depth += 1
      defer { depth -= 1 }
      guard depth < 20, var words = sequence() else { return nil }
      while index < scalars.count && scalars[index] == "|" {
        index += 1
        guard let more = sequence() else { return nil }
        words += more
      }
      return words.count <= FinitePattern.most ? words : nil
    }

    private mutating func sequence() -> [String]? {
      var words = [""]
      while index < scalars.count, scalars[index] != "|", scalars[index] != ")" {
        guard var piece = piece() else { return nil }
        if index < scalars.count, scalars[index] == "?" {
          index += 1
          piece = [""] + piece
        }
        if index < scalars.count, ["*", "+", "{"].contains(scalars[index]) { return nil }
        words = words.flatMap { word in piece.map { word + $0 } }
        if words.count > FinitePattern.most { return nil }
      }
      return words
    }

    private mutating func piece() -> [String]? {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "(":
        if index + 1 < scalars.count, scalars[index] == "?" {
          guard scalars[index + 1] == ":" else { return nil }
          index += 2
        }
        guard let words = alternation(), index < scalars.count, scalars[index] == ")" else { return nil }
        index += 1
        return words
      case "[":
        guard let end = scalars[index...].firstIndex(of: "]") else { return nil }
        let members = scalars[index..<end]
        index = end + 1
        if members.isEmpty || members.contains(where: { $0 == "^" || $0 == "-" || $0 == "\\" }) { return nil }
        return members.map { String($0) }
      case "\\":
        guard index < scalars.count else { return nil }
        let escaped = scalars[index]
        index += 1
        if escaped == "b" { return [""] }  // an edge: entries have them anyway
        if escaped == "s" { return [" "] }
        return escaped.properties.isAlphabetic || escaped.properties.numericType != nil ? nil : [String(escaped)]
      case ".", "^", "$", "*", "+", "?", "{": return nil
      default: return [String(scalar)]
      }
    }
  }
}
