import Foundation
package import Postgres
internal import Store
import Synchronization

/// A database of its own for each test, copied from a migrated template in one throw-away cluster of the test process.
package struct TestDatabase: Sendable {
  package let conninfo: String

  /// A fresh database with the newest schema and nothing in it; 70 ms.
  package init() throws {
    conninfo = try TestCluster.shared.get().makeDatabase()
  }

  /// A database of the same server with nothing in it, no schema either.
  package static func empty() throws -> TestDatabase {
    TestDatabase(conninfo: try TestCluster.shared.get().makeDatabase(template: "template0"))
  }

  private init(conninfo: String) { self.conninfo = conninfo }

  package func connect() throws -> Connection { try Connection(conninfo) }

  /// Runs `body` with a connection of its own.
  package func with<R: ~Copyable>(_ body: (borrowing Connection) throws -> R) throws -> R {
    let db = try connect()
    return try body(db)
  }
}

/// The cluster of this test process, made when a test first needs it and removed when the process ends.
package final class TestCluster: Sendable {
  package static let shared = Result { try TestCluster() }

  package let cluster: PrivateCluster
  private let use: PrivateCluster.Use
  private let count = Mutex(0)

  private init() throws {
    var template = Array("/tmp/drawbridge-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw POSIXError(.EIO) }
    chmod(template, 0o755)
    let home = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    cluster = PrivateCluster(home: home, isDurable: false, trustsEverybody: true)
    use = try cluster.use()
    do {
      let db = try Connection(try use.conninfo(database: "template_drawbridge"))
      try Migrator.migrate(db, isPrivateCluster: true)
      // A copy of a database is another one, and would begin an epoch of its own.
      try db.execute("UPDATE setting SET database_oid = NULL")
    }
    atexit {
      guard let cluster = try? TestCluster.shared.get().cluster else { return }
      try? cluster.destroy()
      rmdir(cluster.home)
    }
  }

  fileprivate func makeDatabase(template: String = "template_drawbridge") throws -> String {
    try count.withLock { count in
      count += 1
      let name = "test_\(count)"
      let db = try Connection(use.conninfo)
      try db.execute("CREATE DATABASE \(name) TEMPLATE \(template) STRATEGY file_copy")
      return use.conninfo.replacingOccurrences(of: "dbname=postgres", with: "dbname=\(name)")
    }
  }
}
