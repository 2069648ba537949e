/// Finds in a regular expression what ICU's limit of steps does not count.
///
/// The limit counts the states that the matcher saves. Comparing a backreference saves none, so `(.+)\1x` takes a time that
/// grows with the cube of the text; nor does the one operation that an endless repeat of `.` or of a set is compiled to,
/// where nothing goes back into it: inside `(?>…)`, `(?=…)` and their like it is run anew from every place (measured with
/// ICU 72: `(?>.*)b` on 80,000 letters takes 5.6 s under a limit of 20 ms).
///
/// The expression must be one that ICU compiles. O(*n*) in its length.
struct RegexCost {
  /// Something that is not counted.
  struct Fault: Equatable {
    enum Kind: Equatable {
      /// A repeat of a group that can be longer than `longestRepeated`.
      case backreference
      /// An endless repeat that nothing goes back into.
      case scan
    }
    var kind: Kind
    /// Scalars into the expression.
    var offset: Int
  }

  /// Scalars of a group that may be repeated by a backreference: so few that comparing them is one step more or less.
  static let longestRepeated = 10

  /// The first fault; nil where every step is counted.
  static func fault(in pattern: String) -> Fault? {
    var parser = Parser(Array(pattern.unicodeScalars))
    return parser.fault()
  }
}

/// The expression's groups and repeats, as far as their cost asks for them.
private struct Parser {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var faults: [RegexCost.Fault] = []
  /// By the number of the group: how long its match can be; nil while it is open, or where it has no end.
  private var groups: [Int?] = [nil]
  private var names: [String: Int] = [:]
  private var hasLineAnchors = false
  /// Blanks and comments may stand anywhere: read on the safe side.
  private var isFree = false

  init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

  /// What a part of an expression comes to.
  private struct Piece {
    /// Scalars of its longest match; nil where it has no end.
    var longest: Int? = 0
    /// Places of endless repeats of `.` or a set in it.
    var scans: [Int] = []
    var isAnchor = false
    var isLookaround = false
    /// Whether an endless repeat of it is one operation.
    var isClass = false
    /// Whether nothing goes back into it once it has matched.
    var isClosed = false
  }

  mutating func fault() -> RegexCost.Fault? {
    hasLineAnchors = hasFlag("m")
    isFree = hasFlag("x")
    while index < scalars.count {
      _ = alternatives(isTop: true)
      index += 1  // A bracket too many, which ICU would have refused.
    }
    return faults.min { $0.offset < $1.offset }
  }

