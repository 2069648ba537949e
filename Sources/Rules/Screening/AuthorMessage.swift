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
package enum LocaleChain {
  /// `zh-Hant-TW`, `zh-Hant`, `zh`.
  static func chain(of locale: String) -> [String] {
    let parts = locale.split(separator: "-")
    return parts.indices.reversed().map { parts[...$0].joined(separator: "-") }
  }

  /// The text for `locale`: its own, its parent's, then that of a more special one (`zh-Hans` where `zh` is asked for).
  package static func key(for locale: String, in texts: [String: String]) -> String? {
    for candidate in chain(of: locale) {
      if let key = texts.keys.first(where: { $0.lowercased() == candidate.lowercased() }) { return key }
    }
    return texts.keys.sorted().first { LanguageTag.matches($0, range: locale) }
  }

  /// The first text among `locales`, or else any, with the locale that it has; nil where there is no text.
  package static func text(
    _ texts: [String: String], for locales: [String]
  ) -> (locale: String, text: String)? {
    let chosen = locales.lazy.compactMap { Self.key(for: $0, in: texts) }.first ?? texts.keys.min()
    return chosen.flatMap { locale in texts[locale].map { (locale, $0) } }
  }
}

extension Post {
  /// In which languages the author is spoken to, the first that has a text: those that the author knows, the declared one,
  /// the one that the post is written in (nil where nobody knows), then the community's.
  package func locales(writtenIn detected: String?, community: [String]) -> [String] {
    (author?.languages ?? []) + [declaredLanguage, detected].compactMap(\.self) + community
  }
}

extension Rulebook {
  /// What the author of `post` is told; nil where no rule that acted says anything.
  ///
  /// In the first of `Post.locales` that has a text. `{match}` becomes what the rule found, as it stands in the post.
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
    let locales = post.locales(
      writtenIn: screening.detection.isKnown ? screening.detection.tag : nil, community: community.locales)
    guard let (key, text) = LocaleChain.text(rule.tellAuthor, for: locales) else { return nil }
    return AuthorMessage(
      rule: rule.id, locale: key, text: text.replacing("{match}", with: Self.match(of: rule.id, screening, post)))
  }

  /// What the rule found first, as the post has it; an ellipsis where it found nothing in particular.
  private static func match(of rule: String, _ screening: borrowing Screening, _ post: Post) -> String {
    guard let hit = screening.hits.first(where: { $0.rule == rule }) else { return "…" }
    if hit.field != "title" && hit.field != "text" { return hit.entry }
    return post.surface(hit.field, hit.range) ?? "…"
  }
}

extension Post {
  /// What stands at a place of the title or the text, its beginning where that is long; nil where there is no such place.
  /// `PostSurfaces` for many places of one post.
  package func surface(_ field: String, _ range: Range<Int>) -> String? {
    var surfaces = PostSurfaces(self)
    return surfaces.surface(field == "title" ? field : "text", range, most: 80)
  }
}
