internal import Text

/// Reads a rule's inline `tests:`.
struct RuleTestReader {
  var reader: SchemaReader

  private static let known = [
    "text", "title", "kind", "lang", "links", "author", "channel", "reply_to", "reports", "visibility", "expect",
    "spans",
    "created_at", "source",
  ]

  mutating func read(_ value: YAMLValue) -> [RuleTest] {
    var tests: [RuleTest] = []
    for element in reader.sequence(value, "`tests`") { if let test = test(element) { tests.append(test) } }
    return tests
  }

  private mutating func test(_ value: YAMLValue) -> RuleTest? {
    guard case .mapping(let members, let place) = value, members.contains(where: { $0.key == "sequence" }) else {
      return step(value, known: Self.known).map { RuleTest(steps: [$0], place: $0.place) }
    }
    guard let members = reader.members(value, of: "A test with a sequence", known: ["sequence"]),
      let elements = members["sequence"].map({ reader.sequence($0, "`sequence`") })
    else { return nil }
    var steps: [RuleTestStep] = []
    var elapsed = Seconds.zero
    for (number, element) in elements.enumerated() {
      guard var step = step(element, known: Self.known + ["at", "id"]) else { return nil }
      if case .mapping(let members, _) = element, let at = members.first(where: { $0.key == "at" }) {
        guard let seconds = reader.duration(at.value, "`at`", in: .testStep) else { return nil }
        elapsed = seconds
      }
      if step.post.createdAt == nil { step.post.createdAt = Self.beginning + elapsed }
      if step.post.id.text == "test" { step.post.id = PostID("test-\(number + 1)") }
      steps.append(step)
    }
    if steps.isEmpty {
      reader.error(
        "missing-key", at: place, "The sequence has no posts.", fix: "add `- {at: 0s, text: …, expect: miss}`")
    }
    return RuleTest(steps: steps, place: place)
  }

  /// When the first post of a sequence is written.
  private static let beginning = Timestamp(microseconds: 1_767_225_600_000_000)  // 2026-01-01

  private mutating func step(_ value: YAMLValue, known: [String]) -> RuleTestStep? {
    guard let members = reader.members(value, of: "A test", known: known) else { return nil }
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
    return RuleTestStep(post: post, expectsHit: expected == "hit", spans: spans, place: members.place)
  }

  /// The test's post, read like a platform's; defaults for what every post has.
  private mutating func post(_ members: Members) -> Post? {
    var json: [JSON.Member] = []
    if members["id"] == nil { json.append(JSON.Member("id", .string("test"))) }
    for name in Self.known + ["id"] where name != "expect" && name != "spans" {
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
