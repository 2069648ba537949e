import Glibc
import Postgres
import Rules
import Store

/// One thing that `doctor` looked at.
struct DoctorCheck {
  var name: String
  var isGood: Bool
  var finding: String
  var repair: String?
}

/// What `doctor` looks at inside a database: the queue, its workers, who holds others up, the epoch, room to write.
enum DatabaseHealth {
  /// Room below which a private cluster's disk counts as full, in bytes.
  private static let leastRoom: UInt64 = 1 << 30

  /// Every check; one that cannot be made is a finding too.
  static func checks(_ db: borrowing Connection, dataFolder: String?) -> [DoctorCheck] {
    [queue(db), rules(db), access(db), epoch(db), writing(db), room(dataFolder)].flatMap { $0 }
  }

  private static func queue(_ db: borrowing Connection) -> [DoctorCheck] {
    do {
      let state = try QueueState.read(on: db)
      let posts = state.lanes.reduce(0) { $0 + $1.posts }
      var finding = "\(posts) posts wait"
      if let oldest = state.oldestVisible { finding += ", the oldest for \(DurationText.text(oldest))" }
      finding += "; \(state.workers.count(where: \.isConnected)) workers, \(state.deadLetters) dead letters"
      let faults = state.faults
      if faults.isEmpty { return [DoctorCheck(name: "queue", isGood: true, finding: finding, repair: nil)] }
      return faults.map { DoctorCheck(name: "queue", isGood: false, finding: $0.finding, repair: $0.repair) }
    } catch {
      return [failed("queue", error)]
    }
  }

  /// Who may do more, or less, than somebody should look at.
  private static func access(_ db: borrowing Connection) -> [DoctorCheck] {
    do {
      return try AccessFinding.list(on: db).map { finding in
        switch finding {
        case .everySource(let login):
          DoctorCheck(
            name: "login", isGood: true,
            finding: "\(login) hands posts in for every source, as before sources had logins",
            repair: "drawbridge logins add \(login) --role ingest --source NAME")
        case .noOwner(let consumer):
          DoctorCheck(
            name: "consumer", isGood: false, finding: "the consumer \(consumer) belongs to no login",
            repair: "as the owner: drawbridge outbox consumers assign \(consumer) LOGIN")
        case .unopenable(let source, let cases):
          DoctorCheck(
            name: "private", isGood: false,
            finding: "\(cases) private cases of \(source) wait, and no reviewer may open them",
            repair: "drawbridge reviewers grant NAME private")
        }
      }
    } catch {
      return [failed("access", error)]
    }
  }

  /// Rules that a worker refused, and rules past their limits that nobody has looked at.
  private static func rules(_ db: borrowing Connection) -> [DoctorCheck] {
    do {
      var checks: [DoctorCheck] = []
      for worker in try WorkerStatus.list(on: db) {
        guard let refusal = worker.refusal else { continue }
        let age = DurationText.text(worker.sinceRefusal ?? 0)
        checks.append(
          DoctorCheck(
            name: "reload", isGood: false, finding: "worker \(worker.pid) refused new rules \(age) ago: \(refusal)",
            repair: "drawbridge rules lint and drawbridge rules test say all of it; the old rules stay until then"))
      }
      for trip in try RuleLimitStore.trips(on: db) where trip.acknowledgedAt == nil {
        checks.append(
          DoctorCheck(
            name: "limit", isGood: false,
            finding: "\(trip.rule) of \(trip.owner) is past its limit: \(trip.hits) texts of \(trip.posts) posts",
            repair: "look at its entries, then drawbridge rules acknowledge \(trip.rule)"))
      }
      return checks
    } catch {
      return [failed("rules in service", error)]
    }
  }

  /// A database that was restored, or whose server was failed over, and that nothing has written to or read from since.
  private static func epoch(_ db: borrowing Connection) -> [DoctorCheck] {
    do {
      let epoch = try Epoch.read(on: db)
      if !epoch.isOver && !epoch.isAhead {
        return [DoctorCheck(name: "epoch", isGood: true, finding: "\(epoch.number)", repair: nil)]
      }
      return [
        DoctorCheck(
          name: "epoch", isGood: false,
          finding:
            "this database was restored, or its server was replaced by another, and it still counts in epoch "
            + "\(epoch.number) of the one before",
          repair: "drawbridge migrate (begins a new epoch; consumers read on where they were)")
      ]
    } catch {
      return [failed("epoch", error)]
    }
  }

  /// Writes 4 MiB into a temporary table and takes it back: a full or read-only disk shows here.
  private static func writing(_ db: borrowing Connection) -> [DoctorCheck] {
    do {
      try db.execute("BEGIN")
      defer { try? db.execute("ROLLBACK") }
      try db.execute(
        """
        SET LOCAL temp_buffers = '800kB';
        CREATE TEMP TABLE drawbridge_probe ON COMMIT DROP AS SELECT repeat(md5(n::text), 32) FROM generate_series(1, 4096) n;
        """)
      return [DoctorCheck(name: "writing", isGood: true, finding: "the database can be written to", repair: nil)]
    } catch {
      return [
        DoctorCheck(
          name: "writing", isGood: false, finding: "the database cannot be written to: \(error)",
          repair: QueueState.repair(for: error.description))
      ]
    }
  }

  private static func room(_ dataFolder: String?) -> [DoctorCheck] {
    var status = statvfs()
    guard let dataFolder, statvfs(dataFolder, &status) == 0 else { return [] }
    let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
    let finding = "\(free >> 20) MiB free under \(dataFolder)"
    return [
      DoctorCheck(
        name: "disk", isGood: free >= leastRoom, finding: finding,
        repair: free >= leastRoom ? nil : "make room on that disk; nothing is lost while the queue waits")
    ]
  }

  private static func failed(_ name: String, _ error: any Error) -> DoctorCheck {
    DoctorCheck(name: name, isGood: false, finding: "cannot be looked at: \(error)", repair: "see the error")
  }
}
