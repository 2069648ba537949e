import Worker

/// Workers that run while something is measured, and end with it.
struct RunningWorkers {
  private let workers: [Worker]

  init(_ workers: [Worker]) { self.workers = workers }

  /// What all of them have done.
  struct Counts: Sendable {
    fileprivate let all: [WorkerMetrics]

    var written: Int { all.reduce(0) { $0 + $1.written } }
    var errors: Int { all.reduce(0) { $0 + $1.errors } }
    var refusedFinishes: Int { all.reduce(0) { $0 + $1.refusedFinishes } }
    var queued: Int { all.reduce(0) { $0 + $1.queued } }
  }

  /// Runs `body` beside the workers; stops them when it is done, and answers what it answered.
  func work<R: Sendable>(_ body: @escaping @Sendable (Counts) async throws -> R) async throws -> R {
    let stop = StopFlag()
    let counts = Counts(all: workers.map(\.counts))
    return try await withThrowingTaskGroup(of: R?.self) { group in
      for worker in workers {
        group.addTask {
          try await worker.run(until: .whenStopped, stop: stop)
          return nil
        }
      }
      group.addTask {
        defer { stop.set() }
        return try await body(counts)
      }
      var result: R?
      for try await value in group { if let value { result = value } }
      guard let result else { throw BenchmarkError("the workers ended before the measurement") }
      return result
    }
  }
}
