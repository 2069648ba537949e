import Glibc
import Synchronization

/// A serial executor on one thread of its own, for calls that block.
///
/// The shared thread pool never waits for a socket, and the type system proves that no two tasks touch what the
/// executor's actor owns. The thread ends when the last reference to the executor has gone.
package final class ThreadExecutor: SerialExecutor {
  private let inbox = Inbox()

  package init() { inbox.startThread(for: self) }

  deinit { inbox.stop() }

  package func enqueue(_ job: consuming ExecutorJob) { inbox.put(UnownedJob(job), of: asUnownedSerialExecutor()) }
}

/// The jobs that wait for the thread, each with the executor that it belongs to.
private final class Inbox: @unchecked Sendable {
  // Every stored variable is read and written under `mutex` only.
  private var jobs: [(UnownedJob, UnownedSerialExecutor)] = []
  private var stopped = false
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  init() {
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(condition)
    mutex.deallocate()
    condition.deallocate()
  }

  func startThread(for executor: ThreadExecutor) {
    var thread = pthread_t()
    let start = Unmanaged.passRetained(self).toOpaque()
    let status = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Inbox>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, start)
    precondition(status == 0, "the system gives no more threads")
    pthread_detach(thread)
  }

  func put(_ job: UnownedJob, of executor: UnownedSerialExecutor) {
    pthread_mutex_lock(mutex)
    jobs.append((job, executor))
    pthread_cond_signal(condition)
    pthread_mutex_unlock(mutex)
  }

  func stop() {
    pthread_mutex_lock(mutex)
    stopped = true
    pthread_cond_signal(condition)
    pthread_mutex_unlock(mutex)
  }

  private func run() {
    while true {
      pthread_mutex_lock(mutex)
      while jobs.isEmpty && !stopped { pthread_cond_wait(condition, mutex) }
      let batch = jobs
      jobs.removeAll(keepingCapacity: true)
      pthread_mutex_unlock(mutex)
      if batch.isEmpty { return }
      for (job, executor) in batch { job.runSynchronously(on: executor) }
    }
  }
}
