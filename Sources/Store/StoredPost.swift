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

  /// A stored post as people and platforms are shown it, who must hear of it although nobody can read it.
  package struct Shown: Sendable {
    /// The post; with its `id`, where it has one, and without a text where it cannot be read.
    package var post: Post
    /// Why it cannot be read; nil where it can.
    package var unreadable: String?

    /// The text, or that there is none to be read.
    package var text: String { unreadable.map { "(this stored post cannot be read: \($0))" } ?? post.text }

    /// The post with that text.
    package var withTextToShow: Post {
      var post = post
      post.text = text
      return post
    }
  }

  /// The same for showing: what cannot be read ends nothing, and says so.
  package static func shown(_ document: String, keeping: Set<String> = []) -> Shown {
    do {
      return Shown(post: try read(document, keeping: keeping), unreadable: nil)
    } catch {
      let id = (try? JSONParser.parse(document))?["id"]
      let name = id?.string ?? id?.integer.map(String.init) ?? ""
      return Shown(post: Post(id: PostID(name), text: ""), unreadable: "\(error)")
    }
  }

  /// The post of a stored document, with the warnings that it came in with, then those of reading it now: a document
  /// that an older program stored may hold what this one does not take.
  package static func read(_ document: [UInt8], warnings: String?, keeping: Set<String> = []) throws -> Post {
    var post = try PostReader(keeping: keeping, namesUnknown: false).read(document, in: 0..<document.count)
    let cameWith = warnings.flatMap { try? JSONParser.parse($0).array }?.compactMap(\.string) ?? []
    post.warnings = cameWith + post.warnings.filter { !cameWith.contains($0) }
    return post
  }
}
