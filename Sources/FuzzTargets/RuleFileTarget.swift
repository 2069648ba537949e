import Rules
import Text

/// A file of rules: whatever it holds, compiling ends, and every fault has a place in it. A rulebook that is taken can
/// screen any post and run its own tests, and every answer can be written, and stored.
struct RuleFileTarget: FuzzTarget {
  static let name = "rules"

  static let community = """
    locales: [en, zh]
    policies:
      a.b: {title: {en: T}}
    """

  static func run(_ bytes: [UInt8]) {
    let text = text(bytes)
    do {
      let rulebook = try Rulebook(RuleFiles(texts: ["community.yaml": community, "packs/a.yaml": text]))
      let run = RuleTestRun(rulebook)
      expect(run.passed >= 0 && run.failures.allSatisfy { !$0.message.isEmpty }, "a test failed without a reason")
      for post in posts(text) { check(RulebookScreener(rulebook).screen(post), of: rulebook) }
    } catch {
      expect(!error.issues.isEmpty, "refused without a reason")
      for issue in error.issues where issue.place.file == "packs/a.yaml" {
        expect(issue.place.line >= 1 && issue.place.column >= 1, "\(issue)")
        expect(!issue.message.isEmpty, "no message at \(issue.place)")
      }
    }
  }

  /// The file itself as a post, and posts whose numbers lie at the ends of their ranges, each as a queue stores it.
  private static func posts(_ text: String) -> [Post] {
    let ends = [
      #""author":{"id":"u","age":315537897599.999999},"created_at":"0001-01-01T00:00:00Z""#,
      #""author":{"id":"u","created_at":"0001-01-01T00:00:00Z"},"created_at":"9999-12-31T23:59:59.999999Z""#,
      #""reports":9223372036854775807,"author":{"approved_posts":9223372036854775807}"#,
    ]
    var posts = [Post(id: PostID("p"), text: text)]
    for end in ends {
      guard var post = try? PostReader().read("{\"id\":\"p\",\"text\":\"\",\(end)}") else { continue }
      expect(post.warnings.isEmpty, "\(post.warnings)")
      post.text = text
      posts.append(post)
    }
    return posts.compactMap { post in
      let stored = try? PostReader().read(String(decoding: post.document, as: UTF8.self))
      expect(
        stored?.document == post.document || post.text.utf8.count > PostReader.longestText, "stored as another post")
      return stored
    }
  }

  private static func check(_ screening: Screening, of rulebook: Rulebook) {
    var writer = JSONWriter()
    writer.object { screening.writeMembers(to: &$0) }
    let written = try? JSONParser.parse(writer.text)
    expect(written != nil, "this is not JSON: \(writer.text)")
    // What the columns of a verdict and a case hold.
    expect(screening.score.isFinite, "a score of \(screening.score)")
    if let due = screening.due { expect(ClosedRange<Seconds>.due.contains(due), "due in \(due)") }
    for rule in screening.rules {
      let kept = screening.hits.count { $0.rule == rule.id }
      expect(kept <= Screening.mostHits && kept <= rule.hitsTotal, "\(kept) of \(rule.hitsTotal) hits")
    }
  }
}
