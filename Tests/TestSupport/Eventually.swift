/// What a test waited for in vain.
package struct NeverHappened: Error, CustomStringConvertible {
  package var description: String
}

/// Waits until `isTrue`, however slow the machine is; throws after ten minutes.
package func eventually(_ what: String, until isTrue: () async throws -> Bool) async throws {
  let end = ContinuousClock.now + .seconds(600)
  while try await !isTrue() {
    guard ContinuousClock.now < end else { throw NeverHappened(description: "never: \(what)") }
    try await Task.sleep(for: .milliseconds(20))
  }
}
