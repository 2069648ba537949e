/// A ticket whose posts were screened: what `TicketQueue.finish` writes. The posts' texts are not kept.
package struct ScreenedTicket: Sendable {
  /// A post with what became of it.
  package struct Post: Sendable {
    package var id: Int64
    package var screening: StoredScreening
  }

  package var key: TicketKey
  package var lo: Int64
  package var hi: Int64
  package var pass: Int
  package var posts: [Post]

  /// Screens every post of `ticket`.
  package init(_ ticket: TicketQueue.Ticket, _ screen: (TicketQueue.QueuedPost) -> StoredScreening) {
    key = ticket.key
    lo = ticket.lo
    hi = ticket.hi
    pass = ticket.pass
    posts = ticket.posts.map { Post(id: $0.id, screening: screen($0)) }
  }
}
