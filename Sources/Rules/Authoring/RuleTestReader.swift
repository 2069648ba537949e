internal import Text

/// Reads a rule's inline `tests:`.
struct RuleTestReader {
  var reader: SchemaReader

  private static let known = [
    "text", "title", "kind", "lang", "links", "author", "channel", "reply_to", "reports", "visibility", "expect",
    "spans",
    "created_at",
  ]

  mutating func read(_ value: YAMLValue) -> [RuleTest] {
    var tests: [RuleTest] = []
    for element in reader.sequence(value, "`tests`") { if let test = test(element) { tests.append(test) } }
    return tests
  }

  private mutating func test(_ value: YAMLValue) -> RuleTest? {
    if case .mapping(let members, _) = value, let first = members.first(where: { $0.key == "sequence" }) {
      reader.error(
        "not-yet", at: first.keyPlace, "`sequence` tests need counters, which this version does not read.",
        fix: "test posts one by one")
      return nil
    }
    guard let members = reader.members(value, of: "A test", known: Self.known) else { return nil }
    guard let expectation = members["expect"], let expected = reader.text(expectation, "`expect`") else {
      if members["expect"] == nil {
        reader.error(
          "missing-key", at: members.place, "A test does not say what it expects.",
          fix: "add `expect: hit` or `expect: miss`")
      }
      return nil
    }
    guard expected == "hit" || expected == "miss" else {
      reader.error("bad-value", at: expectation.place, "`expect` is `hit` or `miss`, not `\(expected.prefix(60))`.")
      return nil
    }
    guard let post = post(members) else { return nil }
    let spans = members["spans"].map { reader.texts($0, "`spans`").map(\.text) }
    return RuleTest(post: post, expectsHit: expected == "hit", spans: spans, place: members.place)
  }

  /// The test's post, read like a platform's; defaults for what every post has.
  private mutating func post(_ members: Members) -> Post? {
    var json: [JSON.Member] = [JSON.Member("id", .string("test"))]
    for name in Self.known where name != "expect" && name != "spans" {
      if let value = members[name] { json.append(JSON.Member(name, Self.json(value, under: name))) }
    }
    if members["text"] == nil { json.append(JSON.Member("text", .string(""))) }
    do {
      var post = try PostReader().read(JSON.object(json))
      for warning in post.warnings { reader.error("bad-test", at: members.place, "In this test, \(warning).") }
      if post.author == nil { post.author = Post.Author() }
      if post.author?.id == nil { post.author?.id = "test-author" }
      return post
    } catch {
      reader.error("bad-test", at: members.place, "This test has no post: \(error.reason).")
      return nil
    }
  }

  /// Members that a post has as numbers; every other scalar of a test is a text.
  private static let numbers: Set<String> = ["approved_posts", "removed_posts", "reports"]

  private static func json(_ value: YAMLValue, under name: String) -> JSON {
    switch value {
    case .scalar(let text, _): numbers.contains(name) && Int(text) != nil ? .number(text) : .string(text)
    case .sequence(let elements, _): .array(elements.map { json($0, under: name) })
    case .mapping(let members, _): .object(members.map { JSON.Member($0.key, json($0.value, under: $0.key)) })
    }
  }
}
