import ArgumentParser
import Bridge
import Review
import Rules
import Store
import Text

struct RulesExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say for one text, or for a stored post's verdict, which rules fire, which do not, and why.",
    discussion: """
      With a post's id its newest verdict is given once more, with the rulebook, the counts and the limits of then, whatever \
      was deployed since; --current screens it by the rules folder as it is now.

        drawbridge rules explain 1007 --source forum
        drawbridge rules explain --text "想学画画的加微信聊" --post '{"author":{"age":"2h"}}'
      """)

  @Argument(help: "A stored post, by the platform's id.") var id: String?
  @Option(name: .long, help: "The source of the id.") var source = "default"
  @Option(name: .long, help: "An earlier pass of its screening.") var pass: Int?
  @Flag(name: .long, help: "Use the rules folder as it is now, not the rulebook of the verdict.") var current = false

  @Option(name: .long, help: "The text.")
  var text: String?

  @Option(name: .long, help: ArgumentHelp("The post, or what it has beside --text, as JSON.", valueName: "json"))
  var post: String?

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  @OptionGroup var rules: RulesOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var dictionaries: DictionaryOptions

  func validate() throws {
    if text == nil && post == nil && id == nil {
      throw ValidationError("say what to explain: a stored post's id, --text \"…\" or --post '{…}'")
    }
    if id != nil && (text != nil || post != nil) {
      throw ValidationError("a stored post's id, or --text and --post: not both")
    }
  }

  func run() throws {
    if let id { return try explainStored(id) }
    let post = try assemblePost()
    let screener = RulebookScreener(try dictionaries.rulebook(rules, Places()))
    let (screening, trace) = screener.explain(post)
    if json { printJSON(post, screening, trace) } else { printText(post, screening, trace, screener.rulebook) }
  }

  private func explainStored(_ id: String) throws {
    let places = Places()
    let (stored, files) = try DatabaseAccess.with(database, places) { db, _ in
      guard let stored = try StoredVerdict.find(id, source: source, pass: pass, on: db) else {
        throw StoreError("there is no verdict on the post \(id) of \(source); repair: name its --source")
      }
      return (stored, try stored.rulebook.map { try RulebookStore.files($0.number, on: db) })
    }
    guard current || files != nil else {
      throw StoreError(
        "the verdict on \(id) was given without a rulebook: \(stored.body["error"]?.string ?? "an error")")
    }
    let rulebook = try dictionaries.rulebook(
      current ? RuleFiles(folder: rules.folder(places)) : files ?? RuleFiles(texts: [:]), places)
    let screener = RulebookScreener(rulebook)
    let (screening, trace) = screener.explain(stored.post, stored.aids)
    if json { return printJSON(stored.post, screening, trace, stored) }
    print(
      "stored    \(stored.verdict), score \(Screening.number(stored.score)), \(stored.decidedAt), pass \(stored.pass)")
    if let entry = stored.rulebook {
      print(
        "rulebook  \(entry.shortHash), \(entry.engine)"
          + (current ? "; explained by the rules folder as it is now" : ""))
    }
    for (counter, count) in stored.aids.counts.values.sorted(by: { $0.key < $1.key }) {
      print("count     \(VisibleText.of(counter)) \(count)")
    }
    for rule in stored.aids.limits.past.keys.sorted() { print("limit     \(VisibleText.of(rule)) was past its limit") }
    printText(stored.post, screening, trace, screener.rulebook)
    if !current {
      let isSame = screening.verdict.name == stored.verdict
      print("replay    " + (isSame ? "the same verdict" : "differs: this engine is \(Version.engine)"))
    }
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
      "language  \(screening.detection.summary); by letters: \(shares)"
    )
    var surfaces = PostSurfaces(post)
    for found in trace.hits {
      let list = rulebook.lists[found.hit.list]
      let cancelled = found.hit.cancelledBy.map { ", cancelled by “\(list.exceptions[$0].value.text)”" } ?? ""
      let range = found.hit.range
      let surface = surfaces.surface(found.field, range).map { " as “\(VisibleText.of($0))”" } ?? ""
      print(
        "hit       \(list.name) “\(VisibleText.of(list.entries[found.hit.entry].value.text))”\(surface) in \(found.field) @\(range.lowerBound)–\(range.upperBound), \(found.hit.view.name)\(VisibleText.of(cancelled))"
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
    if let message = screening.message {
      print("author    is told (\(message.locale), \(VisibleText.of(message.rule))): \(VisibleText.of(message.text))")
    }
    for warning in screening.warnings { print("note      \(VisibleText.of(warning))") }
    print(
      "verdict   \(screening.verdict.name), priority \(screening.priority.name)"
        + (screening.queue.map { ", queue \($0)" } ?? ""))
  }

  private func printJSON(_ post: Post, _ screening: Screening, _ trace: RuleTrace, _ stored: StoredVerdict? = nil) {
    var writer = JSONWriter()
    writer.object { out in
      if let stored {
        out.member("stored") { out in
          out.member("verdict", stored.verdict)
          out.member("decided_at", stored.decidedAt.description)
          out.member("pass", stored.pass)
          out.member("rulebook", stored.rulebook?.hash)
          out.member("same", screening.verdict.name == stored.verdict)
        }
      }
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
