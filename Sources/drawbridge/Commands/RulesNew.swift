import ArgumentParser
import Glibc
import Rules
import Text

struct RulesNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a rule with its tests: asks for what was not given, or takes everything from options.",
    discussion: """
      Nothing is written before the rule passes lint and its own tests. It begins as `mode: shadow`.

        drawbridge rules new
        drawbridge rules new study-group --policy spam.solicitation --entry 免费学习群 --entry "free study group chat" \\
          --hit "免费学习群，手慢无" --miss "请先看免费学习群规再发言" --except 免费学习群规 --then "queue: spam"
      """)

  @Argument(help: "The rule's id: small letters and hyphens.") var id: String?
  @Option(name: .long, help: "What it is about, in a few words.") var title: String?
  @Option(name: .long, help: "A policy of community.yaml.") var policy: String?
  @Option(
    name: .long,
    help: "The pack's file name without .yaml; the rule joins it, or a new one is made. Default: the rule's id.")
  var pack: String?
  @Option(name: .long, help: "Who answers for it.") var owner: String?
  @Option(name: .long, help: "A word or phrase to look for. May be given again.") var entry: [String] = []
  @Option(name: .long, help: "A phrase that cancels a hit inside it. May be given again.") var except: [String] = []
  @Option(name: .long, help: "How entries are found: phrase, exact, segment, evasive, sounds, regex or host.")
  var match = "phrase"
  @Option(name: .long, help: "A condition, such as \"author.age < 7d\".") var when: String?
  @Option(name: .long, help: "Only in this language. May be given again.") var lang: [String] = []
  @Option(name: .long, help: "What happens: \"queue: NAME\", \"hold: true\", \"label: NAME\".") var then: String?
  @Option(name: .long, help: "A post that it must hit. May be given again.") var hit: [String] = []
  @Option(name: .long, help: "A post that it must miss. May be given again.") var miss: [String] = []
  @Flag(name: .long, help: "Print the pack in place of writing it.") var dryRun = false
  @Flag(name: .long, help: "One JSON object.") var json = false
  @OptionGroup var rules: RulesOptions
  @OptionGroup var dictionaries: DictionaryOptions

  func run() throws {
    let places = Places()
    let folder = rules.folder(places)
    let files = RuleFiles(folder: folder)
    if let issue = files.issues.first { throw issue }
    let community = RuleOutline.community(of: files)
    let known = Set(RuleOutline.rules(of: files).map(\.id))
    var answers = try asked(community)
    if known.contains(answers.id) { throw ValidationError("there is a rule `\(answers.id)` already") }
    let name = "packs/\(PackDraft.name(pack ?? answers.id)).yaml"
    answers.draft.name = PackDraft.name(pack ?? answers.id)
    var texts = files.texts
    let text = try texts[name].map { try answers.draft.joined(to: $0, file: name) } ?? answers.draft.text
    texts[name] = text
    let rulebook = try dictionaries.rulebook(RuleFiles(texts: texts), places)
    let tests = RuleTestRun(rulebook, only: [answers.id])
    if !tests.failures.isEmpty {
      for failure in tests.failures { print("\(failure.place): \(VisibleText.of(failure.message))") }
      throw StoreFailure.tests(tests.failures.count)
    }
    if dryRun { return print(text, terminator: "") }
    try FileWriter.write(text, to: folder + "/" + name)
    let warnings = rulebook.warnings.filter { $0.place.file == name }
    if json {
      var writer = JSONWriter()
      writer.object { out in
        out.member("rule", answers.id)
        out.member("file", folder + "/" + name)
        out.member("tests_passed", tests.passed)
        out.member("warnings", warnings.map(\.message))
      }
      return print(writer.text)
    }
    for warning in warnings { print(VisibleText.of(warning.description, keepingNewlines: true)) }
    print("wrote \(folder)/\(name): \(tests.passed) tests passed, `mode: shadow`")
    print(
      "next: drawbridge rules backtest --rule \(answers.id), and after some days drawbridge rules promote \(answers.id)"
    )
  }

  private enum StoreFailure: Error, CustomStringConvertible {
    case tests(Int)

    var description: String {
      switch self {
      case .tests(let count): "\(count) of its tests fail; nothing was written"
      }
    }
  }

  // MARK: Answers

  private struct Answers {
    var id: String
    var draft: PackDraft
  }

  private func asked(_ community: Community) throws -> Answers {
    let policies = community.policies.keys.sorted()
    let id = try ask("The rule's id (small letters and hyphens)", given: id) { PackDraft.name($0) == $0 && !$0.isEmpty }
    let policy = try ask("Its policy (\(policies.joined(separator: ", ")))", given: policy) { policies.contains($0) }
    let entries = try askMany("A word or phrase to look for", given: entry, needed: when == nil && lang.isEmpty)
    guard let mode = MatchMode(rawValue: match) else {
      throw ValidationError("--match is one of: \(MatchMode.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let then = try ask("What happens (queue: default, hold: true, label: NAME)", given: then) { $0.contains(":") }
    let hits = try askMany("A post that it must hit", given: hit, needed: true)
    let misses = try askMany("A post that it must miss", given: miss, needed: true)
    var draft = PackDraft(name: id, owner: owner ?? "@trust")
    var rule = PackDraft.Rule(id: id, policy: policy, then: then)
    rule.title = title
    rule.languages = lang
    rule.when = when
    if !entries.isEmpty {
      let list = PackDraft.name(id, separator: "_")
      draft.lists = [PackDraft.List(name: list, match: mode, entries: entries, exceptions: except)]
      rule.lists = [list]
    }
    rule.tests = hits.map { PackDraft.test($0, hits: true) } + misses.map { PackDraft.test($0, hits: false) }
    draft.rules = [rule]
    return Answers(id: id, draft: draft)
  }

  private func ask(_ question: String, given: String?, _ isGood: (String) -> Bool) throws -> String {
    if let given {
      if isGood(given) { return given }
      throw ValidationError("`\(given)` will not do: \(question)")
    }
    while isatty(0) == 1 {
      Terminal.write(question + ": ")
      guard let answer = readLine(strippingNewline: true) else { break }
      if isGood(answer) { return answer }
    }
    throw ValidationError("not given: \(question)")
  }

  private func askMany(_ question: String, given: [String], needed: Bool) throws -> [String] {
    if !given.isEmpty || !needed { return given }
    var answers: [String] = []
    while isatty(0) == 1 {
      Terminal.write(question + (answers.isEmpty ? ": " : " (another, or nothing): "))
      guard let answer = readLine(strippingNewline: true) else { break }
      if answer.isEmpty && !answers.isEmpty { return answers }
      if !answer.isEmpty { answers.append(answer) }
    }
    if answers.isEmpty { throw ValidationError("not given: \(question)") }
    return answers
  }
}
