internal import Text

/// Literals of which every match of a regular expression holds at least one.
///
/// Found by reading the pattern; what is not understood counts as anything, so a gate may be missing but is never wrong. The
/// literals are folded: they are looked for in the folded text.
struct RegexGate {
  /// Nil where no literal can be told.
  let literals: [[UInt32]]?

  private static let mostLiterals = 24
  private static let mostRepeats = 8

  init(_ pattern: String) {
    var parser = Parser(Array(pattern.unicodeScalars))
    let piece = parser.alternatives()
    literals = parser.isLost ? nil : piece.best
  }

  /// What is known of a part of a pattern: everything that it can match, or literals that every match holds.
  private struct Piece {
    /// All that it matches, where that is a small set.
    var exact: [[UInt32]]?
    /// At least one of these is in every match.
    var required: [[UInt32]]?

    static let empty = Piece(exact: [[]], required: nil)
    static let anything = Piece(exact: nil, required: nil)

    /// The better of what is known: the one whose shortest literal is longest.
    var best: [[UInt32]]? {
      [exact.flatMap { $0.contains([]) ? nil : $0 }, required].compactMap { $0 }.max(by: Self.isWorse)
    }

    static func isWorse(_ one: [[UInt32]], _ other: [[UInt32]]) -> Bool { worth(one) < worth(other) }

    private static func worth(_ literals: [[UInt32]]) -> Int {
      let shortest = literals.map { $0.reduce(0) { $0 + ($1 < 0x80 ? 1 : 2) } }.min() ?? 0
      return shortest * 64 - literals.count
    }
  }

  private struct Parser {
    let scalars: [Unicode.Scalar]
    var index = 0
    /// Something that this reader does not know; nothing may be concluded.
    var isLost = false
    var depth = 0

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    mutating func alternatives() -> Piece {
      depth += 1
      defer { depth -= 1 }
      if depth > 50 { isLost = true }
      var pieces = [sequence()]
      while next == "|", !isLost {
        index += 1
        pieces.append(sequence())
      }
      if pieces.count == 1 { return pieces[0] }
      let exact = pieces.reduce([] as [[UInt32]]?) { all, piece in
        guard let all, let more = piece.exact, all.count + more.count <= RegexGate.mostLiterals else { return nil }
        return all + more
      }
      let required = pieces.reduce([] as [[UInt32]]?) { all, piece in
        guard let all, let more = piece.best, all.count + more.count <= RegexGate.mostLiterals else { return nil }
        return all + more
      }
      return Piece(exact: exact, required: exact == nil ? required : nil)
    }

    private mutating func sequence() -> Piece {
      var known: [[UInt32]]? = [[]]
      var required: [[UInt32]]?
      var isWhole = true
      func consider(_ literals: [[UInt32]]?, _ required: inout [[UInt32]]?) {
        guard let literals, !literals.contains([]) else { return }
        if required.map({ Piece.isWorse($0, literals) }) ?? true { required = literals }
      }
      while let scalar = next, scalar != "|", scalar != ")", !isLost {
        let piece = repeated(atom())
        consider(piece.required, &required)
        if let before = known, let exact = piece.exact, before.count * exact.count <= RegexGate.mostLiterals,
          before.allSatisfy({ $0.count < 24 })
        {
          known = before.flatMap { head in exact.map { head + $0 } }
        } else {
          consider(known, &required)
          known = piece.exact ?? [[]]
          isWhole = false
        }
      }
      if isWhole { return Piece(exact: known, required: required) }
      consider(known, &required)
      return Piece(exact: nil, required: required)
    }

    /// What a quantifier makes of an atom.
    private mutating func repeated(_ atom: Piece) -> Piece {
      guard let sign = next else { return atom }
      var (least, most): (Int, Int?) = (1, 1)
      switch sign {
      case "?": (least, most) = (0, 1)
      case "*": (least, most) = (0, nil)
      case "+": (least, most) = (1, nil)
      case "{":
        guard let bounds = bounds() else { return atom }
        (least, most) = bounds
      default: return atom
      }
      if sign != "{" { index += 1 }
      if next == "?" || next == "+" { index += 1 }
      if least == 0 {
        if most == 1, let exact = atom.exact { return Piece(exact: exact + [[]], required: nil) }
        return .anything
      }
      guard let exact = atom.exact else { return Piece(exact: nil, required: atom.required) }
      var all: [[UInt32]] = [[]]
      let times = min(least, RegexGate.mostRepeats)
      for _ in 0..<times {
        guard all.count * exact.count <= RegexGate.mostLiterals else { break }
        all = all.flatMap { head in exact.map { head + $0 } }
      }
      return times == least && most == least ? Piece(exact: all, required: nil) : Piece(exact: nil, required: all)
    }

