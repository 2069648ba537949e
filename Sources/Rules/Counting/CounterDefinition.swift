/// A counter as a pack declares it: what it counts, for whom, and for how long.
///
/// It slides in event time: of a post written at *t* it tells how many came in the window that ends with that post. The
/// post itself is one of them.
package struct CounterDefinition: Sendable {
  package var pack: String
  package var name: String
  /// What is told apart: posts where nil, else the different values of this field.
  package var distinct: CounterField?
  /// Each combination of these has a count of its own.
  package var per: [CounterField]
  package var within: Seconds
  package var place: FilePlace

  /// What `when:` and stored verdicts call it: unique over all packs.
  package var id: String { pack + "/" + name }

  /// Stays the same while the counter means the same; a changed one begins anew.
  package var fingerprint: Int64 {
    let parts = [id, distinct?.rawValue ?? "posts"] + per.map(\.rawValue)
    return Int64(bitPattern: StableHash.fnv1a(parts.joined(separator: "\u{1F}")))
  }

  /// What `post` adds to this counter, which is number `number` of its rulebook; empty where the post lacks a key. A post
  /// with several links adds one hit for each. `order` tells posts of one moment apart.
  package func hits(of post: Post, number: Int, order: Int64, now: Timestamp) -> [CounterHit] {
    var keys = [""]
    for field in per {
      let values = field.values(of: post)
      keys = keys.flatMap { key in values.prefix(Self.mostLinks).map { key + "\u{1E}" + $0 } }
      if keys.isEmpty { return [] }
    }
    let values: [Int64?]
    if let distinct {
      let found = distinct.values(of: post).prefix(Self.mostLinks).map(StableHash.signed)
      values = found.isEmpty ? [nil] : found.map { $0 }
    } else {
      values = [StableHash.signed(post.source + "\u{1F}" + post.id.text)]
    }
    let isAboutReply = (per + [distinct].compactMap { $0 }).contains { $0 == .replyAuthor || $0 == .replyID }
    let at = post.createdAt ?? post.receivedAt ?? now
    return keys.prefix(Self.mostLinks).flatMap { key in
      values.map { value in
        CounterHit(
          counter: number, fingerprint: fingerprint, key: CounterHit.Key(key), value: value, at: at, order: order,
          within: within, replyAuthor: isAboutReply ? post.replyTo?.author : nil)
      }
    }
  }

  /// Links of one post that are looked at; more of them say nothing new.
  private static let mostLinks = 20
}

/// What a counter can be keyed by, or tell apart. Platforms' ids count within their source.
package enum CounterField: String, Sendable, CaseIterable {
  case authorID = "author.id"
  case channelID = "channel.id"
  case replyAuthor = "reply_to.author"
  case replyID = "reply_to.id"
  case linkURL = "link.url"
  case linkHost = "link.host"
  case source
  case kind
  /// The text itself, letters and digits only: the same words again, whatever stands between them.
  case text

  /// The values that `post` has; empty where it lacks the field.
  func values(of post: Post) -> [String] {
    switch self {
    case .authorID: Self.inSource(post, post.author?.id)
    case .channelID: Self.inSource(post, post.channel?.id)
    case .replyAuthor: Self.inSource(post, post.replyTo?.author)
    case .replyID: Self.inSource(post, post.replyTo?.id)
    case .linkURL: Self.unique(Links.of(post).map(Links.normalized))
    case .linkHost: Self.unique(Links.of(post).map { Links.host(Links.normalized($0)) })
    case .source: [post.source]
    case .kind: [post.kind.rawValue]
    case .text: [NearDuplicate.plainText(of: post)].filter { !$0.isEmpty }
    }
  }

  private static func inSource(_ post: Post, _ id: String?) -> [String] {
    id.map { [post.source + "\u{1F}" + $0] } ?? []
  }

  private static func unique(_ links: [String]) -> [String] {
    var seen: Set<String> = []
    return links.filter { !$0.isEmpty && seen.insert($0).inserted }
  }
}
