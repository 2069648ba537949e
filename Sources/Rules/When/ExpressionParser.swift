/// Reads and checks one `when:` expression.
///
/// Grammar: `or` < `and` < `not` < comparison, `in`, `is missing` < `+`, `-` < values. A fault names its column.
struct ExpressionParser {
  private static let deepest = 40
  /// Values that `+` and `-` may join: they nest to the left, as deep as there are of them.
  private static let mostTerms = 100

  private let tokens: [ExpressionToken]
  private let place: FilePlace
  private let lists: Set<String>
  private let counters: [String: String]
  private var position = 0
  private var depth = 0

  private typealias Typed = (expression: Expression, type: ValueType)

  /// The condition that `text` states; `lists` are the names that `hits()` and `any()` may take, `counters` the ids of
  /// those that `count()` may take, by name.
  static func parse(
    _ text: String, at place: FilePlace, lists: Set<String>, counters: [String: String] = [:]
  ) throws(RuleFileIssue) -> Expression {
    let tokens = try ExpressionToken.read(text, at: place)
    var parser = ExpressionParser(tokens: tokens, place: place, lists: lists, counters: counters)
    let whole = try parser.disjunction()
    guard parser.position == tokens.count else {
      throw parser.fault(
        "`\(tokens[parser.position].text)` is not expected here.", fix: "join conditions with `and` or `or`")
    }
    try parser.require(whole, .bool, "The whole expression")
    return whole.expression
  }

  private init(tokens: [ExpressionToken], place: FilePlace, lists: Set<String>, counters: [String: String]) {
    self.tokens = tokens
    self.place = place
    self.lists = lists
    self.counters = counters
  }

  // MARK: Conditions

