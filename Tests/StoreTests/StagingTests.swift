import Postgres
import Rules
import Store
import TestSupport
import Testing

@Suite("Staged decisions")
struct StagingTests {
  /// A case that is claimed, and its claim.
  private func claimed(_ db: borrowing Connection) throws -> CaseStore.Claim {
    try screenAll([post("1", "加微信")], .hold, on: db)
    return try #require(try CaseStore.claim(nil, on: db))
  }

  @Test("any worker makes it final after its time, the reviewer's terminal being long gone")
  func release() throws {
    let database = try TestDatabase()
    let claim = try database.with { db in
      let claim = try claimed(db)
      _ = try CaseStore.stage(claim.id, .remove, token: claim.token, reason: "引流", after: 600, on: db)
      return claim
    }  // the reviewer's connection is closed
    try database.with { db throws in
      #expect(try CaseStore.releaseDrafts(on: db).released == 0)
      #expect(try CaseStore.claim(claim.id, on: db) == nil)
      try db.execute("UPDATE decision_draft SET release_at = now() - interval '1 s'")
      #expect(try CaseStore.releaseDrafts(on: db).released == 1)
      #expect(try CaseStore.releaseDrafts(on: db).released == 0)
      let detail = try #require(try CaseStore.detail(claim.id, on: db))
      #expect(detail.decision?.action == "remove")
      #expect(detail.decision?.reason == "引流")
      #expect(try events(2, on: db).contains { $0.line.contains(#""kind":"decision""#) })
    }
  }

  @Test("until then it can be undone, by the one who staged it, and staged anew")
  func undo() throws {
    try TestDatabase().with { db throws in
      try CaseStore.act(as: "mei", on: db)
      let claim = try claimed(db)
      _ = try CaseStore.stage(claim.id, .remove, token: claim.token, reason: "a", after: 60, on: db)
      try CaseStore.act(as: "joan", on: db)
      #expect(throws: StoreError.self) { try CaseStore.undo(claim.id, on: db) }
      try CaseStore.act(as: "mei", on: db)
      try CaseStore.undo(claim.id, on: db)
      #expect(throws: StoreError.self) { try CaseStore.undo(claim.id, on: db) }
      _ = try CaseStore.stage(claim.id, .allow, token: claim.token, reason: "b", after: 0, on: db)
      #expect(try CaseStore.releaseDrafts(on: db).released == 1)
      #expect(try CaseStore.detail(claim.id, on: db)?.decision?.action == "allow")
      let kinds = try db.query("SELECT kind FROM event ORDER BY event_id")
      #expect(
        try (0..<kinds.count).map { try kinds.text($0, 0) } == ["claimed", "staged", "undone", "staged", "decided"])
    }
  }

  @Test("an edit or a withdrawal before its time drops it", arguments: [Post.Operation.edit, .delete])
  func dropped(_ operation: Post.Operation) throws {
    try TestDatabase().with { db throws in
      let claim = try claimed(db)
      _ = try CaseStore.stage(claim.id, .remove, token: claim.token, reason: "r", after: 0, on: db)
      _ = try PostIngest.ingest([post("1", "大家好", operation, revision: 2)], on: db)
      #expect(try CaseStore.releaseDrafts(on: db).dropped == 1)
      #expect(try db.query("SELECT count(*) FROM decision").integer(0, 0) == 0)
      let state = try CaseStore.detail(claim.id, on: db)?.summary.state
      #expect(state == (operation == .edit ? "open" : "withdrawn"))
      if operation == .edit { #expect(try CaseStore.claim(claim.id, on: db)?.version == 2) }
    }
  }

  @Test("nothing is staged without the claim's token")
  func token() throws {
    try TestDatabase().with { db throws in
      let claim = try claimed(db)
      #expect(throws: StoreError.self) {
        try CaseStore.stage(
          claim.id, .remove, token: "00000000-0000-0000-0000-000000000000", reason: "r", after: 1, on: db)
      }
      #expect(throws: StoreError.self) {
        try CaseStore.stage(claim.id + 7, .remove, token: claim.token, reason: "r", after: 1, on: db)
      }
    }
  }
}
