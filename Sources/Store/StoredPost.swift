package import Rules
internal import Text

/// Posts as the database keeps them.
package enum StoredPost {
  /// The post of a stored document; members under the names in `keeping` are the platform's own.
  package static func read(_ document: String, keeping: Set<String> = []) throws -> Post {
    try read(Array(document.utf8), warnings: nil, keeping: keeping)
  }

  /// A queued post: its document, the warnings that it came in with, and how often it was reported by now.
  package static func read(_ queued: TicketQueue.QueuedPost) throws -> Post {
    var post = try read(queued.document, warnings: queued.warnings)
    post.reports = queued.reports ?? post.reports
    post.receivedAt = queued.receivedAt
    post.takenAt = queued.takenAt
    return post
  }

  /// The post of a stored document, with the warnings that it came in with.
  package static func read(_ document: [UInt8], warnings: String?, keeping: Set<String> = []) throws -> Post {
    var post = try PostReader(keeping: keeping).read(document, in: 0..<document.count)
    post.warnings = []
    if let warnings, let list = try? JSONParser.parse(warnings).array { post.warnings = list.compactMap(\.string) }
    return post
  }
}