  private mutating func skip(while isSkipped: (Unicode.Scalar) -> Bool) {
    while let scalar = next, isSkipped(scalar) { index += 1 }
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  /// Whether a group such as `(?im)` or `(?m:…)` sets this flag anywhere.
  private func hasFlag(_ flag: Unicode.Scalar) -> Bool {
    scalars.indices.contains { start in
      guard scalars[start] == "(", start + 1 < scalars.count, scalars[start + 1] == "?" else { return false }
      return scalars[(start + 2)...].prefix { $0.properties.isAlphabetic || $0 == "-" }.contains(flag)
    }
  }

  private mutating func alternatives(isTop: Bool) -> Piece {
    var whole = sequence(isTop: isTop)
    while next == "|" {
      index += 1
      let other = sequence(isTop: isTop)
      whole.longest = whole.longest.flatMap { one in other.longest.map { max(one, $0) } }
      whole.scans += other.scans
    }
    whole.isAnchor = false
    return whole
  }

  private mutating func sequence(isTop: Bool) -> Piece {
    var whole = Piece()
    // Behind `^`, and before anything that could be tried twice, a look ahead is made once a text.
    var isOnce = isTop && !hasLineAnchors && !isFree
    var isFirst = true
    while let scalar = next, scalar != "|", scalar != ")" {
      let start = index
      var piece = atom()
      let repeats = quantifier()
      if isFirst && !piece.isAnchor { isOnce = false }
      isFirst = false
      let isTriedOnce = isOnce && repeats == nil
      if let repeats {
        if repeats.most == nil && piece.isClass { piece.scans.append(start) }
        if repeats.isPossessive && !piece.isClass { piece.isClosed = true }
        isOnce = false
        piece.longest = piece.longest.flatMap { one in repeats.most.map { one.multipliedSaturating($0) } }
      } else if !piece.isAnchor && !piece.isLookaround {
        isOnce = false
      }
      if piece.isClosed && !isTriedOnce {
        faults += piece.scans.map { RegexCost.Fault(kind: .scan, offset: $0) }
        piece.scans = []
      }
      if !piece.isClosed { whole.scans += piece.scans }
      whole.longest = whole.longest.flatMap { one in piece.longest.map { one.addedSaturating($0) } }
    }
    return whole
  }

  /// What stands behind an atom; nil where it is nothing that repeats.
  private mutating func quantifier() -> (most: Int?, isPossessive: Bool)? {
    if isFree { skip { $0.properties.isWhitespace } }
    var most: Int?
    switch next {
    case "?": most = 1
    case "*", "+": most = nil
    case "{":
      guard let end = scalars[index...].firstIndex(of: "}") else { return nil }
      let bounds = String(String.UnicodeScalarView(scalars[(index + 1)..<end])).filter { !$0.isWhitespace }
        .split(separator: ",", omittingEmptySubsequences: false)
      most = bounds.last.flatMap { Int($0) }
      index = end
    default: return nil
    }
    index += 1
    guard next == "+" || next == "?" else { return (most, false) }
    defer { index += 1 }
    return (most, next == "+")
  }

  private mutating func atom() -> Piece {
    let scalar = scalars[index]
    switch scalar {
    case "(": return group()
    case "[":
      skipSet()
      return Piece(longest: 1, isClass: true)
    case "\\": return escape()
    case "#" where isFree:
      // A comment to ICU, a sign where the flag is off: both are read, so that nothing hides in it.
      index += 1
      return Piece()
    default:
      index += 1
      return Piece(
        longest: scalar == "^" || scalar == "$" ? 0 : 1, isAnchor: scalar == "^", isClass: scalar == ".")
    }
  }

  private mutating func group() -> Piece {
    index += 1
    var (isLook, isClosed) = (false, false)
    var number: Int?
    if next == "?" {
      index += 1
      let head = scalars[index...].prefix(2)
      switch head.first {
      case "#":
        skip { $0 != ")" }
        index += 1
        return Piece()
      case ":": index += 1
      case ">":
        index += 1
        isClosed = true
      case "=", "!":
        index += 1
        (isLook, isClosed) = (true, true)
      case "<" where head.last == "=" || head.last == "!":
        index += 2
        (isLook, isClosed) = (true, true)
      case "<":
        index += 1
        let name = scalars[index...].prefix { $0 != ">" }
        index = min(name.endIndex + 1, scalars.count)
        number = groups.count
        names[String(String.UnicodeScalarView(name))] = groups.count
        groups.append(nil)
      default:
        // Flags, for the rest of this group or for one of their own.
        skip { $0 != ":" && $0 != ")" }
        if next == ")" {
          index += 1
          return Piece()
        }
        index += 1
      }
    } else {
      number = groups.count
      groups.append(nil)
    }
    var inside = alternatives(isTop: false)
    if next == ")" { index += 1 }
    if let number { groups[number] = inside.longest }
    inside.isClosed = isClosed
    inside.isLookaround = isLook
    if isLook { inside.longest = 0 }
    return inside
  }

  private mutating func escape() -> Piece {
    let start = index
    index += 1
    guard let scalar = next else { return Piece() }
    index += 1
    switch scalar {
    case "Q":
      let begin = index
      while index < scalars.count, !(scalars[index] == "\\" && index + 1 < scalars.count && scalars[index + 1] == "E") {
        index += 1
      }
      let count = index - begin
      index = min(index + 2, scalars.count)
      return Piece(longest: count)
    case "1"..."9":
      var number = Int(scalar.value - 48)
      while let digit = next, ("0"..."9").contains(digit), number * 10 + Int(digit.value - 48) < groups.count {
        number = number * 10 + Int(digit.value - 48)
        index += 1
      }
      return backreference(groups.indices.contains(number) ? groups[number] : nil, at: start)
    case "k":
      index += 1
      let name = scalars[min(index, scalars.count)...].prefix { $0 != ">" }
      index = min(name.endIndex + 1, scalars.count)
      return backreference(names[String(String.UnicodeScalarView(name))].flatMap { groups[$0] }, at: start)
    case "A": return Piece(longest: 0, isAnchor: true)
    case "b", "B", "G", "z", "Z": return Piece(longest: 0)
    case "w", "W", "s", "S", "d", "D": return Piece(longest: 1)
    case "X": return Piece(longest: nil, isClass: true)
    case "p", "P", "N", "x", "u", "U":
      if next == "{" { index = (scalars[index...].firstIndex(of: "}") ?? scalars.count - 1) + 1 }
      return Piece(longest: 1, isClass: scalar == "p" || scalar == "P")
    case _ where scalar.properties.isAlphabetic: return Piece(longest: 2, isClass: true)
    default: return Piece(longest: 1)
    }
  }

  private mutating func backreference(_ longest: Int?, at start: Int) -> Piece {
    if let longest, longest <= RegexCost.longestRepeated { return Piece(longest: longest) }
    faults.append(RegexCost.Fault(kind: .backreference, offset: start))
    return Piece(longest: nil)
  }

  /// A set with the sets inside it; `]` first in it is a member.
  private mutating func skipSet() {
    var open = 0
    while let scalar = next {
      index += 1
      switch scalar {
      case "\\":
        if next == "Q" {
          while index < scalars.count,
            !(scalars[index] == "\\" && index + 1 < scalars.count && scalars[index + 1] == "E")
          {
            index += 1
          }
        }
        index += 1
      case "[":
        open += 1
        if next == "^" { index += 1 }
        if next == "]" { index += 1 }
      case "]":
        open -= 1
        if open == 0 { return }
      default: break
      }
    }
  }
}

extension Int {
  fileprivate func addedSaturating(_ other: Int) -> Int { Int(Int64(self).plusSaturating(Int64(other))) }
  fileprivate func multipliedSaturating(_ other: Int) -> Int { Int(Int64(self).timesSaturating(Int64(other))) }
}
