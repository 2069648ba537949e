internal import Postgres

/// What names a lease: the ticket, and the attempt that holds it. A ticket that was taken again since has another one.
package struct TicketKey: Sendable, Hashable {
  package var lane: Int
  package var source: Int
  package var lo: Int64
  package var attempts: Int

  /// `lane`, `source_id`, `lo` and `attempts`, an array each.
  static func parameters(_ keys: [TicketKey]) -> [Parameter] {
    [
      .integers(keys.map { Int64($0.lane) }), .integers(keys.map { Int64($0.source) }), .integers(keys.map(\.lo)),
      .integers(keys.map { Int64($0.attempts) }),
    ]
  }
}
