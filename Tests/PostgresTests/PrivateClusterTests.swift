import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Private cluster")
struct PrivateClusterTests {
  @Test("is made once, shared, stopped by the last user, and keeps what it held")
  func lifetime() throws {
    var template = Array("/tmp/drawbridge-home-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    chmod(template, 0o755)
    let home = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let cluster = PrivateCluster(home: home, isDurable: false)
    defer {
      try? cluster.destroy()
      rmdir(home)
    }
    let one = try cluster.use()
    let other = try cluster.use()
    #expect(one.conninfo == other.conninfo)
    do {
      let db = try Connection(one.conninfo)
      try db.execute("CREATE TABLE kept AS SELECT 42::bigint AS n")
    }
    try one.release()
    do {
      let db = try Connection(other.conninfo)  // still running: the other user holds it
      #expect(try db.query("SELECT n FROM kept").integer(0, 0) == 42)
    }
    try other.release()
    #expect(throws: PostgresError.self) { _ = try Connection(other.conninfo) }

    let again = try cluster.use()
    do {
      let db = try Connection(again.conninfo)
      #expect(try db.query("SELECT n FROM kept").integer(0, 0) == 42)
      #expect(try db.query("SHOW listen_addresses").text(0, 0) == "")
    }
    try again.release()
    let data = try #require(cluster.dataFolder)
    try cluster.destroy()
    #expect(!FileManager.default.fileExists(atPath: data))
  }
}
