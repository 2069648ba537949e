internal import Synchronization

/// Counts steps of work, so that tests can hold that a post's cost grows with its length and no faster.
///
/// What walks over a text reports how far it went. Only debug builds count: in release builds nothing is left of a call.
/// Time would tell the same on an idle machine, and something else on a busy one.
package enum Work {
  #if DEBUG
    private final class Meter: Sendable {
      let steps = Atomic<Int>(0)
    }

    @TaskLocal private static var meter: Meter?
  #endif

  /// `steps` more were made: scalars that were visited, copied or asked about.
  @inline(__always)
  package static func add(_ steps: Int) {
    #if DEBUG
      meter?.steps.add(steps, ordering: .relaxed)
    #endif
  }

  /// How many steps `body` made; 0 in release builds.
  package static func steps(_ body: () throws -> Void) rethrows -> Int {
    #if DEBUG
      let meter = Meter()
      try $meter.withValue(meter) { try body() }
      return meter.steps.load(ordering: .relaxed)
    #else
      try body()
      return 0
    #endif
  }
}
