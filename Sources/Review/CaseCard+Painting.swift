internal import Bridge
internal import Rules
internal import Store
internal import Text

extension CaseCard {
  /// The card as lines of at most `width` columns, safe to print whatever the post holds.
  package func lines(width: Int) -> [String] {
    let rule = String(repeating: "─", count: width)
    var lines = [rule] + head(width) + [rule] + body(width) + [rule] + why()
    if let decision = detail.decision {
      lines += [
        rule,
        "decided \([decision.action, decision.label, decision.policy].compactMap(\.self).map(visible).joined(separator: ", ")) by \(visible(decision.actor)) (\(decision.actedThrough)), \(decision.decidedAt)"
          + (decision.isBlind ? ", blind" : ""),
      ]
      lines += block(" reason  ", decision.reason ?? "(erased)", width)
    }
    return lines + [rule]
  }

  // MARK: Head

  private func head(_ width: Int) -> [String] {
    let summary = detail.summary
    var first =
      " #\(summary.id)  \(summary.isHidden ? "BLIND LOOK" : summary.verdict.uppercased())  prio \(summary.priority.name)"
    if let due = summary.dueIn {
      first += due >= 0 ? "  due in \(DurationText.text(due))" : "  overdue by \(DurationText.text(-due))"
    }
    first += "  queue \(visible(summary.queue))"
    if summary.isNoLongerHit { first += "  no longer a hit" }
    if summary.state != "open" { first += "  \(summary.state)" }
    if let holder = summary.claimedBy { first += "  claimed by \(visible(holder)) until \(summary.claimedUntil ?? "")" }
    var lines = [first]
    let causes = summary.shownCauses.filter { $0 != "rule" }.map { CaseCard.words(ofCause: $0) }
    if !causes.isEmpty { lines.append(" because \(causes.joined(separator: " · "))") }
    lines.append(" author  \(author())")
    lines.append(" place   \(place())")
    if let reply = post.replyTo?.text { lines += block(" reply to", " " + reply, width, most: 2) }
    lines.append(" read as \(language())")
    if summary.isEdited {
      lines.append(
        " edited  version \(detail.version): the post was changed after it came here; this is the current text")
      if let firstPost { lines += block(" before  ", firstPost.text, width, most: 4) }
    }
    return lines
  }

  private func author() -> String {
    guard let author = post.author else { return "unknown" }
    var parts = [visible(author.name ?? author.id ?? "unnamed")]
    if let age = post.authorAge { parts.append("account \(DurationText.text(age)) old") }
    if let approved = author.approvedPosts { parts.append("\(approved) approved") }
    if let removed = author.removedPosts { parts.append("\(removed) removed") }
    if let languages = author.languages { parts.append("knows \(visible(languages.joined(separator: ", ")))") }
    return parts.joined(separator: " · ")
  }

  private func place() -> String {
    var parts = ["\(visible(detail.summary.source)) / \(visible(detail.summary.externalID))", post.kind.rawValue]
    if let channel = post.channel?.id { parts.append("#\(visible(channel))") }
    if let languages = post.channel?.languages { parts.append("[\(visible(languages.joined(separator: ", ")))]") }
    if let created = post.createdAt { parts.append(created.description) }
    if post.visibility != .everybody { parts.append(post.visibility.rawValue) }
    if let reports = post.reports, reports > 0 { parts.append("\(reports) reports") }
    return parts.joined(separator: " · ")
  }

  private func language() -> String {
    let shares = detection.shares.map { "\($0.tag) \(Int(($0.share * 100).rounded())) %" }.joined(separator: ", ")
    let declared = post.declaredLanguage.map { " · declared \(visible($0))" } ?? ""
    return "\(detection.summary) · by letters: \(shares)\(declared)"
  }

  /// A cause as a person reads it.
  private static func words(ofCause cause: String) -> String {
    switch cause {
    case "reported": "members reported it"
    case "error": "it could not be screened"
    case "blind": "it is looked at blind, to measure the rules"
    case "sample": "it is one of a random sample"
    case "appeal": "somebody appealed"
    default: cause
    }
  }

  // MARK: Text and gloss

