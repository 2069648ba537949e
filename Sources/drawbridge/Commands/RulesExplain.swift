import ArgumentParser
import Bridge
import Review
import Rules
import Text

struct RulesExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say for one text which rules fire, which do not, and why.",
    discussion: """
        drawbridge rules explain --text "想学画画的加微信聊" --post '{"author":{"age":"2h"}}'
      """)

  @Option(name: .long, help: "The text.")
  var text: String?

  @Option(name: .long, help: ArgumentHelp("The post, or what it has beside --text, as JSON.", valueName: "json"))
  var post: String?

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  @OptionGroup var rules: RulesOptions
  @OptionGroup var dictionaries: DictionaryOptions

  func validate() throws {
    if text == nil && post == nil { throw ValidationError("say what to explain: --text \"…\" or --post '{…}'") }
  }

  func run() throws {
    let post = try assemblePost()
    let screener = RulebookScreener(try dictionaries.rulebook(rules, Places()))
    let (screening, trace) = screener.explain(post)
    if json { printJSON(post, screening, trace) } else { printText(post, screening, trace, screener.rulebook) }
  }

  private func assemblePost() throws -> Post {
    var members: [JSON.Member] = []
    if let given = self.post {
      let json: JSON
      do { json = try JSONParser.parse(given) } catch { throw ValidationError("--post: \(error)") }
      guard case .object(let object) = json else { throw ValidationError("--post is \(json.kind), not an object") }
      members = object
    }
    if let text {
      members.removeAll { $0.name == "text" }
      members.append(JSON.Member("text", .string(text)))
    }
    if !members.contains(where: { $0.name == "id" }) { members.append(JSON.Member("id", .string("explain"))) }
    do {
      return try PostReader().read(.object(members))
    } catch {
      throw ValidationError("the post cannot be read: \(error.reason)")
    }
  }

  private func printText(_ post: Post, _ screening: Screening, _ trace: RuleTrace, _ rulebook: Rulebook) {
    let marks = screening.hits.filter { $0.field == "text" }.map(\.range)
    print("text      \(MarkedText.of(post.text, ranges: marks))")
    let shares = screening.detection.shares.map { "\($0.tag) \(Int(($0.share * 100).rounded())) %" }.joined(
      separator: ", ")
    print(
      "language  \(screening.detection.tag) (confidence \(JSONWriter.decimal(screening.detection.confidence, 2))); by letters: \(shares)"
    )
    for found in trace.hits {
      let list = rulebook.lists[found.hit.list]
      let cancelled = found.hit.cancelledBy.map { ", cancelled by “\(list.exceptions[$0].value.text)”" } ?? ""
      let range = found.hit.range
      print(
        "hit       \(list.name) “\(VisibleText.of(list.entries[found.hit.entry].value.text))” in \(found.field) @\(range.lowerBound)–\(range.upperBound), \(found.hit.view.name)\(VisibleText.of(cancelled))"
      )
    }
    for evaluation in trace.evaluations {
      let missing = evaluation.missing.isEmpty ? "" : " (missing: \(evaluation.missing.joined(separator: ", ")))"
      let shadow = screening.rules.contains { $0.id == evaluation.rule && $0.isShadow } ? " (shadow: no effect)" : ""
      print(
        "rule      \(VisibleText.of(evaluation.rule)): "
          + (evaluation.fired ? "fires\(shadow)" : "no: \(VisibleText.of(evaluation.reason))") + missing)
    }
    print("score     \(Screening.number(screening.score))")
    for warning in screening.warnings { print("note      \(VisibleText.of(warning))") }
    print(
      "verdict   \(screening.verdict.name), priority \(screening.priority.name)"
        + (screening.queue.map { ", queue \($0)" } ?? ""))
  }

  private func printJSON(_ post: Post, _ screening: Screening, _ trace: RuleTrace) {
    var writer = JSONWriter()
    writer.object { out in
      out.name("screening")
      screening.write(id: post.id, source: post.source, to: &out)
      out.name("evaluations")
      out.array(trace.evaluations) { out, evaluation in
        out.object { out in
          out.member("rule", evaluation.rule)
          out.member("fired", evaluation.fired)
          out.member("reason", evaluation.reason)
          out.member("missing", evaluation.missing)
        }
      }
    }
    print(writer.text)
  }
}
