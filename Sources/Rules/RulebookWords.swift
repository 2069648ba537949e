package import Text

/// What a rulebook says to people: who decides, what is forbidden, what the author hears. Kept beside the rulebook in the
/// database as JSON, so that whoever may read what the platform hears needs no right to read the rules.
package struct RulebookWords: Sendable {
  /// `{"team","appeal","locales","labels","policies":{id:{"title","tell_author"}},"rules":{id:policy}}`; texts by locale.
  package let json: JSON

  /// The words of `files`, read without asking whether they can be used as rules; nothing of the matching is built.
  package init(of files: RuleFiles) {
    self.init(RuleOutline.community(of: files), RuleOutline.rules(of: files))
  }

  package init(_ community: Community, _ rules: [RuleDefinition]) {
    json = .object([
      Self.member("team", Self.texts(community.team)), Self.member("appeal", Self.texts(community.appeal)),
      Self.member("locales", .array(community.locales.map { .string(Self.storable($0)) })),
      Self.member("labels", .array(community.allLabels(rules).map { .string(Self.storable($0)) })),
      Self.member(
        "policies",
        .object(
          community.policies.sorted { $0.key < $1.key }.map { id, policy in
            Self.member(
              id,
              .object([
                Self.member("title", Self.texts(policy.title)),
                Self.member("tell_author", Self.texts(policy.tellAuthor)),
              ]))
          })),
      Self.member("rules", .object(rules.map { Self.member($0.id, .string(Self.storable($0.policy))) })),
    ])
  }

  private static func member(_ name: String, _ value: JSON) -> JSON.Member { JSON.Member(storable(name), value) }

  private static func texts(_ texts: [String: String]) -> JSON {
    .object(texts.sorted { $0.key < $1.key }.map { member($0.key, .string(storable($0.value))) })
  }

  /// PostgreSQL's jsonb refuses NUL.
  private static func storable(_ text: String) -> String { text.replacing("\u{0}", with: "\u{FFFD}") }
}

extension Community {
  /// The labels that a person may give: the community's own, and those that its rules give.
  package func allLabels(_ rules: [RuleDefinition]) -> [String] {
    Set(rules.compactMap(\.effects.label)).union(labels.keys).sorted()
  }
}
