package import Bridge
package import Rules
package import Store
package import Text

/// Everything that a reviewer needs to judge one case, gathered from the database, the rules and the dictionaries.
package struct CaseCard: Sendable {
  package let detail: CaseStore.Detail
  package let post: Post
  /// The post as it first came, where it was edited since.
  package let firstPost: Post?
  /// What the engine said of the current text; nil while that waits, and in a blind look.
  package let screening: JSON?
  package let detection: Detection
  package let gloss: GlossedText
  package let titleGloss: GlossedText?
  /// The rules that fired, with what the rulebook at hand says of them.
  package let reasons: [Reason]

  /// Why a case is here: a rule that fired.
  package struct Reason: Sendable {
    package var rule: String
    package var isShadow: Bool
    package var title: String?
    package var policy: String?
    package var policyTitle: String?
    package var hits: [Mark]
    /// How many hits there were; `hits` holds the first of them.
    package var hitsTotal: Int
  }

  /// A hit's place in a field of the post.
  package struct Mark: Sendable, Hashable {
    package var field: String
    package var range: Range<Int>
    package var entry: String
    package var view: String
  }

  /// A card for somebody who reads `reader` (a BCP-47 tag); `rulebook` gives rules their names.
  package init(
    _ detail: CaseStore.Detail, reader: String, glosser: Glosser, detector: LanguageDetector, rulebook: Rulebook?
  ) throws {
    self.detail = detail
    let shown = StoredPost.shown(detail.summary.document)
    post = shown.withTextToShow
    firstPost = detail.firstDocument.map { StoredPost.shown($0).withTextToShow }
    screening = detail.summary.isHidden ? nil : try detail.screening.map { try JSONParser.parse($0) }
    detection = detector.detect(post.text)
    gloss = glosser.gloss(post.text, to: reader, from: nil)
    titleGloss = post.title.map { glosser.gloss($0, to: reader, from: nil) }
    reasons = Self.reasons(screening, reader, rulebook)
  }

  /// The hits in one field, ascending.
  package func marks(in field: String) -> [Mark] {
    Set(reasons.filter { !$0.isShadow }.flatMap(\.hits)).filter { $0.field == field }
      .sorted { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
  }

  private static func reasons(_ screening: JSON?, _ reader: String, _ rulebook: Rulebook?) -> [Reason] {
    let hits = screening?["hits"]?.array ?? []
    return (screening?["rules"]?.array ?? []).compactMap { fired in
      guard let id = fired["id"]?.string else { return nil }
      let rule = rulebook?.rules.first { $0.id == id }
      let policy = rule.flatMap { rulebook?.community.policies[$0.policy] }
      let marks = hits.filter { $0["rule"]?.string == id }.compactMap(mark)
      return Reason(
        rule: id, isShadow: fired["shadow"] == .bool(true), title: rule.flatMap { localized($0.title, reader) },
        policy: rule?.policy, policyTitle: policy.flatMap { localized($0.title, reader) },
        hits: marks, hitsTotal: fired["hits_total"]?.integer ?? marks.count)
    }
  }

  private static func mark(_ hit: JSON) -> Mark? {
    guard let start = hit["start"]?.integer, let end = hit["end"]?.integer, 0 <= start, start <= end else { return nil }
    return Mark(
      field: hit["field"]?.string ?? "text", range: start..<end, entry: hit["entry"]?.string ?? "",
      view: hit["view"]?.string ?? "")
  }

  /// The text in the reader's language, or in English, or in any.
  private static func localized(_ texts: [String: String], _ reader: String) -> String? {
    let base = String(reader.prefix { $0 != "-" })
    return texts[reader] ?? texts[base] ?? texts["en"] ?? texts.sorted { $0.key < $1.key }.first?.value
  }
}
