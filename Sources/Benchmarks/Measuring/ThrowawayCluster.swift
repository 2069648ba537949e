import Dispatch
import Glibc
import Postgres
import Store

/// A PostgreSQL with full durability that exists for one benchmark; removed at its end, on Ctrl-C and on SIGTERM.
///
/// It lies where the service's own private cluster would lie, and not in /tmp, which may be memory.
final class ThrowawayCluster {
  let use: PrivateCluster.Use
  private let cluster: PrivateCluster
  private let signals: [any DispatchSourceSignal]

  init() throws {
    mkdir(".drawbridge", 0o755)
    var template = Array(".drawbridge/bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw BenchmarkError("cannot make a folder in .drawbridge") }
    let home = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let cluster = PrivateCluster(home: home)
    self.cluster = cluster
    // A queue of their own: the handler must run while every other thread is busy.
    let queue = DispatchQueue(label: "signals")
    signals = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        Self.remove(cluster)
        _exit(128 + number)
      }
      source.resume()
      return source
    }
    do {
      use = try cluster.use()
    } catch {
      Self.remove(cluster)
      throw error
    }
  }

  /// A fresh database with the newest schema: what libpq connects with.
  func migratedDatabase() throws -> String {
    let conninfo = try use.conninfo(database: "bench")
    let db = try Connection(conninfo)
    try Migrator.migrate(db, isPrivateCluster: true)
    return conninfo
  }

  func remove() { Self.remove(cluster) }

  private static func remove(_ cluster: PrivateCluster) {
    do {
      try cluster.destroy()
    } catch {
      Progress.clear()
      print("the cluster of \(cluster.home) could not be removed: \(error)")
    }
    rmdir(cluster.home)
  }
}
