import Postgres
import Store
import TestSupport
import Testing

@Suite("Advisory locks")
struct AdvisoryLockTests {
  @Test("whoever waits in vain is told who holds the lock", arguments: AdvisoryLock.allCases)
  func held(_ lock: AdvisoryLock) throws {
    let database = try TestDatabase()
    let db = try database.connect()
    let other = try Connection(database.conninfo, application: "somebody's psql")
    let pid = try other.query("SELECT pg_backend_pid()").integer(0, 0)
    #expect(try lock.holder(on: db) == nil)
    try other.query("SELECT pg_advisory_lock(hashtext($1))", [.text("drawbridge.\(lock.rawValue)")])
    let error = #expect(throws: StoreError.self) { try lock.hold(waiting: 0, on: db) {} }
    #expect(error?.description.contains("session \(pid) (login drawbridge, application somebody's psql) since") == true)
    #expect(error?.description.contains("SELECT pg_terminate_backend(\(pid))") == true)
    // In a transaction, which goes on afterwards.
    try db.transaction {
      #expect(throws: StoreError.self) { try lock.shareInTransaction(waiting: 0, on: db) }
      try db.query("SELECT 1")
    }
    try other.query("SELECT pg_advisory_unlock(hashtext($1))", [.text("drawbridge.\(lock.rawValue)")])
    #expect(try lock.hold(waiting: 0, on: db) { try lock.holder(on: other)?.application } == "drawbridge")
    #expect(try lock.hold(shared: true, waiting: 0, on: db) { try lock.hold(shared: true, on: other) { 1 } } == 1)
    #expect(try lock.holder(on: other) == nil)
  }

  @Test("the age of what no seal covers is known, and an alarm after ten minutes")
  func unsealed() throws {
    try TestDatabase().with { db throws in
      #expect(try Audit.unsealedAge(on: db) == nil)
      try db.query(
        "INSERT INTO event (kind, actor, acted_through, at) VALUES ('erased', 'a', 'login', now() - interval '20 minutes')"
      )
      #expect(try Audit.unsealedAge(on: db) ?? 0 >= 1200)
      #expect(try QueueState.read(on: db).faults.contains { $0.code == "unsealed" && $0.repair.contains("audit head") })
      try sealEverything(on: db)
      #expect(try Audit.unsealedAge(on: db) == nil)
      #expect(try !QueueState.read(on: db).faults.contains { $0.code == "unsealed" })
    }
  }
}
