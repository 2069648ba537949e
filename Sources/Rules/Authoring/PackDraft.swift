/// A pack that a command writes: what `rules new` and `rules import` have in common.
package struct PackDraft: Sendable {
  package var name: String
  package var owner: String
  /// Comments at the top, a line each.
  package var comments: [String] = []
  package var lists: [List] = []
  package var rules: [Rule] = []

  package init(name: String, owner: String) {
    self.name = name
    self.owner = owner
  }

  package struct List: Sendable {
    package var name: String
    package var match: MatchMode
    package var entries: [String]
    package var exceptions: [String] = []

    package init(name: String, match: MatchMode, entries: [String], exceptions: [String] = []) {
      self.name = name
      self.match = match
      self.entries = entries
      self.exceptions = exceptions
    }
  }

  package struct Rule: Sendable {
    package var id: String
    package var title: String?
    package var policy: String
    package var mode = "shadow"
    package var languages: [String] = []
    package var kinds: [String] = []
    package var lists: [String] = []
    package var when: String?
    /// The members of `then`, as YAML.
    package var then: String
    package var tellAuthor: String?
    /// The members of each test, as YAML.
    package var tests: [String] = []
    /// Comments above it, a line each.
    package var comments: [String] = []

    package init(id: String, policy: String, then: String) {
      self.id = id
      self.policy = policy
      self.then = then
    }
  }

  /// The whole file.
  package var text: String {
    var lines = comments.map { $0.isEmpty ? "#" : "# " + Self.oneLine($0) }
    lines += [
      "drawbridge: 1", "pack: \(YAMLText.scalar(name))", "owner: \(YAMLText.quoted(owner))", "",
    ]
    if !lists.isEmpty { lines += ["lists:"] + listLines + [""] }
    lines += ["rules:"] + ruleLines
    return lines.joined(separator: "\n") + "\n"
  }

  /// The lists alone, as they stand under `lists:`.
  package var listLines: [String] {
    lists.flatMap { list -> [String] in
      var lines = ["  \(YAMLText.scalar(list.name)):", "    match: \(list.match.rawValue)"]
      lines += Self.items(list.entries, under: "entries")
      if !list.exceptions.isEmpty { lines += Self.items(list.exceptions, under: "except") }
      return lines
    }
  }

  /// The rules alone, as they stand under `rules:`.
  package var ruleLines: [String] {
    rules.enumerated().flatMap { index, rule -> [String] in
      var lines = (index == 0 ? [] : [""]) + rule.comments.map { "  # " + Self.oneLine($0) }
      lines.append("  - id: \(YAMLText.scalar(rule.id))")
      if let title = rule.title { lines.append("    title: {en: \(YAMLText.quoted(title))}") }
      lines.append("    policy: \(YAMLText.scalar(rule.policy))")
      lines.append("    mode: \(rule.mode)")
      if !rule.kinds.isEmpty { lines.append("    applies_to: [\(rule.kinds.joined(separator: ", "))]") }
      if !rule.languages.isEmpty {
        lines.append("    lang: [\(rule.languages.map(YAMLText.scalar).joined(separator: ", "))]")
      }
      if !rule.lists.isEmpty {
        let names = rule.lists.map(YAMLText.scalar)
        lines.append("    match: {text: \(names.count == 1 ? names[0] : "[\(names.joined(separator: ", "))]")}")
      }
      if let when = rule.when { lines.append("    when: \(YAMLText.quoted(when))") }
      lines.append("    then: {\(rule.then)}")
      if let text = rule.tellAuthor { lines += ["    tell_author:", "      en: \(YAMLText.quoted(text))"] }
      if !rule.tests.isEmpty { lines += ["    tests:"] + rule.tests.map { "      - {\($0)}" } }
      return lines
    }
  }

  private static func items(_ texts: [String], under key: String) -> [String] {
    ["    \(key):"] + texts.map { "      - \(YAMLText.scalar($0))" }
  }

  /// Comments never run over into YAML.
  private static func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: " "
          default: scalar
          }
        }))
  }

  /// A test's members: a text, and what is expected.
  package static func test(_ text: String, hits: Bool) -> String {
    "text: \(YAMLText.quoted(text)), expect: \(hits ? "hit" : "miss")"
  }

  /// A name made of `text` that can be a rule's or a list's: letters, digits and the separator.
  package static func name(_ text: String, separator: Character = "-") -> String {
    var name = ""
    for character in text.lowercased() {
      if character.isLetter || character.isNumber {
        name.append(character)
      } else if let last = name.last, last != separator {
        name.append(separator)
      }
    }
    while name.last == separator { name.removeLast() }
    return String(name.prefix(60))
  }
}

extension PackDraft {
  /// The pack could not be added to a file as it stands.
  package struct CannotJoin: Error, CustomStringConvertible {
    package var file: String

    package var description: String {
      "\(file) is not laid out so that a rule can be added; write it by hand, or name another pack"
    }
  }

  /// The file `text` with this draft's lists and rules in it: lists first under `lists:`, rules at the end. What was there
  /// stays as it is.
  package func joined(to text: String, file: String) throws -> String {
    guard let before = try? YAMLDocument.parse(text, file: file) else { throw CannotJoin(file: file) }
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }).map(
      String.init)
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    func isKey(_ line: String, _ key: String) -> Bool {
      line.trimmingBlanks.prefix { $0 != "#" }.trimmingBlanks == key + ":" && line.hasPrefix(key)
    }
    guard let rules = lines.firstIndex(where: { isKey($0, "rules") }),
      lines[(rules + 1)...].allSatisfy({ $0.isEmpty || $0.hasPrefix(" ") || $0.hasPrefix("#") || $0.hasPrefix("-") })
    else { throw CannotJoin(file: file) }
    lines += [""] + ruleLines
    if let place = lines.firstIndex(where: { isKey($0, "lists") }) {
      lines.insert(contentsOf: listLines + (lists.isEmpty ? [] : [""]), at: place + 1)
    } else if !lists.isEmpty {
      lines.insert(contentsOf: ["lists:"] + listLines + [""], at: rules)
    }
    let joined = lines.joined(separator: "\n") + "\n"
    guard let after = try? YAMLDocument.parse(joined, file: file),
      after.count("rules") == before.count("rules") + self.rules.count,
      after.count("lists") == before.count("lists") + lists.count
    else { throw CannotJoin(file: file) }
    return joined
  }
}

extension YAMLValue {
  /// How many elements or members the top-level `key` has.
  fileprivate func count(_ key: String) -> Int {
    guard case .mapping(let members, _) = self, let value = members.first(where: { $0.key == key })?.value else {
      return 0
    }
    switch value {
    case .scalar: return 0
    case .sequence(let elements, _): return elements.count
    case .mapping(let members, _): return members.count
    }
  }
}