  private func body(_ width: Int) -> [String] {
    var lines: [String] = []
    if let title = post.title {
      lines += block(" title   ", MarkedText.of(title, ranges: marks(in: "title").map(\.range)), width, isVisible: true)
      if let titleGloss { lines += interlinear(titleGloss, field: "title", width) }
    }
    lines += block(
      " text    ", MarkedText.of(post.text, ranges: marks(in: "text").map(\.range)), width, isVisible: true)
    for link in post.links.prefix(10) { lines += block(" link    ", link, width, most: 2) }
    if !post.attachments.isEmpty { lines.append(" with    \(post.attachments.count) attachment(s), not shown here") }
    lines += interlinear(gloss, field: "text", width)
    for warning in post.warnings + (screening?["warnings"]?.array?.compactMap(\.string) ?? []) {
      lines += block(" note    ", warning, width, most: 2)
    }
    return lines
  }

  private func interlinear(_ gloss: GlossedText, field: String, _ width: Int) -> [String] {
    guard gloss.tokens.contains(where: { !$0.glosses.isEmpty }) else { return unreadable(gloss) }
    let columns = Interlinear(gloss, marks: marks(in: field).map(\.range))
    var lines = [""] + columns.lines(width: width, labels: [" words ", " read  ", " gloss "])
    lines += gloss.remarks.prefix(8).map { DisplayWidth.truncated(" note    " + $0, to: width) }
    let covered = Int((gloss.coverage * 100).rounded(.down))
    lines.append("         \(covered) % of the letters are in the dictionary · word-by-word help, not a translation")
    return lines
  }

  /// Says so where a text in a foreign language got no gloss at all.
  private func unreadable(_ gloss: GlossedText) -> [String] {
    guard gloss.coverage < 0.5 else { return [] }
    return ["         no dictionary for \(gloss.from) here: ask a reader of the language"]
  }

  // MARK: Reasons

  private func why() -> [String] {
    if detail.summary.isHidden {
      return [
        " why     not shown: judge the post by itself; how well rules do is measured by such looks",
        "         (cases show \(detail.summary.id) --reveal shows it, and the look is no longer a blind one)",
      ]
    }
    if detail.isClosed {
      return [
        " why     a private message: its text and why it is here are not shown",
        "         (cases show \(detail.summary.id) --open shows them, and the event says so)",
      ]
    }
    guard let screening else { return [" why     the current text waits to be screened"] }
    if let error = screening["error"]?.string { return [" why     could not be screened: \(visible(error))"] }
    var lines: [String] = []
    for reason in reasons {
      let shadow = reason.isShadow ? " (shadow: no effect)" : ""
      lines.append(" why     \(visible(reason.rule))\(shadow)\(reason.title.map { " — " + visible($0) } ?? "")")
      for hit in reason.hits.prefix(Self.mostHits) {
        lines.append(
          "         \(hit.view) “\(visible(hit.entry))” in \(hit.field) @\(hit.range.lowerBound)–\(hit.range.upperBound)"
        )
      }
      let more = reason.hitsTotal - min(reason.hits.count, Self.mostHits)
      if more > 0 { lines.append("         … \(more) more hits") }
      if let policy = reason.policy {
        lines.append(" policy  \(policy)\(reason.policyTitle.map { " — " + visible($0) } ?? "")")
      }
    }
    if let score = screening["score"]?.double, score > 0 { lines.append(" score   \(Screening.number(score))") }
    if let reason = detail.deadLetterReason { lines.append(" dead    \(visible(reason))") }
    if detail.summary.isNoLongerHit {
      lines.insert(" why     no longer a hit: what the rules found once is not found any more", at: 0)
    }
    return lines.isEmpty ? [" why     no rule fired on the current text"] : lines
  }

  /// Hits of one rule that a person is shown.
  private static let mostHits = 20

  // MARK: Small steps

  private func visible(_ text: String) -> String { VisibleText.of(text) }

  /// `label` and `text` behind it, wrapped and indented; past `most` lines the rest is counted.
  private func block(
    _ label: String, _ text: String, _ width: Int, most: Int = 40, isVisible: Bool = false
  ) -> [String] {
    let shown = isVisible ? text : VisibleText.of(text, keepingNewlines: true)
    let wrapped = MarkedText.lines(shown, width: max(20, width - 9))
    var lines = wrapped.prefix(most).enumerated().map { index, line in
      (index == 0 ? DisplayWidth.padded(label, to: 9) : String(repeating: " ", count: 9)) + line
    }
    if wrapped.count > most { lines.append("         … \(wrapped.count - most) more lines (--json has them)") }
    return lines
  }
}
