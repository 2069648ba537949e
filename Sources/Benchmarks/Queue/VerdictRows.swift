import Postgres
import Store

/// The verdicts that every queue of the benchmark writes: into the service's own table, by the COPY that the service uses.
struct VerdictRows {
  static let statement = """
    COPY verdict (post_id, pass, rulebook_id, verdict, score, priority, lang, confidence, body)
    FROM STDIN (FORMAT binary)
    """

  private(set) var rows = CopyRows()
  private static let body = Payload.body

  init() {}

  init(_ posts: some Sequence<Int64>) {
    for post in posts { append(post) }
  }

  mutating func append(_ post: Int64) {
    rows.row(columns: 9)
    rows.append(post)
    rows.append(Int16(0))
    rows.appendNull()
    rows.append(Int16(0))
    rows.append(Float(0))
    rows.append(Int16(0))
    rows.append("und")
    rows.append(Float(0))
    rows.append(Self.body)
  }

  mutating func append(_ post: Int64, _ screening: StoredScreening) {
    screening.append(to: &rows, post: post, pass: 0, rulebook: nil)
  }

  func copy(to db: borrowing Connection) throws { try db.copy(Self.statement, rows) }
}
