import Postgres
import Rules
import Store
import TestSupport
import Testing

@Suite("Partitions")
struct PartitionTests {
  @Test("a partition that was the newest for a day is closed, and ids go on in the next one")
  func roll() throws {
    try TestDatabase().with { db throws in
      try screenAll([post("1", "text")], .hold, on: db)
      try db.query("SELECT roll_partitions('1 day')")
      try screenAll([post("2", "text")], .hold, on: db)
      try db.query("UPDATE partition_log SET opened_at = now() - interval '25 hours'")
      try db.query("SELECT roll_partitions('1 day')")
      try db.query("SELECT roll_partitions('1 day')")  // once is enough
      try screenAll([post("3", "text")], .hold, on: db)
      let places = try db.query("SELECT post_id >> 32 FROM post ORDER BY external_id")
      #expect(try (0..<3).map { try places.integer($0, 0) } == [0, 0, 1])
      let rows = try db.query("SELECT seq >> 32 FROM outbox ORDER BY seq")
      #expect(try (0..<3).map { try rows.integer($0, 0) } == [0, 0, 1])
      let closed = try db.query("SELECT number FROM partition_log WHERE closed_at IS NOT NULL ORDER BY kind")
      #expect(closed.count == 2)
      #expect(try events(3, on: db).count == 3)
      let ready = try db.query("SELECT to_regclass('post_p3') IS NOT NULL AND to_regclass('verdict_p3') IS NOT NULL")
      #expect(try ready.bool(0, 0))
    }
  }

  @Test("what a consumer reads goes on over rows whose posts are gone")
  func emptyRows() throws {
    try TestDatabase().with { db throws in
      for number in 0..<120 { try screenAll([post("\(number)", "text")], .allow, on: db) }
      try db.query("DELETE FROM verdict WHERE post_id IN (SELECT post_id FROM post WHERE external_id::int < 110)")
      #expect(try events(10, on: db).count == 10)
    }
  }

  @Test("of all workers one does an hourly chore, and again when it is due")
  func chores() throws {
    try TestDatabase().with { db throws in
      for (every, isOurs) in [("1 hour", true), ("1 hour", false), ("0 seconds", true)] {
        let answer = try db.query("SELECT claim_chore('tidy', $1::interval)", [.text(every)])
        #expect(try answer.bool(0, 0) == isOurs)
      }
    }
  }
}
