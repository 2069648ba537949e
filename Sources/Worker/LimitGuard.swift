package import Logging
package import Postgres
package import Rules
package import Store
internal import Synchronization

/// Watches how often rules fire that hold or remove, over all workers, and caps those that fire too often: a guard
/// against a bad entry, at the pace of minutes.
///
/// Screening reads a snapshot and notes hits in memory; the housekeeping carries both to the database and back.
package final class LimitGuard: Sendable {
  private struct State {
    var limits = RuleLimits()
    var posts = 0
    var hits: [RuleLimitStore.Hit: Int] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// What screening has to respect now.
  package var limits: RuleLimits { state.withLock(\.limits) }

  /// Notes the hits of posts whose verdicts were written.
  package func note(_ tickets: [ScreenedTicket]) {
    state.withLock { state in
      for post in tickets.lazy.flatMap(\.posts) {
        state.posts += 1
        for hit in post.screening.watched { state.hits[hit, default: 0] += 1 }
      }
    }
  }

  /// Tells the database what was noted, asks it how the rules of `rulebook` stand, and says on the log which of them went
  /// past their limits just now: that is told by one worker, once.
  package func exchange(_ rulebook: Rulebook, on db: borrowing Connection, logger: Logger) throws {
    let watched = rulebook.rules.filter(\.isGuarded)
    let (posts, hits) = state.withLock { state in
      defer { (state.posts, state.hits) = (0, [:]) }
      return (state.posts, state.hits)
    }
    if watched.isEmpty { return }
    do {
      try RuleLimitStore.add(posts: posts, hits: hits, on: db)
    } catch {
      state.withLock { state in
        state.posts += posts
        state.hits.merge(hits) { $0 + $1 }
      }
      throw error
    }
    for standing in try RuleLimitStore.measure(watched, on: db) where standing.isPast && !standing.isLimited {
      guard try RuleLimitStore.trip(standing, on: db) else { continue }
      logger.error(
        """
        rule \(standing.rule.id) of \(standing.rule.owner) went past its limit: \(standing.hits) different texts of \
        \(standing.posts) posts; it is capped at \(standing.cap.name) until somebody looks: \
        drawbridge rules acknowledge \(standing.rule.id)
        """)
    }
    let limits = try RuleLimitStore.limits(on: db)
    state.withLock { $0.limits = limits }
  }
}
