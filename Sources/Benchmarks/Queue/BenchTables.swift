import Postgres
import Text

/// The tables that the benchmark adds beside the service's own, in the schema `bench`, and how they are filled.
///
/// Every queue gets the same documents from one template of 1,000 posts, each under an id of its own.
enum BenchTables {
  static func make(_ db: borrowing Connection) throws {
    try db.execute(
      """
      CREATE SCHEMA bench;
      CREATE TABLE bench.template (place integer PRIMARY KEY, tail text NOT NULL);
      INSERT INTO source (name) VALUES ('bench');

      -- Delete-on-take.
      CREATE TABLE bench.delete_queue (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, document json NOT NULL);

      -- A row for each job with its state, as in River, Oban and Graphile Worker; a partial index over what is ready,
      -- the best of the indexes that they have.
      CREATE TABLE bench.lease_queue (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        state smallint NOT NULL DEFAULT 0,
        attempts smallint NOT NULL DEFAULT 0,
        lease_until timestamptz,
        worker integer,
        document json NOT NULL
      );
      CREATE INDEX lease_queue_ready ON bench.lease_queue (id) WHERE state = 0;

      -- The columns of a PGMQ queue.
      CREATE TABLE bench.message_queue (
        msg_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        read_ct integer NOT NULL DEFAULT 0,
        enqueued_at timestamptz NOT NULL DEFAULT now(),
        vt timestamptz NOT NULL DEFAULT now(),
        message jsonb
      );
      CREATE INDEX message_queue_vt ON bench.message_queue (vt);

      -- Where the bare COPY of posts goes.
      CREATE TABLE bench.bare_post (LIKE post INCLUDING ALL);
      """)
    try db.query(
      "INSERT INTO bench.template (place, tail) SELECT place - 1, tail FROM unnest($1::text[]) WITH ORDINALITY AS u (tail, place)",
      [.texts((0..<1000).map { tail(of: Payload.text($0)) })])
  }

  /// A document from behind its id on.
  private static func tail(of text: String) -> String {
    var writer = JSONWriter()
    writer.object { out in
      out.member("source", "bench")
      out.member("text", text)
    }
    return "," + writer.text.dropFirst()
  }

  /// Empties everything that a run wrote into the service's tables, the queue included.
  static func clear(_ db: borrowing Connection) throws {
    try db.execute("TRUNCATE post, post_key, ticket, verdict, outbox, review_case")
  }

  /// Empties what is only ever appended to: what a long run may drop without doing the queue a favour.
  static func clearAppended(_ db: borrowing Connection) throws {
    try db.execute("TRUNCATE post, verdict, outbox")
  }

  /// Puts `posts` posts into the service's own queue, a ticket for each `block` of them, as ingest leaves them.
  static func fillTickets(_ posts: Int, block: Int, _ db: borrowing Connection) throws {
    try db.query(
      """
      WITH blocks AS MATERIALIZED (
        SELECT nextval('block_seq') << 10 AS lo FROM generate_series(1, $1::integer / $2::integer)
      ), tickets AS (
        INSERT INTO ticket (lane, source_id, lo, hi, n)
        SELECT 1, s.source_id, b.lo, b.lo + $2::integer - 1, $2::integer
        FROM blocks b, source s WHERE s.name = 'bench'
      )
      INSERT INTO post (post_id, source_id, external_id, revision, document)
      SELECT b.lo + p, s.source_id, 'bench-' || b.lo + p, 0, ('{"id":"bench-' || b.lo + p || '"' || t.tail)::json
      FROM blocks b, source s, generate_series(0, $2::integer - 1) p, bench.template t
      WHERE s.name = 'bench' AND t.place = ((b.lo >> 10) + p) % 1000
      ORDER BY b.lo, p
      """, [.integer(posts), .integer(block)])
    try db.execute("ANALYZE post; ANALYZE ticket")
  }
}
