import Postgres
import Rules
import Store

/// The service's ingest at several sizes of a call, beside a bare COPY of the same posts.
///
/// One connection each. The COPY's rows are packed before the clock starts; ingest packs its own inside it. The COPY
/// commits every 1,000 posts, as the largest calls do; a single COPY of everything is measured beside it.
struct IngestMeasurement {
  /// Posts of one call, and posts of a repetition.
  let sizes: [(call: Int, posts: Int)]
  /// Posts of a repetition of the bare COPY.
  let posts: Int
  /// Posts a second, by repetition.
  private(set) var ingest: [Int: [Double]] = [:]
  private(set) var bare: [Double] = []
  private(set) var bareOne: [Double] = []

  init(posts: Int) {
    self.posts = posts
    sizes = [(1, max(50, posts / 50)), (100, posts / 2), (1000, posts)]
  }

  static let copySQL = """
    COPY bench.bare_post (post_id, source_id, external_id, revision, document) FROM STDIN (FORMAT binary)
    """

  /// One round: each once, every ingest with posts that the database has not seen.
  mutating func repetition(_ round: Int, _ db: borrowing Connection) throws {
    try BenchTables.clear(db)
    var first = round * 10_000_000
    for size in sizes {
      let calls = Self.calls(of: size.call, posts: size.posts, from: first)
      first += size.posts
      let watch = Stopwatch()
      for call in calls {
        let outcomes = try PostIngest.ingest(call, on: db)
        guard outcomes.allSatisfy({ $0 == .taken }) else { throw BenchmarkError("a new post was not taken") }
      }
      ingest[size.call, default: []].append(Double(size.posts) / watch.seconds)
    }
    bare.append(try Self.copy(posts, commitEvery: 1000, from: first, db))
    bareOne.append(try Self.copy(posts, commitEvery: posts, from: first, db))
  }

  /// Ids that rise with time, as most platforms' do.
  private static func post(_ number: Int) -> Post {
    Payload.post(number, id: String(7_460_000_000_000_000_000 + Int64(number)))
  }

  private static func calls(of size: Int, posts: Int, from first: Int) -> [[Post]] {
    stride(from: 0, to: posts, by: size).map { start in
      (start..<min(start + size, posts)).map { post(first + $0) }
    }
  }

  private static func copy(
    _ posts: Int, commitEvery size: Int, from first: Int, _ db: borrowing Connection
  ) throws -> Double {
    try db.execute("TRUNCATE bench.bare_post")
    let batches = calls(of: size, posts: posts, from: first).enumerated().map { block, posts in
      var rows = CopyRows()
      for (position, post) in posts.enumerated() {
        rows.row(columns: 5)
        rows.append(Int64(block * size + position))
        rows.append(Int32(1))
        rows.append(post.id.text)
        rows.append(Int64(0))
        rows.append(post.document)
      }
      return rows
    }
    let watch = Stopwatch()
    for rows in batches { try db.copy(copySQL, rows) }
    return Double(posts) / watch.seconds
  }
}

extension IngestMeasurement {
  func write(to report: inout Report) {
    report.heading("Ingest, one connection, posts/s")
    for size in sizes {
      report.rate("idempotent ingest, calls of \(size.call)", "ingest_\(size.call)", ingest[size.call] ?? [])
    }
    report.rate("bare COPY of the same posts, a commit every 1,000", "bare_copy", bare)
    report.rate("bare COPY of the same posts, one commit", "bare_one_copy", bareOne)
    report.heading("Ingest to the bare COPY with a commit every 1,000")
    for size in sizes {
      report.ratio(
        "calls of \(size.call)", "ingest_\(size.call)_to_copy", Statistics.ratios(ingest[size.call] ?? [], to: bare),
        target: size.call == 1000 ? .atLeast(0.4) : nil)
    }
  }
}
