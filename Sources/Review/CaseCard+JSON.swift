internal import Bridge
internal import Rules
internal import Store
package import Text

extension CaseCard {
  /// Writes what the screen shows as one object.
  package func write(to out: inout JSONWriter) {
    out.object { out in
      detail.summary.writeMembers(to: &out)
      out.member("version", detail.version)
      out.name("post")
      out.raw(post.document)
      out.name("first_post")
      if let firstPost { out.raw(firstPost.document) } else { out.null() }
      out.name("language")
      detection.write(to: &out)
      out.name("gloss")
      gloss.write(to: &out)
      out.name("title_gloss")
      if let titleGloss { titleGloss.write(to: &out) } else { out.null() }
      out.name("screening")
      if let screening { out.json(screening) } else { out.null() }
      out.name("why")
      out.array(reasons) { out, reason in
        out.object { out in
          out.member("rule", reason.rule)
          out.member("shadow", reason.isShadow)
          out.member("title", reason.title)
          out.member("policy", reason.policy)
          out.member("policy_title", reason.policyTitle)
        }
      }
      out.member("dead_letter", detail.deadLetterReason)
      out.member("rulebook", detail.rulebookHash)
      writeDecision(to: &out)
    }
  }

  private func writeDecision(to out: inout JSONWriter) {
    out.name("decision")
    guard let decision = detail.decision else { return out.null() }
    out.object { out in
      out.member("id", Int(decision.id))
      out.member("action", decision.action)
      out.member("reason", decision.reason)
      out.member("reason_erased", decision.reason == nil)
      out.member("actor", decision.actor)
      out.member("acted_through", decision.actedThrough)
      out.member("decided_at", decision.decidedAt)
      out.member("blind", decision.isBlind)
      out.member("policy", decision.policy)
      out.member("label", decision.label)
      out.member("reading", decision.reading)
      out.member("supersedes", decision.supersedes.map { Int($0) })
    }
  }
}

extension CaseStore.Summary {
  /// The members that a list shows of a case.
  package func writeMembers(to out: inout JSONWriter) {
    out.member("case", Int(id))
    out.member("source", source)
    out.member("id", externalID)
    out.member("state", state)
    out.member("verdict", isHidden ? nil : verdict)
    out.member("blind", isBlind)
    out.member("causes", shownCauses)
    out.member("no_longer_hit", isNoLongerHit)
    out.member("private", isPrivate)
    out.member("queue", queue)
    out.member("priority", priority.name)
    out.member("lang", language)
    out.member("opened_at", openedAt)
    out.member("due_at", dueAt)
    out.member("edited", isEdited)
    out.member("claimed_by", claimedBy)
    out.member("claimed_until", claimedUntil)
  }

  /// Why it is there, as far as it may be known: what the rules made of a blind case is not.
  package var shownCauses: [String] { isHidden ? causes.filter { $0 != "rule" && $0 != "error" } : causes }
}
