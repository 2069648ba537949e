internal import Bridge
package import Rules
internal import Text

/// A screening, or the failure of one, in the form that the database keeps.
package struct StoredScreening: Sendable {
  /// What stands in `verdict` for a post that the engine could not judge.
  package static let errorVerdict = 5

  package var verdict: Int
  package var score: Double
  package var priority: Priority
  package var queue: String
  /// Seconds.
  package var due: Double?
  package var language: String
  package var confidence: Double
  /// The contract's members of `drawbridge screen` without the post's identity, or `{"error": …}`, as UTF-8.
  package var body: [UInt8]
  /// Whether a person is to judge the post without being told what the rules made of it.
  package var isBlind = false
  /// Hits of rules whose number is limited.
  package var watched: [RuleLimitStore.Hit] = []

  package init(_ screening: Screening) {
    verdict = screening.verdict.rawValue
    score = screening.score
    priority = screening.priority
    queue = screening.queue ?? "default"
    due = screening.due?.inSeconds
    language = screening.detection.tag
    confidence = screening.detection.confidence
    var writer = JSONWriter()
    writer.object { screening.writeMembers(to: &$0) }
    body = writer.bytes
    isBlind = screening.isBlind
    watched = screening.rules.compactMap { rule in
      rule.fingerprint.map { RuleLimitStore.Hit(rule: rule.id, fingerprint: $0) }
    }
  }

  /// The engine failed on this post: a person must look.
  package init(error: String) {
    verdict = Self.errorVerdict
    score = 0
    priority = .high
    queue = "default"
    language = "und"
    confidence = 0
    var writer = JSONWriter()
    writer.object { $0.member("error", error) }
    body = writer.bytes
  }

  /// Whether a person should look: the rules say so, or the post is one by which the rules are measured.
  package var needsEyes: Bool { verdict >= Verdict.queue.rawValue || isBlind }

  /// A stored verdict's name.
  package static func name(ofVerdict number: Int) -> String { Verdict(rawValue: number)?.name ?? "error" }

  static func array(of texts: [String]) -> String {
    var writer = JSONWriter()
    writer.array(texts) { $0.string($1) }
    return writer.text
  }
}
