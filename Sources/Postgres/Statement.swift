/// What an error calls a statement, and which of its parameters an SQLSTATE can only come from.
///
/// Without one a statement is called by the file and the function that run it: `QueueState.read`.
package struct Statement: Sendable {
  let name: StaticString
  let culprits: [Culprit]

  /// A parameter that is at fault wherever the server answers `state`.
  package struct Culprit: Sendable {
    let state: StaticString
    let number: Int
    let name: StaticString

    package init(_ state: StaticString, parameter number: Int, _ name: StaticString) {
      self.state = state
      self.number = number
      self.name = name
    }
  }

  package init(_ name: StaticString, culprits: [Culprit] = []) {
    self.name = name
    self.culprits = culprits
  }
}

/// Who runs a statement, noted at the call and put into words only where it fails.
struct StatementCall {
  let statement: Statement?
  let function: StaticString
  let file: StaticString

  /// The statement's name, or `File.function`.
  var name: String {
    if let statement { return "\(statement.name)" }
    let last = "\(file)".split(separator: "/").last ?? ""
    let type = last.prefix { $0 != "." && $0 != "+" }
    return "\(type).\("\(function)".prefix { $0 != "(" })"
  }

  /// The parameter that `state` accuses, such as `5 (due)`; else the one that the server's CONTEXT names.
  func parameter(accusedBy state: String, context: String?) -> String? {
    if let culprit = statement?.culprits.first(where: { "\($0.state)" == state }) {
      return "\(culprit.number) (\(culprit.name))"
    }
    guard let context, let mark = context.firstRange(of: "parameter $") else { return nil }
    let number = context[mark.upperBound...].prefix { $0.isASCII && $0.isNumber }
    return number.isEmpty ? nil : String(number)
  }
}
