/// Reads YAML values by our own schema and collects every error on the way.
///
/// Each method says what it wanted, where, and how to repair it; a value that could not be read counts as absent, so
/// that one fault does not hide the next.
struct SchemaReader {
  private(set) var issues: [RuleFileIssue] = []

  mutating func error(_ code: String, at place: FilePlace, _ message: String, fix: String = "") {
    issues.append(RuleFileIssue(severity: .error, code: code, place: place, message: message, fix: fix))
  }

  mutating func warn(_ code: String, at place: FilePlace, _ message: String, fix: String = "") {
    issues.append(RuleFileIssue(severity: .warning, code: code, place: place, message: message, fix: fix))
  }

  mutating func add(_ more: [RuleFileIssue]) { issues += more }

  /// The members of a group of keys, each key known.
  mutating func members(_ value: YAMLValue, of what: String, known: [String]) -> Members? {
    guard case .mapping(let list, let place) = value else {
      error("wrong-shape", at: value.place, "\(what) must be a group of keys, and this is \(value.kind).")
      return nil
    }
    var members = Members(place: place)
    for member in list {
      if known.contains(member.key) {
        members.values[member.key] = member.value
        members.keys[member.key] = member.keyPlace
      } else {
        unknown(member.key, at: member.keyPlace, of: what, known: known)
      }
    }
    return members
  }

  mutating func unknown(_ key: String, at place: FilePlace, of what: String, known: [String]) {
    let nearest = Suggestion.nearest(to: key, among: known)
    let shown = key.prefix(60)
    error(
      "unknown-key", at: place,
      "\(what) has no key `\(shown)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "."),
      fix: nearest.map { "write `\($0)`" } ?? "the keys are: \(known.joined(separator: ", "))")
  }

  /// The members of a group whose keys the author chooses: names of lists, locales.
  mutating func named(_ value: YAMLValue, _ what: String) -> [YAMLMember] {
    guard case .mapping(let members, _) = value else {
      error("wrong-shape", at: value.place, "\(what) must be a group of keys, and this is \(value.kind).")
      return []
    }
    return members
  }

  mutating func text(_ value: YAMLValue, _ what: String) -> String? {
    if case .scalar(let text, let place) = value {
      if !text.isEmpty { return text }
      error("empty-value", at: place, "\(what) is empty.")
      return nil
    }
    error("wrong-shape", at: value.place, "\(what) must be a single value, and this is \(value.kind).")
    return nil
  }

  /// Texts with their places: a list, or one value alone.
  mutating func texts(_ value: YAMLValue, _ what: String) -> [(text: String, place: FilePlace)] {
    guard case .sequence(let elements, _) = value else { return text(value, what).map { [($0, value.place)] } ?? [] }
    var texts: [(String, FilePlace)] = []
    for element in elements {
      if let text = text(element, "An item of \(what.prefix(1).lowercased())\(what.dropFirst())") {
        texts.append((text, element.place))
      }
    }
    return texts
  }

  mutating func sequence(_ value: YAMLValue, _ what: String) -> [YAMLValue] {
    if case .sequence(let elements, _) = value { return elements }
    error(
      "wrong-shape", at: value.place, "\(what) must be a list, and this is \(value.kind).",
      fix: "begin each item with `- `")
    return []
  }

  mutating func bool(_ value: YAMLValue, _ what: String) -> Bool? {
    guard let text = text(value, what) else { return nil }
    if text == "true" || text == "yes" { return true }
    if text == "false" || text == "no" { return false }
    error("bad-value", at: value.place, "\(what) is true or false, not `\(text.prefix(60))`.")
    return nil
  }

  mutating func number(_ value: YAMLValue, _ what: String) -> Double? {
    guard let text = text(value, what) else { return nil }
    if let number = Double(text), number.isFinite, abs(number) < 1e9 { return number }
    error("bad-value", at: value.place, "\(what) is a number, not `\(text.prefix(60))`.")
    return nil
  }

  /// A whole number up to a thousand million, which any column and any sum holds.
  mutating func count(_ value: YAMLValue, _ what: String) -> Int? {
    guard let text = text(value, what) else { return nil }
    if let count = Int(text), (0...1_000_000_000).contains(count) { return count }
    error("bad-value", at: value.place, "\(what) is a whole number from 0 to 1000000000, not `\(text.prefix(60))`.")
    return nil
  }

  /// A span of time within the range of its key.
  mutating func duration(_ value: YAMLValue, _ what: String, in range: ClosedRange<Seconds>) -> Seconds? {
    guard let text = text(value, what) else { return nil }
    do throws(Seconds.Fault) {
      return try Seconds.read(text, in: range)
    } catch .outOfRange {
      error("bad-value", at: value.place, "\(what) goes \(range.shown), and `\(text.prefix(60))` is outside.")
    } catch {
      self.error(
        "bad-value", at: value.place, "\(what) is a duration, not `\(text.prefix(60))`.",
        fix: "write a number and s, m, h, d or w: `30s`, `15m`, `2h`, `7d`")
    }
    return nil
  }

  mutating func choice<Choice: RawRepresentable<String>>(
    _ value: YAMLValue, _ what: String, among choices: [Choice]
  ) -> Choice? {
    guard let text = text(value, what) else { return nil }
    if let choice = choices.first(where: { $0.rawValue == text }) { return choice }
    let names = choices.map(\.rawValue)
    let nearest = Suggestion.nearest(to: text, among: names)
    error(
      "bad-value", at: value.place,
      "\(what) cannot be `\(text.prefix(60))`" + (nearest.map { "; did you mean `\($0)`?" } ?? "."),
      fix: "one of: \(names.joined(separator: ", "))")
    return nil
  }

  /// Texts by locale: `{en: …, zh: …}`.
  mutating func localized(_ value: YAMLValue, _ what: String) -> [String: String] {
    var texts: [String: String] = [:]
    for member in named(value, what) {
      if let text = text(member.value, "\(what) in `\(member.key)`") { texts[member.key] = text }
    }
    return texts
  }
}

/// The members of a group, by key.
struct Members {
  var place: FilePlace
  var values: [String: YAMLValue] = [:]
  var keys: [String: FilePlace] = [:]

  subscript(_ key: String) -> YAMLValue? { values[key] }
}
