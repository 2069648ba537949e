import Dispatch
import Glibc
import Postgres
import Store
import Synchronization

/// A PostgreSQL with full durability that exists for one benchmark; removed at its end, on Ctrl-C and on SIGTERM.
///
/// It lies where the service's own private cluster would lie, and not in /tmp, which may be memory.
final class ThrowawayCluster {
  let use: PrivateCluster.Use
  private let removal: ClusterRemoval
  private let signals: [any DispatchSourceSignal]

  init() throws {
    mkdir(".drawbridge", 0o755)
    var template = Array(".drawbridge/bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw BenchmarkError("cannot make a folder in .drawbridge") }
    let home = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let cluster = PrivateCluster(home: home)
    let removal = ClusterRemoval(cluster: cluster)
    self.removal = removal
    // A queue of their own: the handler must run while every other thread is busy.
    let queue = DispatchQueue(label: "signals")
    signals = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        removal.run { _exit(128 + number) }
      }
      source.resume()
      return source
    }
    do {
      use = try cluster.use()
    } catch {
      removal.run()
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

  func remove() { removal.run() }
}

/// Removes a cluster once. Who comes second waits: a measurement that fails because a signal took its server away must
/// not end the process before everything is gone.
private final class ClusterRemoval: Sendable {
  private let cluster: PrivateCluster
  private let isDone = Mutex(false)

  init(cluster: PrivateCluster) { self.cluster = cluster }

  func run(then: () -> Void = {}) {
    isDone.withLock { isDone in
      if !isDone {
        do {
          try cluster.destroy()
        } catch {
          Progress.clear()
          print("the cluster of \(cluster.home) could not be removed: \(error)")
        }
        rmdir(cluster.home)
        isDone = true
      }
      then()
    }
  }
}
