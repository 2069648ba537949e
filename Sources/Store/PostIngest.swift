package import Postgres
package import Rules
internal import Text

/// Takes posts in: idempotent by (source, id), one transaction a call.
package enum PostIngest {
  /// Most posts of one call.
  package static let mostPosts = 1024

  /// What became of a post that was handed in.
  package enum Outcome: String, Sendable {
    /// New: it will be screened.
    case taken
    /// Known already with this text, or in a newer revision.
    case known
    /// A newer revision with another text: it will be screened.
    case edited
    /// Deleted by the platform; its case was closed.
    case withdrawn
    /// Shown again by the platform.
    case restored
    /// Known with this text, and more members have reported it since: it will be screened again, urgently.
    case reported
  }

  /// The lanes of the queue.
  package enum Lane: Int, Sendable { case urgent, live, backfill }

  /// Hands in up to `mostPosts` posts of which no two have the same source and id; answers in their order.
  package static func ingest(
    _ posts: [Post], lane: Lane = .live, on db: borrowing Connection
  ) throws -> [Outcome] {
    if posts.isEmpty { return [] }
    let answer = try db.query(
      "SELECT place, outcome FROM drawbridge.ingest($1::int8[]::smallint[], $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      [
        .integers(posts.map { Int64(($0.reports ?? 0) > 0 ? Lane.urgent.rawValue : lane.rawValue) }),
        .texts(posts.map(\.source)), .texts(posts.map(\.id.text)), .texts(posts.map(\.operation.rawValue)),
        .optionalIntegers(posts.map { $0.revision?.order }), .texts(posts.map { $0.author?.id }),
        .utf8(posts.map { $0.hasContent ? $0.document : nil }), .texts(posts.map(\.warningsJSON)),
        .utf8(posts.map(\.content)), .optionalIntegers(posts.map { $0.reports.map(Int64.init) }),
      ])
    var outcomes = [Outcome](repeating: .known, count: posts.count)
    for row in 0..<answer.count {
      let place = try answer.integer(row, 0)
      guard outcomes.indices.contains(place - 1), let outcome = Outcome(rawValue: try answer.text(row, 1)) else {
        throw PostgresError(.answer, "ingest answered with something unknown")
      }
      outcomes[place - 1] = outcome
    }
    return outcomes
  }
}

extension Post {
  /// Whether there is something to screen: a restoration without a text changes none.
  fileprivate var hasContent: Bool {
    switch operation {
    case .create, .edit: true
    case .restore: !text.isEmpty || title != nil || !attachments.isEmpty
    case .delete: false
    }
  }

  /// What makes a text another text: an edit of anything else is none. Nil where there is nothing to screen.
  fileprivate var content: [UInt8]? {
    guard hasContent else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity((title?.utf8.count ?? 0) + text.utf8.count + 1)
    if let title {
      bytes.append(contentsOf: title.utf8)
      bytes.append(0x1F)
    }
    bytes.append(contentsOf: text.utf8)
    if links.isEmpty && attachments.isEmpty { return bytes }
    for list in [links.map { JSON.string($0) }, attachments] where !list.isEmpty {
      var writer = JSONWriter()
      writer.json(.array(list))
      bytes.append(0x1F)
      bytes += writer.bytes
    }
    return bytes
  }

  fileprivate var warningsJSON: String? {
    warnings.isEmpty ? nil : StoredScreening.array(of: warnings)
  }
}
