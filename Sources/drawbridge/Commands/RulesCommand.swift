import ArgumentParser
import Bridge
import FoundationEssentials
import Rules
import Text

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Write, check, test, explain and publish the rules that moderators write.",
    discussion: """
      A rule's life: `new` writes it with tests, `lint` and `test` check it, `backtest` tries it on posts of before, it runs \
      as `mode: shadow`, `stats` shows how often people agreed, `promote` says whether it may act. Workers take changes by \
      themselves; `status` shows what they use.
      """,
    subcommands: [
      RulesLint.self, RulesTest.self, RulesExplain.self, RulesBacktest.self, RulesStats.self, RulesPromote.self,
      RulesStatus.self, RulesAcknowledge.self, RulesPublish.self, RulesApproveBook.self, RulesNeedsSecond.self,
      RulesHistory.self, RulesDiff.self, RulesRollback.self, RulesNew.self, RulesFormat.self, RulesImport.self,
      RulesTry.self,
    ])
}

struct RulesLint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Check every file of the rules folder; all errors at once, each with its place and repair.")

  @Argument(help: "The rules folder. Default: Rules/ of the project.", completion: .directory)
  var folder: String?

  @Flag(name: .long, help: "One JSON object for each issue, a line each.")
  var json = false

  @OptionGroup var rules: RulesOptions
  @OptionGroup var dictionaries: DictionaryOptions

  func run() throws {
    let folder = folder ?? rules.folder(Places())
    do {
      let opened = try Dictionaries.open(in: dictionaries.folder(Places()))
      let rulebook = try Rulebook(folder: folder, dictionaries: opened)
      let warnings = rulebook.warnings + rulebook.homophones(in: opened) + rulebook.foreignWords(in: opened)
      show(warnings)
      let languages = opened.languagesOfCommonWords
      if languages.isEmpty {
        Terminal.note(
          "entries were not compared with common words of other languages, since no dictionary is installed; "
            + "run `Deploy/dictionaries` and `drawbridge dictionary build`")
      }
      if !json {
        print(
          "\(rulebook.rules.count) rules, \(rulebook.lists.count) lists: no errors, \(warnings.count) warnings"
            + (languages.isEmpty ? "" : "; compared with common words of \(languages.joined(separator: ", "))"))
      }
    } catch let error as BrokenRulebook {
      show(error.issues)
      if !json { print("\(error.issues.count { $0.severity == .error }) errors: the rules cannot be used") }
      throw ExitCode(ExitStatus.refused)
    }
  }

  private func show(_ issues: [RuleFileIssue]) {
    for issue in issues {
      guard json else {
        print(VisibleText.of(issue.description, keepingNewlines: true))
        continue
      }
      var writer = JSONWriter()
      writer.object { out in
        out.member("severity", issue.severity.rawValue)
        out.member("code", issue.code)
        out.member("file", issue.place.file)
        out.member("line", issue.place.line)
        out.member("column", issue.place.column)
        out.member("message", issue.message)
        out.member("fix", issue.fix)
      }
      print(writer.text)
    }
  }
}

struct RulesTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the tests that stand in the rules.")

  @Argument(help: "Only these rules.")
  var ids: [String] = []

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  @OptionGroup var rules: RulesOptions
  @OptionGroup var dictionaries: DictionaryOptions

  func run() throws {
    let rulebook = try dictionaries.rulebook(rules, Places())
    for id in ids where !rulebook.rules.contains(where: { $0.id == id }) {
      let nearest = Suggestion.nearest(to: id, among: rulebook.rules.map(\.id))
      throw ValidationError("there is no rule `\(id)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""))
    }
    let run = RuleTestRun(rulebook, only: Set(ids))
    if json { printJSON(run) } else { printText(run) }
    if !run.failures.isEmpty { throw ExitCode(ExitStatus.refused) }
  }

  private func printText(_ run: RuleTestRun) {
    for failure in run.failures {
      print("\(failure.place): \(VisibleText.of(failure.rule)): \(VisibleText.of(failure.message))")
    }
    for over in run.overLimit {
      print(
        "\(over.place): \(VisibleText.of(over.rule)) would have gone past its limit of \(over.limit.hits) within "
          + "\(DurationText.text(over.limit.within)): \(over.hits) different texts; tests do not apply limits")
    }
    let undecided = run.undecided == 0 ? "" : ", \(run.undecided) undecided, since no dictionary is installed"
    print("\(run.passed) passed, \(run.failures.count) failed\(undecided)")
  }

  private func printJSON(_ run: RuleTestRun) {
    var writer = JSONWriter()
    writer.object { out in
      out.member("passed", run.passed)
      out.member("failed", run.failures.count)
      out.member("undecided", run.undecided)
      out.name("limits")
      out.array(run.overLimit) { out, over in
        out.object { out in
          out.member("rule", over.rule)
          out.member("place", over.place.description)
          out.member("hits", over.hits)
          out.member("limit", over.limit.hits)
          out.member("within_s", over.limit.within.whole)
        }
      }
      out.name("failures")
      out.array(run.failures) { out, failure in
        out.object { out in
          out.member("rule", failure.rule)
          out.member("place", failure.place.description)
          out.member("message", failure.message)
        }
      }
    }
    print(writer.text)
  }
}
