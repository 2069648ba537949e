/// The plain keys `author:` and `channel:` of a rule, as the expressions that they stand for.
///
/// `author: {age: "< 7d", approved_posts: "< 5"}` is `author.age < 7d and author.approved_posts < 5`;
/// `channel: {id: [art, help]}` is `channel.id in [art, help]`; `{langs: zh}` is `has(channel.langs, zh)`;
/// `{age: missing}` is `author.age is missing`.
enum PlainConditions {
  static let keys = ["author", "channel"]

  /// The conditions of one key, ANDed; nil where there are none or one of them is wrong.
  static func read(_ value: YAMLValue, _ key: String, into reader: inout SchemaReader) -> [Expression] {
    let fields = Field.all.filter { $0.name.hasPrefix(key + ".") }
    let known = fields.map { String($0.name.dropFirst(key.count + 1)) }
    guard let members = reader.members(value, of: "`\(key)`", known: known) else { return [] }
    var conditions: [Expression] = []
    for field in fields {
      guard let value = members[String(field.name.dropFirst(key.count + 1))] else { continue }
      let texts = reader.texts(value, "`\(field.name)`").map(\.text)
      guard let text = Self.text(field, texts) else { continue }
      do {
        conditions.append(try ExpressionParser.parse(text, at: value.place, lists: []))
      } catch {
        reader.error(
          error.code, at: value.place, "`\(field.name)`: \(error.message)",
          fix: error.fix.isEmpty ? "write it as `\"< 7d\"`, `\">= 5\"`, a value, or a list of values" : error.fix)
      }
    }
    return conditions
  }

  private static func text(_ field: Field, _ values: [String]) -> String? {
    guard let first = values.first else { return nil }
    if values.count == 1 {
      if ["<", ">", "=", "!"].contains(first.prefix(1)) { return "\(field.name) \(first)" }
      if first == "missing" { return "\(field.name) is missing" }
    }
    switch field.type {
    case .set: return values.map { "has(\(field.name), \(quoted($0)))" }.joined(separator: " or ")
    case .text, .language: return "\(field.name) in [\(values.map(quoted).joined(separator: ", "))]"
    default: return values.map { "\(field.name) == \($0)" }.joined(separator: " or ")
    }
  }

  private static func quoted(_ value: String) -> String {
    "\"" + String(value.map { $0 == "\"" || $0.isNewline ? "'" : $0 }) + "\""
  }
}
