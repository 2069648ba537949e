/// A ticket whose posts were screened: what `TicketQueue.finish` writes. The posts' texts are not kept.
package struct ScreenedTicket: Sendable {
  /// A post with what became of it.
  package struct Post: Sendable {
    package var id: Int64
    package var screening: StoredScreening
    /// Whether members have reported it since it came, which is why it is screened now.
    package var isReported: Bool
  }

  package var key: TicketKey
  package var lo: Int64
  package var hi: Int64
  package var pass: Int
  /// Whether the platform is to hear the verdicts even where a person decided.
  package var isEvenDecided: Bool
  package var posts: [Post]

  /// Screens every post of `ticket`.
  package init(_ ticket: TicketQueue.Ticket, _ screen: (TicketQueue.QueuedPost) -> StoredScreening) {
    key = ticket.key
    lo = ticket.lo
    hi = ticket.hi
    pass = ticket.pass
    isEvenDecided = ticket.isEvenDecided
    posts = ticket.posts.map { Post(id: $0.id, screening: screen($0), isReported: $0.reports != nil) }
  }
}
