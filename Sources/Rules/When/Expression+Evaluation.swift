internal import Bridge

extension Expression {
  /// Whether the condition holds for a post. The names of fields that were missing are added to `missing`: a
  /// comparison with one is false.
  package func holds(in context: borrowing FieldContext, missing: inout [String]) -> Bool {
    value(in: context, &missing) == .bool(true)
  }

  private func value(in context: borrowing FieldContext, _ missing: inout [String]) -> Value {
    switch self {
    case .literal(let value): return value
    case .list(let values): return .set(values.compactMap { if case .text(let text) = $0 { text } else { nil } })
    case .field(let field):
      let value = field.read(context)
      if value == .missing && !missing.contains(field.name) { missing.append(field.name) }
      return value
    case .not(let inner): return .bool(!inner.holds(in: context, missing: &missing))
    case .all(let parts):
      for part in parts where !part.holds(in: context, missing: &missing) { return .bool(false) }
      return .bool(true)
    case .any(let parts):
      for part in parts where part.holds(in: context, missing: &missing) { return .bool(true) }
      return .bool(false)
    case .compare(let left, let comparison, let right):
      let (one, other) = (left.value(in: context, &missing), right.value(in: context, &missing))
      if left.isLanguage || right.isLanguage { return Self.compareLanguages(one, comparison, other) }
      return .bool(Self.compare(one, comparison, other))
    case .contains(let left, let right, let negated):
      let (one, other) = (left.value(in: context, &missing), right.value(in: context, &missing))
      guard case .text(let item) = one, case .set(let set) = other else { return .bool(false) }
      let isIn = left.isLanguage ? set.contains { LanguageTag.matches(item, range: $0) } : set.contains(item)
      return .bool(isIn != negated)
    case .isMissing(let inner, let negated):
      var ignored: [String] = []
      return .bool((inner.value(in: context, &ignored) == .missing) != negated)
    case .sum(let left, let right, let subtracting):
      guard case .number(let one) = left.value(in: context, &missing),
        case .number(let other) = right.value(in: context, &missing)
      else { return .missing }
      return .number(subtracting ? one - other : one + other)
    case .call(.count, let arguments):
      guard case .literal(.text(let counter))? = arguments.first else { return .missing }
      if let count = context.counts.values[counter] { return .number(Double(count)) }
      let name = "count(\(counter.drop { $0 != "/" }.dropFirst()))"
      if !missing.contains(name) { missing.append(name) }
      return .missing
    case .call(let call, let arguments):
      return Self.call(call, arguments.map { $0.value(in: context, &missing) }, context)
    }
  }

  private var isLanguage: Bool { if case .field(let field) = self { field.type == .language } else { false } }

  private static func compare(_ one: Value, _ comparison: Comparison, _ other: Value) -> Bool {
    if one == .missing || other == .missing { return false }
    guard case .number(let left) = one, case .number(let right) = other else {
      return comparison == .equal ? one == other : comparison == .notEqual && one != other
    }
    return switch comparison {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .atMost: left <= right
    case .greater: left > right
    case .atLeast: left >= right
    }
  }

  /// `lang.top == zh` holds for zh-Hans: the constant is a language range.
  private static func compareLanguages(_ one: Value, _ comparison: Comparison, _ other: Value) -> Value {
    guard case .text(let left) = one, case .text(let right) = other else { return .bool(false) }
    let matches = LanguageTag.matches(left, range: right) || LanguageTag.matches(right, range: left)
    return .bool(matches == (comparison == .equal))
  }

  private static func call(_ call: Call, _ values: [Value], _ context: borrowing FieldContext) -> Value {
    switch (call, values.first, values.dropFirst().first) {
    case (.share, .text(let range), _): return .number(context.detection.share(of: range))
    case (.hits, .text(let list), _): return .number(Double(context.hits(of: list)))
    case (.any, .text(let list), _): return .bool(context.hits(of: list) > 0)
    case (.has, .set(let set), .text(let item)): return .bool(set.contains(item))
    case (.lower, .text(let text), _): return .text(text.lowercased())
    case (.startsWith, .text(let text), .text(let prefix)): return .bool(text.hasPrefix(prefix))
    case (.min, _, _): return extreme(values) { $0.min() }
    case (.max, _, _): return extreme(values) { $0.max() }
    default: return .missing
    }
  }

  private static func extreme(_ values: [Value], _ pick: ([Double]) -> Double?) -> Value {
    let numbers = values.compactMap { if case .number(let number) = $0 { number } else { nil } }
    guard numbers.count == values.count, let number = pick(numbers) else { return .missing }
    return .number(number)
  }

  /// The ids of the counters that the condition asks about.
  package var counterIDs: Set<String> {
    switch self {
    case .literal, .field, .list: return []
    case .not(let inner), .isMissing(let inner, _): return inner.counterIDs
    case .all(let parts), .any(let parts): return parts.reduce(into: []) { $0.formUnion($1.counterIDs) }
    case .compare(let left, _, let right), .sum(let left, let right, _), .contains(let left, let right, _):
      return left.counterIDs.union(right.counterIDs)
    case .call(let call, let arguments):
      if call == .count, case .literal(.text(let counter))? = arguments.first { return [counter] }
      return arguments.reduce(into: []) { $0.formUnion($1.counterIDs) }
    }
  }

  /// The lists that the condition asks about.
  package var listNames: Set<String> {
    switch self {
    case .literal, .field, .list: return []
    case .not(let inner), .isMissing(let inner, _): return inner.listNames
    case .all(let parts), .any(let parts): return parts.reduce(into: []) { $0.formUnion($1.listNames) }
    case .compare(let left, _, let right), .sum(let left, let right, _), .contains(let left, let right, _):
      return left.listNames.union(right.listNames)
    case .call(let call, let arguments):
      if call == .hits || call == .any, case .literal(.text(let list))? = arguments.first { return [list] }
      return arguments.reduce(into: []) { $0.formUnion($1.listNames) }
    }
  }
}
