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
    try expectPasswords(cluster)
    try cluster.destroy()
    #expect(!FileManager.default.fileExists(atPath: data))
  }

  /// A cluster that was made before it asked for passwords asks from its next start on: everybody but its superuser.
  private func expectPasswords(_ cluster: PrivateCluster) throws {
    let old = PrivateCluster(home: cluster.home, isDurable: false, trustsEverybody: true)
    let trusting = try old.use()
    let reviewer = trusting.conninfo.replacing("user=drawbridge", with: "user=mei")
    do {
      let db = try Connection(trusting.conninfo)
      try db.execute("CREATE ROLE mei LOGIN PASSWORD 'right'; CREATE ROLE gone PASSWORD 'right'")
      _ = try Connection(reviewer)
    }
    try trusting.release()
    let use = try cluster.use()
    _ = try Connection(use.conninfo)
    let cases: [(String, Repair)] = [
      (reviewer, .missingPassword), (reviewer + " password=wrong", .password),
      (reviewer.replacing("user=mei", with: "user=nobody") + " password=wrong", .password),
      (reviewer.replacing("user=mei", with: "user=gone") + " password=right", .login),
      (use.conninfo.replacing("dbname=postgres", with: "dbname=nowhere"), .database),
    ]
    for (conninfo, repair) in cases {
      let error = #expect(throws: PostgresError.self) { _ = try Connection(conninfo) }
      #expect(error?.repair == repair, "\(error?.description ?? "")")
    }
    _ = try Connection(reviewer + " password=right")
    try use.release()
  }
}
