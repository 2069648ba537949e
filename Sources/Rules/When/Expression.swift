/// A checked `when:` expression: it has no loops, no assignment and no functions of its own, so it ends by its shape.
package indirect enum Expression: Sendable {
  case literal(Value)
  case field(Field)
  case list([Value])
  case not(Expression)
  case all([Expression])
  case any([Expression])
  case compare(Expression, Comparison, Expression)
  case contains(Expression, in: Expression, negated: Bool)
  case isMissing(Expression, negated: Bool)
  case sum(Expression, Expression, subtracting: Bool)
  case call(Call, [Expression])

  /// The six comparisons.
  package enum Comparison: String, Sendable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case atMost = "<="
    case atLeast = ">="
    case less = "<"
    case greater = ">"
  }

  /// The functions that an expression may call.
  package enum Call: String, Sendable, CaseIterable {
    case share, hits, any, has, min, max, lower, count
    case startsWith = "starts_with"
  }
}

/// What an expression, or a part of it, comes to.
package enum Value: Sendable, Equatable {
  case missing
  case bool(Bool)
  /// A number, a share (0…1), a duration or a time (both in seconds): the checker kept them apart.
  case number(Double)
  case text(String)
  case set([String])
}

/// The types that the checker tells apart.
package enum ValueType: String, Sendable {
  case bool = "a condition"
  case number = "a number"
  case percent = "a share"
  case duration = "a duration"
  case time = "a time"
  case text = "a text"
  case language = "a language"
  case script = "a script"
  case set = "a set"
}
