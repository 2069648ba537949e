package import Bridge
package import Rules
package import Text

/// Tries new rules before a worker takes them: compiles them, and runs their tests.
///
/// In service it happens in a child process with limits of time and memory (`ChildTrial`), so that nothing in a rule file
/// ends a worker or keeps it from its work.
package protocol RulebookTrial: Sendable {
  func outcome(of order: TrialOrder) async -> TrialOutcome
}

/// What is to be tried. `write` and `read` are each other's reverse: it travels to a child process as JSON.
package struct TrialOrder: Sendable, Equatable {
  /// The rules, without what was added to their lists in a hurry.
  package var files: [String: String]
  /// The lines of `RuleFiles.additions`; "" where there are none.
  package var additions: String
  /// Whether the rules' own tests must pass, too.
  package var runsTests: Bool

  package init(files: [String: String], additions: String, runsTests: Bool) {
    self.files = files
    self.additions = additions
    self.runsTests = runsTests
  }

  package func write(to out: inout JSONWriter) {
    out.object { out in
      out.member("files") { out in for (path, text) in files.sorted(by: { $0.key < $1.key }) { out.member(path, text) }
      }
      out.member("additions", additions)
      out.member("tests", runsTests)
    }
  }

  /// Nil where `json` is no order.
  package init?(_ json: JSON) {
    guard case .object(let members)? = json["files"], let additions = json["additions"]?.string,
      case .bool(let runsTests)? = json["tests"]
    else { return nil }
    files = Dictionary(members.compactMap { member in member.value.string.map { (member.name, $0) } }) { $1 }
    self.additions = additions
    self.runsTests = runsTests
  }
}

/// What came of a trial.
package enum TrialOutcome: Sendable, Equatable {
  case passed
  /// The rules are wrong, or their tests fail: the first reason.
  case refused(String)
  /// The trial itself ended early: it crashed, or ran out of time or memory.
  case died(String)

  package func write(to out: inout JSONWriter) {
    out.object { out in
      switch self {
      case .passed: out.member("outcome", "passed")
      case .refused(let reason):
        out.member("outcome", "refused")
        out.member("reason", reason)
      case .died(let reason):
        out.member("outcome", "died")
        out.member("reason", reason)
      }
    }
  }

  /// Nil where `json` is no outcome.
  package init?(_ json: JSON) {
    switch (json["outcome"]?.string, json["reason"]?.string) {
    case ("passed", _): self = .passed
    case ("refused", let reason?): self = .refused(reason)
    case ("died", let reason?): self = .died(reason)
    default: return nil
    }
  }
}

/// The trial in this process: what the child does, and what tests use.
package struct InProcessTrial: RulebookTrial {
  private let dictionaries: Dictionaries

  package init(dictionaries: Dictionaries) { self.dictionaries = dictionaries }

  package func outcome(of order: TrialOrder) async -> TrialOutcome { judge(order) }

  /// The tests are the rules' own: an entry that somebody added in a hurry is not held back by them, and holds nobody back.
  package func judge(_ order: TrialOrder) -> TrialOutcome {
    let files = RuleFiles(texts: order.files)
    do throws(BrokenRulebook) {
      let rulebook = try Rulebook(files, dictionaries: dictionaries)
      if order.runsTests, case let run = RuleTestRun(rulebook), let first = run.failures.first {
        return .refused(
          "\(run.failures.count) of its tests fail, first \(first.place), \(first.rule): \(first.message)")
      }
      if !order.additions.isEmpty { _ = try Rulebook(files.adding(order.additions), dictionaries: dictionaries) }
      return .passed
    } catch {
      return .refused(error.first)
    }
  }
}

extension BrokenRulebook {
  /// The first error, and how many more there are.
  package var first: String {
    let errors = issues.filter { $0.severity == .error }
    guard let first = errors.first else { return description }
    return "\(first.place): \(first.message)" + (errors.count > 1 ? " (and \(errors.count - 1) more)" : "")
  }
}
