package import Bridge
internal import Text

/// A field of a post that `when:` can ask for.
package struct Field: Sendable {
  package let name: String
  package let type: ValueType
  package let read: @Sendable (borrowing FieldContext) -> Value

  /// The field called `name`.
  package static func named(_ name: String) -> Field? { byName[name] }

  package static let all: [Field] = [
    Field("post.id", .text) { .text($0.post.id.text) },
    Field("post.source", .text) { .text($0.post.source) },
    Field("post.kind", .text) { .text($0.post.kind.rawValue) },
    Field("post.visibility", .text) { .text($0.post.visibility.rawValue) },
    Field("post.has_link", .bool) { .bool($0.linkCount > 0) },
    Field("post.links", .number) { .number(Double($0.linkCount)) },
    Field("post.attachments", .number) { .number(Double($0.post.attachments.count)) },
    Field("post.created_at", .time) { .optional($0.post.createdAt?.seconds) },
    Field("post.received_at", .time) { .optional($0.post.receivedAt?.seconds) },
    Field("post.title", .text) { .optional($0.post.title) },
    Field("post.text", .text) { .text($0.post.text) },
    Field("post.is_reply", .bool) { .bool($0.post.replyTo != nil) },
    Field("text.letters", .number) { .number(Double($0.detection.letters)) },
    Field("text.length", .number) { .number(Double($0.scalarCount)) },
    Field("text.lines", .number) { .number(Double(1 + $0.post.text.utf8.count { $0 == 0x0A })) },
    Field("text.capitals", .percent) { TextShape.capitals(of: $0.post.text).map { .number($0) } ?? .missing },
    Field("script.top", .script) { .optional(TextShape.scripts(of: $0.post.text).first) },
    Field("script.all", .set) { .set(TextShape.scripts(of: $0.post.text)) },
    Field("lang.known", .bool) { .bool($0.detection.isKnown) },
    Field("lang.top", .language) { .text($0.detection.tag) },
    Field("lang.confidence", .percent) { .number($0.detection.confidence) },
    Field("lang.declared", .language) { .optional($0.post.declaredLanguage) },
    Field("lang.all", .set) { .set($0.detection.shares.filter { $0.share >= 0.1 }.map(\.tag)) },
    Field("author.id", .text) { .optional($0.post.author?.id) },
    Field("author.name", .text) { .optional($0.post.author?.name) },
    Field("author.created_at", .time) { .optional($0.post.author?.createdAt?.seconds) },
    Field("author.age", .duration) { .optional($0.post.authorAge?.inSeconds) },
    Field("author.approved_posts", .number) { .optional($0.post.author?.approvedPosts) },
    Field("author.removed_posts", .number) { .optional($0.post.author?.removedPosts) },
    Field("author.langs", .set) { .optional($0.post.author?.languages) },
    Field("channel.id", .text) { .optional($0.post.channel?.id) },
    Field("channel.langs", .set) { .optional($0.post.channel?.languages) },
    Field("reply_to.id", .text) { .optional($0.post.replyTo?.id) },
    Field("reply_to.author", .text) { .optional($0.post.replyTo?.author) },
    Field("reply_to.text", .text) { .optional($0.post.replyTo?.text) },
    Field("reports", .number) { .optional($0.post.reports) },
    Field("reports.count", .number) { .optional($0.post.reports) },
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  private init(_ name: String, _ type: ValueType, _ read: @escaping @Sendable (borrowing FieldContext) -> Value) {
    self.name = name
    self.type = type
    self.read = read
  }
}

extension Value {
  fileprivate static func optional(_ value: Double?) -> Value { value.map { .number($0) } ?? .missing }
  fileprivate static func optional(_ value: Int?) -> Value { value.map { .number(Double($0)) } ?? .missing }
  fileprivate static func optional(_ value: String?) -> Value { value.map { .text($0) } ?? .missing }
  fileprivate static func optional(_ value: [String]?) -> Value { value.map { .set($0) } ?? .missing }
}

/// What the fields read from: the post, its languages, the hits on it.
package struct FieldContext: Sendable {
  package let post: Post
  package let detection: Detection
  /// Scalars of the text.
  package let scalarCount: Int
  /// Links that the platform named and links found in the text, each once.
  package let linkCount: Int
  /// How many hits each list has in this post, by its number; none for a list that has none.
  let hitsOfList: [Int: Int]
  /// The lists that the rule in hand names, by name.
  var asked: [String: Int] = [:]
  /// What the counters said about the post.
  package let counts: CounterReading

  /// How many hits the list called `name` has.
  func hits(of name: String) -> Int { asked[name].flatMap { hitsOfList[$0] } ?? 0 }
}
