import Rules

/// A file of rules: whatever it holds, compiling ends, and every fault has a place in it.
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
      _ = RulebookScreener(rulebook).screen(Post(id: PostID("p"), text: text))
    } catch {
      expect(!error.issues.isEmpty, "refused without a reason")
      for issue in error.issues where issue.place.file == "packs/a.yaml" {
        expect(issue.place.line >= 1 && issue.place.column >= 1, "\(issue)")
        expect(!issue.message.isEmpty, "no message at \(issue.place)")
      }
    }
  }
}