    /// `{n}`, `{n,}`, `{n,m}`.
    private mutating func bounds() -> (Int, Int?)? {
      guard let end = scalars[index...].firstIndex(of: "}") else {
        isLost = true
        return nil
      }
      let parts = String(String.UnicodeScalarView(scalars[(index + 1)..<end])).split(
        separator: ",", omittingEmptySubsequences: false)
      index = end + 1
      guard let least = parts.first.flatMap({ Int($0) }), least >= 0, parts.count <= 2 else {
        isLost = true
        return nil
      }
      return (least, parts.count == 1 ? least : Int(parts[1]))
    }

    private mutating func atom() -> Piece {
      guard let scalar = next else { return .empty }
      index += 1
      switch scalar {
      case "(": return group()
      case "[": return set()
      case "\\": return escape()
      case ".": return .anything
      case "^", "$": return .empty
      default: return literal(scalar.value)
      }
    }

    private func literal(_ scalar: UInt32) -> Piece {
      let folded = FoldedText([scalar]).scalars
      // A mark or a jamo may compose with its neighbour: nothing is known of it.
      guard !folded.isEmpty, ScalarTraits(of: scalar).hasFoldBoundaryBefore else { return .anything }
      return Piece(exact: [folded], required: nil)
    }

    private mutating func group() -> Piece {
      var isLookaround = false
      if next == "?" {
        index += 1
        guard let kind = next else { return lost() }
        index += 1
        switch kind {
        case ":", ">": break
        case "=", "!": isLookaround = true
        case "<":
          if next == "=" || next == "!" {
            isLookaround = true
            index += 1
          } else {
            while let scalar = next, scalar != ">" {
              _ = scalar
              index += 1
            }
            index += 1
          }
        default: return lost()  // Inline flags may change what a literal matches.
        }
      }
      let inside = alternatives()
      guard next == ")" else { return lost() }
      index += 1
      return isLookaround ? .empty : inside
    }

    private mutating func set() -> Piece {
      var members: [[UInt32]] = []
      var isOpen = false
      if next == "^" { isOpen = true }
      var isFirst = true
      while let scalar = next, scalar != "]" || isFirst {
        isFirst = false
        index += 1
        switch scalar {
        case "[", "&": isOpen = true
        case "-" where next != "]" && !members.isEmpty: isOpen = true
        case "\\":
          if let escaped = next {
            index += 1
            if Self.isClass(escaped) { isOpen = true } else { members.append(FoldedText([escaped.value]).scalars) }
          }
        default: members.append(FoldedText([scalar.value]).scalars)
        }
        if scalar == "[" { return lost() }
      }
      guard next == "]" else { return lost() }
      index += 1
      let unique = Array(Set(members)).sorted { $0.lexicographicallyPrecedes($1) }
      guard !isOpen, !unique.isEmpty, !unique.contains([]), unique.count <= 12 else { return .anything }
      return Piece(exact: unique, required: nil)
    }

    private mutating func escape() -> Piece {
      guard let scalar = next else { return lost() }
      index += 1
      if "bBAzZG".unicodeScalars.contains(scalar) { return .empty }
      if scalar == "n" { return literal(0x0A) }
      if scalar == "t" { return literal(0x09) }
      if Self.isClass(scalar) { return .anything }
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil { return lost() }
      return literal(scalar.value)
    }

    private static func isClass(_ scalar: Unicode.Scalar) -> Bool { "dDwWsShHvVRX".unicodeScalars.contains(scalar) }

    private mutating func lost() -> Piece {
      isLost = true
      return .anything
    }
  }
}
