internal import Bridge
package import Text

extension Screening {
  /// Writes the contract's line for `drawbridge screen`: all members, always, in this order.
  package func write(id: PostID, source: String, to out: inout JSONWriter) {
    out.object { out in
      out.member("id", id.json)
      out.member("source", source)
      writeMembers(to: &out)
    }
  }

  /// Everything but the post's identity.
  package func writeMembers(to out: inout JSONWriter) {
    out.member("verdict", verdict.name)
    out.name("score")
    out.raw(Self.number(score))
    out.member("priority", priority.name)
    out.member("queue", queue)
    out.name("due_s")
    if let due { out.raw(due.number) } else { out.null() }
    detection.writeShares(as: "languages", to: &out)
    out.member("labels", labels)
    out.name("rules")
    out.array(rules) { out, rule in
      out.object { out in
        out.member("id", rule.id)
        out.member("shadow", rule.isShadow)
        out.member("hits_total", rule.hitsTotal)
        if let cap = rule.cap { out.member("limited", cap.name) }
      }
    }
    out.name("hits")
    out.array(hits) { out, hit in out.object { hit.write(to: &$0) } }
    out.member("warnings", warnings)
    // Only where the rules have counters, or something to say.
    if !counts.isEmpty { out.member("counts") { out in for (id, count) in counts { out.member(id, count) } } }
    guard let message else { return }
    out.member("tell_author") { out in
      out.member("rule", message.rule)
      out.member("locale", message.locale)
      out.member("text", message.text)
    }
  }

  /// A number without a point where it is whole.
  package static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : JSONWriter.decimal(value, 4)
  }
}

extension Screening.Hit {
  fileprivate func write(to out: inout JSONWriter) {
    out.member("rule", rule)
    out.member("list", list)
    out.member("entry", entry)
    out.member("field", field)
    out.member("start", range.lowerBound)
    out.member("end", range.upperBound)
    out.member("view", view)
    out.member("through", isThrough)
    out.member("shadow", isShadow)
  }
}
