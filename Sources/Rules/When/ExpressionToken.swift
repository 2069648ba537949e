/// One word, number or sign of an expression.
struct ExpressionToken: Sendable {
  enum Kind: Sendable, Equatable {
    case word, symbol
    case number(Double)
    case percent(Double)
    case duration(Seconds)
    case string(String)
  }

  var kind: Kind
  var text: String
  /// Scalars from the beginning of the expression.
  var offset: Int

  private static let symbols = ["==", "!=", "<=", ">=", "<", ">", "(", ")", "[", "]", ",", "+", "-"]
  private static let mostTokens = 2_000

  /// Cuts `text` into tokens.
  static func read(_ text: String, at place: FilePlace) throws(RuleFileIssue) -> [ExpressionToken] {
    let scalars = Array(text.unicodeScalars)
    var tokens: [ExpressionToken] = []
    var index = 0
    func fault(_ message: String, fix: String = "") -> RuleFileIssue {
      let place = FilePlace(place.file, place.line, place.column + index)
      return RuleFileIssue(severity: .error, code: "expression", place: place, message: message, fix: fix)
    }
    while index < scalars.count {
      guard tokens.count < mostTokens else { throw fault("The expression is too long.") }
      let start = index
      let scalar = scalars[index]
      if scalar.properties.isWhitespace {
        index += 1
      } else if scalar == "\"" || scalar == "'" {
        guard let end = scalars[(index + 1)...].firstIndex(of: scalar) else { throw fault("A quote is not closed.") }
        index = end + 1
        let inside = string(scalars[(start + 1)..<end])
        tokens.append(ExpressionToken(kind: .string(inside), text: string(scalars[start..<index]), offset: start))
      } else if let symbol = symbols.first(where: {
        string(scalars[start..<min(start + $0.count, scalars.count)]) == $0
      }) {
        index += symbol.count
        tokens.append(ExpressionToken(kind: .symbol, text: symbol, offset: start))
      } else if isWordPart(scalar) {
        while index < scalars.count && (isWordPart(scalars[index]) || isTagHyphen(scalars, index, wordStart: start)) {
          index += 1
        }
        if index < scalars.count && scalars[index] == "%" { index += 1 }
        let word = string(scalars[start..<index])
        if case .some(.outOfRange) = durationFault(word) {
          index = start
          throw fault("`\(word)` is too long: a duration goes \(ClosedRange<Seconds>.age.shown).")
        }
        guard let kind = kind(of: word) else {
          index = start
          throw fault("`\(word)` is neither a word nor a number.", fix: "durations are written `7d`, shares `30%`")
        }
        tokens.append(ExpressionToken(kind: kind, text: word, offset: start))
      } else {
        throw fault("`\(scalar)` has no meaning here.", fix: scalar == "=" ? "compare with `==`" : "")
      }
    }
    guard !tokens.isEmpty else { throw fault("The expression is empty.") }
    return tokens
  }

  private static func kind(of word: String) -> Kind? {
    guard let first = word.utf8.first, first &- 48 < 10 else { return word.hasSuffix("%") ? nil : .word }
    if word.hasSuffix("%") { return finite(word.dropLast()).map { .percent($0 / 100) } }
    if let span = try? Seconds.read(word, in: .age) { return .duration(span) }
    return finite(word[...]).map { .number($0) }
  }

  private static func finite(_ digits: Substring) -> Double? { Double(digits).flatMap { $0.isFinite ? $0 : nil } }

  private static func durationFault(_ word: String) -> Seconds.Fault? {
    do throws(Seconds.Fault) {
      _ = try Seconds.read(word, in: .age)
      return nil
    } catch { return error }
  }

  /// Letters of any script, digits, `_`, `.`, `@` and `#`.
  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_" || scalar == "."
      || scalar == "@" || scalar == "#"
  }

  /// The hyphen inside a tag such as `zh-Hans`, with no blank on either side and a plain word before it.
  private static func isTagHyphen(_ scalars: [Unicode.Scalar], _ index: Int, wordStart: Int) -> Bool {
    guard scalars[index] == "-", index + 1 < scalars.count, scalars[index + 1].properties.isAlphabetic else {
      return false
    }
    return scalars[wordStart..<index].allSatisfy { $0.properties.isAlphabetic || $0 == "-" }
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}
