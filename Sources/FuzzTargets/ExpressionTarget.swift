import Rules

/// A `when:` expression: read, typed and, where it is good, asked about a post.
struct ExpressionTarget: FuzzTarget {
  static let name = "expressions"

  static func run(_ bytes: [UInt8]) {
    let line = text(bytes.prefix(2_000)).split(whereSeparator: \.isNewline).joined(separator: " ")
    let quoted = "\"" + line.unicodeScalars.map(Self.escaped).joined() + "\""
    let pack = """
      drawbridge: 1
      pack: a
      owner: "@t"
      lists: {bad: {match: phrase, entries: [加微信]}}
      counters: {c: {count: posts, per: [author.id], within: 1h}}
      rules:
        - {id: r, title: {en: T}, policy: a.b, when: \(quoted), then: {label: x}}
      """
    let files = RuleFiles(texts: ["community.yaml": RuleFileTarget.community, "packs/a.yaml": pack])
    guard let rulebook = try? Rulebook(files) else { return }
    var post = Post(id: PostID("p"), text: "加微信 hello 你好")
    post.source = "s"
    _ = RulebookScreener(rulebook).explain(post)
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F: " "
    default: String(scalar)
    }
  }
}