  private mutating func disjunction() throws(RuleFileIssue) -> Typed {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw fault("Nested deeper than \(Self.deepest) levels.") }
    let first = try conjunction()
    var parts = [first.expression]
    while takeWord("or") {
      try require(first, .bool, "The left side of `or`")
      let next = try conjunction()
      try require(next, .bool, "The right side of `or`")
      parts.append(next.expression)
    }
    return parts.count == 1 ? first : (.any(Self.countersLast(parts)), .bool)
  }

  private mutating func conjunction() throws(RuleFileIssue) -> Typed {
    let first = try negation()
    var parts = [first.expression]
    while takeWord("and") {
      try require(first, .bool, "The left side of `and`")
      let next = try negation()
      try require(next, .bool, "The right side of `and`")
      parts.append(next.expression)
    }
    return parts.count == 1 ? first : (.all(Self.countersLast(parts)), .bool)
  }

  /// Cheap conditions are asked first, counters last.
  private static func countersLast(_ parts: [Expression]) -> [Expression] {
    parts.filter(\.counterIDs.isEmpty) + parts.filter { !$0.counterIDs.isEmpty }
  }

  private mutating func negation() throws(RuleFileIssue) -> Typed {
    var negated = false
    while takeWord("not") { negated.toggle() }
    let inner = try comparison()
    guard negated else { return inner }
    try require(inner, .bool, "What follows `not`")
    return (.not(inner.expression), .bool)
  }

  private mutating func comparison() throws(RuleFileIssue) -> Typed {
    let left = try sum()
    if takeWord("is") {
      let negated = takeWord("not")
      guard takeWord("missing") else { throw fault("After `is` comes `missing` or `not missing`.") }
      return (.isMissing(left.expression, negated: negated), .bool)
    }
    if isWord("not"), isWord("in", ahead: 1) {
      position += 2
      return try membership(left, negated: true)
    }
    if takeWord("in") { return try membership(left, negated: false) }
    guard position < tokens.count, case .symbol = tokens[position].kind,
      let comparison = Expression.Comparison(rawValue: tokens[position].text)
    else { return left }
    let sign = position
    position += 1
    let right = try sum()
    let (one, other) = (Self.dated(left, beside: right), Self.dated(right, beside: left))
    try requireComparable(one, comparison, other, sign: sign)
    try requireScript(one, other, sign: sign)
    try requireCountable(one, other, sign: sign)
    return (.compare(one.expression, comparison, other.expression), .bool)
  }

  private mutating func membership(_ left: Typed, negated: Bool) throws(RuleFileIssue) -> Typed {
    guard [.language, .text, .script].contains(left.type) else {
      throw fault("The left side of `in` must be a text or a language, and this is \(left.type.rawValue).")
    }
    let sign = position
    let right = try sum()
    try require(right, .set, "The right side of `in`")
    if left.type == .script, case .list(let items) = right.expression {
      for item in items { try requireScript(left, (.literal(item), .text), sign: sign) }
    }
    return (.contains(left.expression, in: right.expression, negated: negated), .bool)
  }

  // MARK: Values

  private mutating func sum() throws(RuleFileIssue) -> Typed {
    var left = try value()
    var terms = 1
    while let sign = takeSymbol("+") ?? takeSymbol("-") {
      terms += 1
      guard terms <= Self.mostTerms else { throw fault("More than \(Self.mostTerms) values are added here.") }
      let right = try value()
      let subtracting = sign == "-"
      guard let type = Self.sumType(left.type, right.type, subtracting: subtracting) else {
        throw fault("`\(sign)` cannot join \(left.type.rawValue) and \(right.type.rawValue).")
      }
      left = (.sum(left.expression, right.expression, subtracting: subtracting), type)
    }
    return left
  }

  private static func sumType(_ left: ValueType, _ right: ValueType, subtracting: Bool) -> ValueType? {
    switch (left, right) {
    case (.number, .number): .number
    case (.percent, .percent): .percent
    case (.duration, .duration): .duration
    case (.time, .duration): .time
    case (.time, .time): subtracting ? .duration : nil
    default: nil
    }
  }

  private mutating func value() throws(RuleFileIssue) -> Typed {
    guard position < tokens.count else { throw fault("The expression ends too early.") }
    let token = tokens[position]
    switch token.kind {
    case .number(let value):
      position += 1
      return (.literal(.number(value)), .number)
    case .percent(let value):
      position += 1
      return (.literal(.number(value)), .percent)
    case .duration(let span):
      position += 1
      return (.literal(.number(span.inSeconds)), .duration)
    case .string(let text):
      position += 1
      return (.literal(.text(text)), .text)
    case .word: return try word(token)
    case .symbol:
      if takeSymbol("(") != nil {
        let inner = try disjunction()
        guard takeSymbol(")") != nil else { throw fault("A `)` is missing.") }
        return inner
      }
      if takeSymbol("[") != nil { return (.list(try listItems()), .set) }
      throw fault("`\(token.text)` is not expected here.")
    }
  }

  private mutating func word(_ token: ExpressionToken) throws(RuleFileIssue) -> Typed {
    position += 1
    if takeSymbol("(") != nil { return try call(token) }
    if token.text == "true" || token.text == "false" { return (.literal(.bool(token.text == "true")), .bool) }
    if let field = Field.named(token.text) { return (.field(field), field.type) }
    if ["and", "or", "not", "in", "is", "missing"].contains(token.text) {
      position -= 1
      throw fault("`\(token.text)` is not expected here.")
    }
    if token.text.contains(".") {
      position -= 1
      let names = Field.all.map(\.name)
      let nearest = Suggestion.nearest(to: token.text, among: names)
      throw fault(
        "There is no field `\(token.text)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "."), code: "unknown-field",
        fix: nearest.map { "write `\($0)`" } ?? "the fields are: \(names.joined(separator: ", "))")
    }
    return (.literal(.text(token.text)), .text)  // A bare word, such as `comment` or `zh`, is a text.
  }

  private mutating func listItems() throws(RuleFileIssue) -> [Value] {
    var items: [Value] = []
    if takeSymbol("]") != nil { return items }
    repeat {
      guard position < tokens.count else { throw fault("A `]` is missing.") }
      let token = tokens[position]
      switch token.kind {
      case .word, .number: items.append(.text(token.text))
      case .string(let text): items.append(.text(text))
      default: throw fault("`\(token.text)` cannot stand in a list.")
      }
      position += 1
    } while takeSymbol(",") != nil
    guard takeSymbol("]") != nil else { throw fault("A `]` is missing.") }
    return items
  }

  // MARK: Calls

  private mutating func call(_ name: ExpressionToken) throws(RuleFileIssue) -> Typed {
    guard let call = Expression.Call(rawValue: name.text) else {
      position -= 2
      let names = Expression.Call.allCases.map(\.rawValue)
      let nearest = Suggestion.nearest(to: name.text, among: names)
      throw fault(
        "There is no function `\(name.text)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "."),
        code: "unknown-function",
        fix: "the functions are: \(names.joined(separator: ", "))")
    }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw fault("Nested deeper than \(Self.deepest) levels.") }
    var arguments: [Typed] = []
    if takeSymbol(")") == nil {
      repeat { arguments.append(try sum()) } while takeSymbol(",") != nil
      guard takeSymbol(")") != nil else { throw fault("A `)` is missing after the values of `\(name.text)`.") }
    }
    let type = try resultType(of: call, arguments)
    if call == .count, case .literal(.text(let name))? = arguments.first?.expression, let id = counters[name] {
      return (.call(.count, [.literal(.text(id))]), .number)
    }
    return (.call(call, arguments.map(\.expression)), type)
  }

  private func resultType(of call: Expression.Call, _ arguments: [Typed]) throws(RuleFileIssue) -> ValueType {
    let types = arguments.map(\.type)
    switch call {
    case .share:
      guard arguments.count == 1, case .literal(.text) = arguments[0].expression else {
        throw fault("`share` takes one language tag: `share(zh) >= 30%`.")
      }
      return .percent
    case .hits, .any:
      guard arguments.count == 1, case .literal(.text(let list)) = arguments[0].expression else {
        throw fault("`\(call.rawValue)` takes the name of one list.")
      }
      guard lists.contains(list) else {
        let nearest = Suggestion.nearest(to: list, among: Array(lists).sorted())
        throw fault(
          "There is no list `\(list)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "."), code: "unknown-list",
          fix: "define it under `lists:`")
      }
      return call == .hits ? .number : .bool
    case .count:
      guard arguments.count == 1, case .literal(.text(let name)) = arguments[0].expression else {
        throw fault("`count` takes the name of one counter: `count(same_link) >= 3`.")
      }
      guard counters[name] != nil else {
        let nearest = Suggestion.nearest(to: name, among: counters.keys.sorted())
        throw fault(
          "There is no counter `\(name)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "."), code: "unknown-counter",
          fix: "define it under `counters:`")
      }
      return .number
    case .has:
      guard types == [.set, .text] || types == [.set, .language] else { throw fault("`has` takes a set and a text.") }
      return .bool
    case .min, .max:
      guard let first = types.first, [.number, .duration, .percent].contains(first), types.allSatisfy({ $0 == first })
      else { throw fault("`\(call.rawValue)` takes numbers, or durations, of one kind.") }
      return first
    case .lower:
      guard types == [.text] else { throw fault("`lower` takes one text.") }
      return .text
    case .startsWith:
      guard types == [.text, .text] else { throw fault("`starts_with` takes a text and its beginning.") }
      return .bool
    }
  }

  // MARK: Checks and small steps

  private func require(_ value: Typed, _ type: ValueType, _ what: String) throws(RuleFileIssue) {
    guard value.type == type else {
      throw fault("\(what) must be \(type.rawValue), and this is \(value.type.rawValue).", code: "type")
    }
  }

  private mutating func requireComparable(
    _ left: Typed, _ comparison: Expression.Comparison, _ right: Typed, sign: Int
  ) throws(RuleFileIssue) {
    let isOrder = comparison != .equal && comparison != .notEqual
    let numeric: Set<ValueType> = [.number, .percent, .duration, .time]
    let texts: Set<ValueType> = [.text, .language, .script]
    let sameNumbers = numeric.contains(left.type) && left.type == right.type
    let shareAndNumber = Set([left.type, right.type]) == [.percent, .number]
    if sameNumbers || shareAndNumber { return }
    if !isOrder
      && (texts.contains(left.type) && texts.contains(right.type) || left.type == .bool && right.type == .bool)
    {
      return
    }
    position = sign
    let hint =
      Set([left.type, right.type]) == [.duration, .number] ? "write a duration with its unit, such as `7d`" : ""
    throw fault(
      "`\(comparison.rawValue)` cannot compare \(left.type.rawValue) with \(right.type.rawValue).", code: "type",
      fix: hint)
  }

  /// A date or a moment in quotes, beside a time, is a time: `post.created_at >= "2026-12-24"`.
  private static func dated(_ value: Typed, beside other: Typed) -> Typed {
    guard other.type == .time, case .literal(.text(let text)) = value.expression,
      let moment = Timestamp(text) ?? Timestamp(date: text)
    else { return value }
    return (.literal(.number(moment.seconds)), .time)
  }

  /// A count goes only so far: what asks for more would never hold.
  private mutating func requireCountable(_ left: Typed, _ right: Typed, sign: Int) throws(RuleFileIssue) {
    for (one, other) in [(left, right), (right, left)] {
      guard case .call(.count, _) = one.expression, case .literal(.number(let number)) = other.expression,
        number > Double(CounterHit.most)
      else { continue }
      position = sign
      throw fault("Counts go up to \(CounterHit.most).", fix: "ask for less, or count in a shorter window")
    }
  }

  /// A script is one that there is.
  private mutating func requireScript(_ left: Typed, _ right: Typed, sign: Int) throws(RuleFileIssue) {
    for (one, other) in [(left, right), (right, left)] where one.type == .script {
      guard case .literal(.text(let name)) = other.expression, !TextShape.names.values.contains(name), name != "other"
      else { continue }
      position = sign
      let nearest = Suggestion.nearest(to: name, among: TextShape.names.values.sorted())
      throw fault(
        "There is no script `\(name)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "."), code: "unknown-script",
        fix: "the scripts are: \(TextShape.names.values.sorted().joined(separator: ", "))")
    }
  }

  private func isWord(_ word: String, ahead: Int = 0) -> Bool {
    guard position + ahead < tokens.count, case .word = tokens[position + ahead].kind else { return false }
    return tokens[position + ahead].text == word
  }

  private mutating func takeWord(_ word: String) -> Bool {
    guard isWord(word) else { return false }
    position += 1
    return true
  }

  private mutating func takeSymbol(_ symbol: String) -> String? {
    guard position < tokens.count, case .symbol = tokens[position].kind, tokens[position].text == symbol else {
      return nil
    }
    position += 1
    return symbol
  }

  private func fault(_ message: String, code: String = "expression", fix: String = "") -> RuleFileIssue {
    var place = place
    if let token = position < tokens.count ? tokens[position] : tokens.last {
      place.column += position < tokens.count ? token.offset : token.offset + token.text.unicodeScalars.count
    }
    return RuleFileIssue(severity: .error, code: code, place: place, message: message, fix: fix)
  }
}
