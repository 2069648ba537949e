internal import Bridge
internal import Text

/// What the author of a post is told about what became of it, in a language of theirs where the rule has one.
package struct AuthorMessage: Sendable, Equatable {
  /// The rule that speaks: of those that acted, the one that asks for most.
  package var rule: String
  /// The locale of the text, as the rule has it.
  package var locale: String
  package var text: String
}

/// How a locale is looked for among texts by locale.
enum LocaleChain {
  /// `zh-Hant-TW`, `zh-Hant`, `zh`.
  static func chain(of locale: String) -> [String] {
    let parts = locale.split(separator: "-")
    return parts.indices.reversed().map { parts[...$0].joined(separator: "-") }
  }

  /// The text for `locale`: its own, its parent's, then that of a more special one (`zh-Hans` where `zh` is asked for).
  static func key(for locale: String, in texts: [String: String]) -> String? {
    for candidate in chain(of: locale) {
      if let key = texts.keys.first(where: { $0.lowercased() == candidate.lowercased() }) { return key }
    }
    return texts.keys.sorted().first { LanguageTag.matches($0, range: locale) }
  }
}

extension Rulebook {
  /// What the author of `post` is told; nil where no rule that acted says anything.
  ///
  /// The first that has a text: the languages that the author knows, the declared one, the one the post is written in, then
  /// the community's locales in their order. `{match}` becomes what the rule found, as it stands in the post.
  func message(for screening: borrowing Screening, _ post: Post) -> AuthorMessage? {
    guard screening.verdict > .allow else { return nil }
    var speaking: RuleDefinition?
    var weight = (Verdict.allow, Priority.low)
    for fired in screening.rules where !fired.isShadow {
      let rule = rules[fired.number]
      if rule.tellAuthor.isEmpty { continue }
      let own = (min(rule.effects.verdict, fired.cap ?? .remove), rule.effects.priority)
      if speaking == nil || own > weight { (speaking, weight) = (rule, own) }
    }
    guard let rule = speaking else { return nil }
    var locales = post.author?.languages ?? []
    if let declared = post.declaredLanguage { locales.append(declared) }
    if screening.detection.isKnown { locales.append(screening.detection.tag) }
    locales += community.locales
    let key =
      locales.lazy.compactMap { LocaleChain.key(for: $0, in: rule.tellAuthor) }.first ?? rule.tellAuthor.keys.min()
    guard let key, let text = rule.tellAuthor[key] else { return nil }
    return AuthorMessage(
      rule: rule.id, locale: key, text: text.replacing("{match}", with: Self.match(of: rule.id, screening, post)))
  }

  /// What the rule found first, as the post has it; an ellipsis where it found nothing in particular.
  private static func match(of rule: String, _ screening: borrowing Screening, _ post: Post) -> String {
    guard let hit = screening.hits.first(where: { $0.rule == rule }) else { return "…" }
    if hit.field != "title" && hit.field != "text" { return hit.entry }
    let scalars = Array((hit.field == "title" ? post.title ?? "" : post.text).unicodeScalars)
    guard hit.range.upperBound <= scalars.count else { return "…" }
    var surface = String.UnicodeScalarView()
    surface.append(contentsOf: scalars[hit.range].prefix(80))
    return String(surface)
  }
}
