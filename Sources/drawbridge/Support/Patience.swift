import Glibc
import Postgres
import Rules
import Text

/// How long a command goes on trying against a database that does not serve: for some seconds in all, said once.
///
/// What only a person can repair (a wrong password, a full disk) is not tried again.
struct Patience {
  private let span: Seconds
  private let clock = ContinuousClock()
  private var deadline: ContinuousClock.Instant?
  private var pause = 0.1
  /// Attempts that failed.
  private(set) var failures = 0

  init(_ span: Seconds) { self.span = span }

  /// Runs `body` until it succeeds, fails for a reason that waiting does not cure, or the time is over.
  mutating func retry<R: ~Copyable>(_ body: () throws -> R) throws -> R {
    while true {
      do {
        return try body()
      } catch let error as PostgresError where error.disposition == .retryConnection {
        try wait(after: error)
      }
    }
  }

  /// Waits before the next attempt, longer each time; throws `error` where the time is over. Says once what is waited for.
  mutating func wait(after error: PostgresError) throws {
    failures += 1
    let now = clock.now
    let end = deadline ?? now + .microseconds(span.microseconds)
    if deadline == nil, span > .zero {
      let what =
        error.disposition == .retryConnection ? "the database is out of reach" : "the database does not take this now"
      Terminal.note("\(what), trying for \(span): \(VisibleText.of(error.description))")
    }
    deadline = end
    guard now < end else { throw error }
    let left = Double((end - now).components.seconds) + Double((end - now).components.attoseconds) / 1e18
    usleep(UInt32(min(pause, left) * 1_000_000))
    pause = min(pause * 2, 2)
  }
}
