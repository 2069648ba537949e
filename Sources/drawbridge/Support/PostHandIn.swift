import Postgres
import Rules
import Store

/// Hands posts to the database, a call at a time, whatever the database says.
///
/// A call is idempotent. One that cannot go through now is made again while `--wait` allows it; one that is refused, or waits
/// for somebody's lock in vain, is made in parts until the posts at fault are found: they are refused, their neighbours taken.
struct PostHandIn: ~Copyable {
  /// A post with the line that it came from.
  struct Line {
    var number: Int
    var post: Post
    /// What came, for the file of refused lines.
    var input: [UInt8]
  }

  typealias Answer = Result<PostIngest.Outcome, PostgresError>

  /// How long a statement waits for a lock: a whole call or a post by itself, and the parts between.
  private static let (longLock, shortLock) = ("3s", "500ms")
  /// Posts that wait for locks in a call of which no other was taken: then all posts do, and no single one is at fault.
  private static let mostStuck = 3

  private let access: DatabaseAccess
  private let lane: PostIngest.Lane
  private let wait: (later: Seconds, repair: Seconds)
  private var db: Connection
  private var lockTimeout = ""

  /// Through a connection of `access`, which is waited for as `options` say.
  init(_ access: DatabaseAccess, _ options: DatabaseOptions, lane: PostIngest.Lane) throws {
    self.access = access
    self.lane = lane
    // A full disk or a read-only server is waited for where that was asked for.
    wait = (options.laterWait, options.wait ?? .zero)
    db = try access.connect(wait: options.firstWait)
  }

  /// What became of each of `lines`, at most `PostIngest.mostPosts` of which no two have the same source and id.
  mutating func handIn(_ lines: [Line]) throws -> [(Line, Answer)] {
    var (patience, repairs) = (Patience(wait.later), Patience(wait.repair))
    while true {
      do {
        try limitLocks(to: Self.longLock)
        return zip(lines, try PostIngest.ingest(lines.map(\.post), lane: lane, on: db)).map { ($0, .success($1)) }
      } catch let error as PostgresError {
        switch error.disposition {
        case .retryConnection:
          try patience.wait(after: error)
          reconnect()
        case .retryStatement: try patience.wait(after: error)
        case .stop(.disk), .stop(.readOnly):
          try repairs.wait(after: error)
          reconnect()
        case .stop: throw error
        case .splitBatch, .rejectPost:
          if let answers = try handInParts(lines) { return answers }
          try patience.wait(after: error)
        }
      }
    }
  }

  /// The same in parts; nil where every post waits for a lock.
  private mutating func handInParts(_ lines: [Line]) throws -> [(Line, Answer)]? {
    var search = Search()
    try handIn(lines[...], &search)
    if search.isBlocked { return nil }
    for (line, _) in search.stuck {
      try limitLocks(to: Self.longLock)
      do {
        search.answers += zip([line], try PostIngest.ingest([line.post], lane: lane, on: db)).map { ($0, .success($1)) }
      } catch let error as PostgresError where Self.isOfPost(error) {
        search.answers.append((line, .failure(error)))
      }
    }
    return search.answers
  }

  /// Halves and halves again, until what cannot be taken stands alone.
  private mutating func handIn(_ lines: ArraySlice<Line>, _ search: inout Search) throws {
    if lines.isEmpty || search.isBlocked { return }
    do {
      try limitLocks(to: Self.shortLock)
      let outcomes = try PostIngest.ingest(lines.map(\.post), lane: lane, on: db)
      search.answers += zip(lines, outcomes).map { ($0, .success($1)) }
    } catch let error as PostgresError where Self.isOfPost(error) {
      let middle = lines.startIndex + lines.count / 2
      if lines.count > 1 {
        try handIn(lines[..<middle], &search)
        try handIn(lines[middle...], &search)
      } else if let line = lines.first {
        if error.disposition == .rejectPost {
          search.answers.append((line, .failure(error)))
        } else {
          search.stuck.append((line, error))
        }
      }
    }
  }

  private static func isOfPost(_ error: PostgresError) -> Bool {
    error.disposition == .rejectPost || error.disposition == .splitBatch
  }

  /// What is known of a call that is made in parts.
  private struct Search {
    var answers: [(Line, Answer)] = []
    var stuck: [(Line, PostgresError)] = []
    var isBlocked: Bool { answers.isEmpty && stuck.count >= PostHandIn.mostStuck }
  }

  private mutating func limitLocks(to limit: String) throws {
    if lockTimeout == limit { return }
    try db.query("SELECT set_config('lock_timeout', $1, false)", [.text(limit)])
    lockTimeout = limit
  }

  /// Another connection, where there is one now; else the next call says what is wrong.
  private mutating func reconnect() {
    guard let fresh = try? Connection(access.conninfo) else { return }
    db = fresh
    lockTimeout = ""
  }
}
