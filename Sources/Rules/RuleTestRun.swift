/// The outcome of the inline tests of a rulebook.
package struct RuleTestRun: Sendable {
  package var passed = 0
  package var failures: [Failure] = []
  /// Tests of rules that ask a dictionary, which came out otherwise because none is installed.
  package var undecided = 0
  /// Tests whose posts would have taken their rule past its limit, which tests do not apply.
  package var overLimit: [OverLimit] = []

  /// A test that did not come out as it says.
  package struct Failure: Sendable {
    package var rule: String
    package var place: FilePlace
    package var message: String
  }

  /// A test that holds more different texts that the rule hits than its `limit:` allows.
  package struct OverLimit: Sendable {
    package var rule: String
    package var place: FilePlace
    /// Different texts that it hit.
    package var hits: Int
    package var limit: RuleLimit
  }

  /// Runs the tests of all rules, or of those called `only`. A test is about its own rule, whatever the rule's mode.
  package init(_ rulebook: Rulebook, only: Set<String> = []) {
    var tested = rulebook
    tested.enforceAll()
    let screener = RulebookScreener(tested)
    for rule in tested.rules where only.isEmpty || only.contains(rule.id) {
      for test in rule.tests { check(test, of: rule, screener) }
    }
  }

  /// The posts of a sequence are counted together; every test begins with empty counters.
  private mutating func check(_ test: RuleTest, of rule: RuleDefinition, _ screener: RulebookScreener) {
    let counters = MemoryCounters()
    var watch = LimitWatch(screener.rulebook, only: [rule.id])
    let failuresBefore = failures.count
    defer {
      // Without a dictionary neither word edges nor sounds nor glosses can be judged: the test says nothing then.
      if failures.count > failuresBefore && !screener.rulebook.hasDictionary && screener.rulebook.asksDictionary(rule) {
        failures.removeLast(failures.count - failuresBefore)
        undecided += 1
      }
    }
    for (number, step) in test.steps.enumerated() {
      var aids = ScreeningAids()
      aids.counts = counters.read(step.post, order: Int64(number), by: screener.rulebook)
      let screening = check(step, of: rule, screener, aids)
      watch.add(screening, step.post)
    }
    if let limit = rule.limit, let most = watch.trips.map(\.hits).max() {
      overLimit.append(OverLimit(rule: rule.id, place: test.place, hits: most, limit: limit))
    }
    if failures.count == failuresBefore { passed += 1 }
  }

  private mutating func check(
    _ test: RuleTestStep, of rule: RuleDefinition, _ screener: RulebookScreener, _ aids: ScreeningAids
  ) -> Screening {
    let (screening, trace) = screener.explain(test.post, aids)
    let fired = screening.rules.contains { $0.id == rule.id }
    if fired != test.expectsHit {
      let evaluation = trace.evaluations.first { $0.rule == rule.id }
      let missing =
        evaluation.map { $0.missing.isEmpty ? "" : "; missing: " + $0.missing.joined(separator: ", ") } ?? ""
      fail(
        rule, test,
        fired ? "it fires, and the test expects a miss" : "it does not fire: \(evaluation?.reason ?? "")\(missing)")
      return screening
    }
    if let spans = test.spans {
      var surfaces = PostSurfaces(test.post)
      let found = screening.hits.filter { $0.rule == rule.id }.map { surfaces.surface($0.field, $0.range) ?? $0.entry }
      if Set(found) != Set(spans) {
        let shown = found.map { "`\($0)`" }.joined(separator: ", ")
        fail(
          rule, test,
          "its hits are \(shown.isEmpty ? "none" : shown), and the test expects \(spans.map { "`\($0)`" }.joined(separator: ", "))"
        )
      }
    }
    return screening
  }

  private mutating func fail(_ rule: RuleDefinition, _ test: RuleTestStep, _ message: String) {
    failures.append(Failure(rule: rule.id, place: test.place, message: message))
  }
}
