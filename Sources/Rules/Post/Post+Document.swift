internal import Text

extension Post {
  /// The post as the JSON document that is stored: what was read and nothing else, members in the contract's order.
  ///
  /// UTF-8; `PostReader` reads it back; kept members stand under their own names.
  package var document: [UInt8] {
    var writer = JSONWriter()
    writer.object { out in
      out.member("id", id.json)
      out.member("source", source)
      if operation != .create { out.member("op", operation.rawValue) }
      if let revision { out.member("revision", revision.json) }
      if let title { out.member("title", title) }
      out.member("text", text)
      if kind != .post { out.member("kind", kind.rawValue) }
      if visibility != .everybody { out.member("visibility", visibility.rawValue) }
      if let declaredLanguage { out.member("lang", declaredLanguage) }
      if let createdAt { out.member("created_at", createdAt.description) }
      if let author { out.member("author") { author.write(to: &$0) } }
      if let channel { out.member("channel") { channel.write(to: &$0) } }
      if let replyTo { out.member("reply_to") { replyTo.write(to: &$0) } }
      if !links.isEmpty { out.member("links", links) }
      if !attachments.isEmpty { out.member("attachments", .array(attachments)) }
      if let reports { out.member("reports", reports) }
      for member in kept { out.member(member.name, member.value) }
    }
    return writer.bytes
  }
}

extension Post.Author {
  fileprivate func write(to out: inout JSONWriter) {
    if let id { out.member("id", id) }
    if let name { out.member("name", name) }
    if let createdAt { out.member("created_at", createdAt.description) }
    if let age {
      out.name("age")
      out.raw(age.number)
    }
    if let approvedPosts { out.member("approved_posts", approvedPosts) }
    if let removedPosts { out.member("removed_posts", removedPosts) }
    if let languages { out.member("langs", languages) }
  }
}

extension Post.Channel {
  fileprivate func write(to out: inout JSONWriter) {
    if let id { out.member("id", id) }
    if let languages { out.member("langs", languages) }
  }
}

extension Post.Reply {
  fileprivate func write(to out: inout JSONWriter) {
    if let id { out.member("id", id) }
    if let author { out.member("author", author) }
    if let text { out.member("text", text) }
  }
}
