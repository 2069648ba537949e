internal import Bridge
internal import Text

extension Lint {
  /// Policies whose lists have entries of one writing only, while the community writes in several: the others are not
  /// seen. A declared `lang=` tells languages of one script apart; lists that match through glosses see them all.
  static func oneLanguagePolicies(
    _ rules: [RuleDefinition], _ lists: [ListDefinition], _ owners: [String], _ community: Community,
    _ reader: inout SchemaReader
  ) {
    let written = Set(community.locales.map(writing(ofLocale:)))
    if written.count < 2 { return }
    var byPolicy: [String: (writings: Set<String>, rule: RuleDefinition)] = [:]
    for rule in rules where rule.mode != .off {
      for (index, list) in lists.enumerated() where owners[index] == rule.pack && rule.lists.contains(list.name) {
        var found = byPolicy[rule.policy] ?? ([], rule)
        found.writings.formUnion(list.through.isEmpty ? Set(list.entries.map { writing(of: $0.value) }) : written)
        byPolicy[rule.policy] = found
      }
    }
    for (policy, found) in byPolicy.sorted(by: { $0.key < $1.key }) {
      guard found.writings.count == 1, let only = found.writings.first, written.contains(only) else { continue }
      let others = community.locales.filter { writing(ofLocale: $0) != only }
      reader.warn(
        "one-language-policy", at: found.rule.place,
        "The lists of the policy `\(policy)` have entries of one kind of writing only (\(only)), and the community writes "
          + "in \(others.joined(separator: ", ")) too.",
        fix: "add the words that its members use, or say `through: [en]`")
    }
  }

  private static func writing(of entry: ListEntry) -> String {
    if let language = entry.language { return writing(ofLocale: language) }
    return TextShape.scripts(of: entry.text).first.map(writing(ofScript:)) ?? "any"
  }

  /// Chinese and Japanese are told apart by kana alone.
  private static func writing(ofScript script: String) -> String {
    switch script {
    case "han": "Chinese"
    case "hiragana", "katakana": "Japanese"
    case "hangul": "Korean"
    default: script.prefix(1).uppercased() + script.dropFirst()
    }
  }

  private static func writing(ofLocale locale: String) -> String {
    switch locale.split(separator: "-").first.map({ $0.lowercased() }) ?? "" {
    case "zh", "yue": "Chinese"
    case "ja": "Japanese"
    case "ko": "Korean"
    case "ru", "uk", "bg", "sr", "mk", "be", "kk", "mn": "Cyrillic"
    case "ar", "fa", "ur": "Arabic"
    case "he": "Hebrew"
    case "el": "Greek"
    case "th": "Thai"
    case "hi", "mr", "ne": "Devanagari"
    default: "Latin"
    }
  }

  /// `tell_author` without a text for a locale of the community, or for a parent of it.
  static func locales(_ rule: RuleDefinition, _ community: Community, _ reader: inout SchemaReader) {
    guard !rule.tellAuthor.isEmpty else { return }
    let missing = community.locales.filter { LocaleChain.key(for: $0, in: rule.tellAuthor) == nil }
    guard !missing.isEmpty else { return }
    let instead = community.locales.lazy.compactMap { LocaleChain.key(for: $0, in: rule.tellAuthor) }.first
    reader.warn(
      "missing-locale", at: rule.place,
      "`tell_author` of `\(rule.id)` has no text in \(missing.joined(separator: ", ")).",
      fix: "add the texts; until then \(instead ?? rule.tellAuthor.keys.min() ?? "another") is used")
  }
}
