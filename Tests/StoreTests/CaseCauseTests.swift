import Postgres
import Rules
import TestSupport
import Testing

@testable import Store

@Suite("Why a case is there")
struct CaseCauseTests {
  /// What happened to a case before a later pass found nothing.
  enum Hold: String, CaseIterable, Sendable {
    case nobody, claimed, claimEnded, staged, reported, blind, edited, appeal, sample, error

    /// Whether the later pass closes it.
    var isClosed: Bool { [.nobody, .claimEnded, .error].contains(self) }
  }

  @Test(
    "a pass that finds nothing closes what no person and no sample asks for; the rest follows", arguments: Hold.allCases
  )
  func laterPass(_ hold: Hold) throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "加微信")], .hold, on: db)
      var claim: CaseStore.Claim?
      switch hold {
      case .nobody: break
      case .claimed: claim = try CaseStore.claim(nil, on: db)
      case .claimEnded: claim = try CaseStore.claim(nil, seconds: 0, on: db)
      case .staged:
        claim = try CaseStore.claim(nil, on: db)
        let token = try #require(claim?.token)
        _ = try CaseStore.stage(1, .remove, token: token, reason: "r", after: 600, on: db)
        try db.execute("UPDATE review_case SET claimed_until = now() - interval '1 s'")
      case .reported: _ = try PostIngest.ingest([post("1", "加微信", reports: 2)], on: db)
      case .edited: _ = try PostIngest.ingest([post("1", "大家好", .edit, revision: 2)], on: db)
      case .blind: try db.execute("UPDATE review_case SET blind = true, causes = '{blind,rule}'")
      case .appeal, .sample: try db.query("UPDATE review_case SET causes = ARRAY['rule', $1]", [.text(hold.rawValue)])
      case .error: try db.execute("UPDATE review_case SET verdict = 5, causes = '{error}'")
      }
      _ = try Redrive(.posts(["1"], source: "demo"), lane: .live).run(on: db)
      try screenWaiting(.allow, on: db)
      let detail = try #require(try CaseStore.detail(1, on: db))
      #expect(detail.summary.state == (hold.isClosed ? "rescreened" : "open"))
      // A blind case shows no verdict.
      #expect(detail.summary.verdict == (hold == .blind ? "" : "allow"))
      #expect(detail.summary.isNoLongerHit == (hold != .blind))
      #expect(
        try db.query("SELECT count(*) FROM event WHERE kind = 'rescreened'").integer(0, 0) == (hold.isClosed ? 1 : 0))
      // The platform is told once, by the ordinary verdict.
      var platform = InOrderPlatform()
      try platform.read(on: db)
      #expect(platform.state == ["1": "allow"])
      #expect(platform.kinds.allSatisfy { $0 == "verdict" })
      // What stays can be decided.
      if hold == .claimed, let claim {
        _ = try CaseStore.decide(1, .allow, token: claim.token, reason: "fine", on: db)
      }
    }
  }

  @Test("a hit that comes back makes it a hit again")
  func again() throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "加微信")], .hold, on: db)
      _ = try CaseStore.claim(nil, on: db)
      for (verdict, isNoLongerHit) in [(Verdict.allow, true), (.queue, false), (.label, true)] {
        _ = try Redrive(.posts(["1"], source: "demo"), lane: .live).run(on: db)
        try screenWaiting(verdict, on: db)
        let found = try #require(try CaseStore.detail(1, on: db)?.summary)
        #expect(found.isNoLongerHit == isNoLongerHit && found.verdict == verdict.name && found.causes == ["rule"])
      }
    }
  }

  @Test("a report opens a case whatever the rules say, and joins the one that is open")
  func reports() throws {
    try TestDatabase().with { db throws in
      // Clean, and reported later; reported from the beginning, in another lane; not reported.
      try screenAll([post("1", "hello"), post("2", "hi")], .allow, on: db)
      _ = try PostIngest.ingest([post("1", "hello", reports: 3)], on: db)
      try screenWaiting(.allow, on: db)
      try screenAll([post("3", "moin", reports: 1)], .allow, on: db)
      var open = try CaseStore.list(CaseStore.Filter(), on: db)
      #expect(open.map(\.externalID) == ["1", "3"])
      #expect(open.allSatisfy { $0.causes == ["reported"] && $0.verdict == "allow" && !$0.isNoLongerHit })
      // One more report joins; a rule's hit does too; then a clean pass leaves it there.
      _ = try PostIngest.ingest([post("1", "hello", reports: 4)], on: db)
      try screenWaiting(.queue, queue: "spam", on: db)
      open = try CaseStore.list(CaseStore.Filter(), on: db)
      #expect(open.count == 2 && open.first?.causes == ["reported", "rule"] && open.first?.queue == "spam")
      _ = try PostIngest.ingest([post("1", "hello", reports: 5)], on: db)
      try screenWaiting(.allow, on: db)
      open = try CaseStore.list(CaseStore.Filter(), on: db)
      #expect(open.first?.queue == "spam" && open.first?.verdict == "allow" && open.first?.isNoLongerHit == true)
      // A redrive alone is no report.
      let claim = try #require(try CaseStore.claim(open.last?.id, on: db))
      _ = try CaseStore.decide(claim.id, .allow, token: claim.token, reason: "fine", on: db)
      _ = try Redrive(.posts(["3"], source: "demo"), lane: .live, isEvenDecided: true).run(on: db)
      try screenWaiting(.allow, on: db)
      #expect(try CaseStore.list(CaseStore.Filter(), on: db).map(\.externalID) == ["1"])
    }
  }

  @Test("a report of a withdrawn post opens nothing")
  func withdrawn() throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "hello")], .allow, on: db)
      _ = try PostIngest.ingest([post("1", "hello", reports: 3)], on: db)
      _ = try PostIngest.ingest([post("1", "", .delete)], on: db)
      try screenWaiting(.allow, on: db)
      #expect(try CaseStore.list(CaseStore.Filter(), on: db).isEmpty)
    }
  }
}
