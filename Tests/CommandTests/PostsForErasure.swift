import Rules

/// Posts of members.
enum PostsForErasure {
  static func post(_ id: String, author: String) throws -> Post {
    try PostReader().read(#"{"id":"\#(id)","text":"text of \#(id)","author":{"id":"\#(author)"}}"#)
  }
}
