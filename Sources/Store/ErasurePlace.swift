/// A place where something of a member stands. A new table with members' data is one more entry of `all`.
///
/// Every statement gets the same parameters: `$1` and `$2` the source and the platform's id of each of the member's
/// posts, `$3` the numbers of all their revisions, `$4` the member's own id (one element), `$5` the sources concerned.
struct ErasurePlace: Sendable {
  let name: String
  /// Answers how many rows are there, nil for what is only tidied up.
  let count: String?
  /// One statement; the rows that it touches are counted.
  let erase: String

  /// All places, in the order in which they are emptied: the posts last but for what needs them gone.
  static let all = [
    drafts, notes, cases, deadLetters, reports, counters, verdicts, posts, keys, tickets, workerStates,
  ]

  /// A lease that covers one of the posts ends: the worker that screens it now finishes in vain, and its ticket is taken
  /// again without the post. Runs before everything else.
  static let takeLeasesBack = """
    UPDATE ticket t SET worker = NULL, visible_at = now()
    FROM unnest($3::int8[]) AS u (post_id), unnest($5::int8[]) AS s (source_id), generate_series(0, 2) AS l (lane)
    WHERE t.lane = l.lane AND t.source_id = s.source_id AND t.lo BETWEEN u.post_id >> 10 << 10 AND u.post_id
      AND t.hi >= u.post_id AND t.worker IS NOT NULL
    """

  private static let drafts = ErasurePlace(
    name: "staged decisions",
    count: """
      SELECT count(*) FROM unnest($1::int8[], $2::text[]) AS k (source_id, external_id)
      JOIN review_case c USING (source_id, external_id) JOIN decision_draft d USING (case_id)
      """,
    erase: """
      WITH gone AS (
        DELETE FROM decision_draft d
        USING unnest($1::int8[], $2::text[]) AS k (source_id, external_id)
        JOIN review_case c USING (source_id, external_id) WHERE d.case_id = c.case_id
        RETURNING c.case_id, c.post_id
      )
      INSERT INTO event (kind, actor, acted_through, case_id, post_id, detail)
      SELECT 'draft_dropped', actor(), acted_through(), case_id, post_id, '{"state":"erased"}' FROM gone
      """)

  /// The reason of a decision may quote the post. What the chain holds is a digest of it with a salt that goes too.
  private static let notes = ErasurePlace(
    name: "reasons of decisions",
    count: """
      SELECT count(*) FROM unnest($1::int8[], $2::text[]) AS k (source_id, external_id)
      JOIN review_case c USING (source_id, external_id) JOIN decision d USING (case_id) JOIN note n USING (note_id)
      WHERE n.body IS NOT NULL
      """,
    erase: """
      UPDATE note n SET body = NULL, salt = NULL, erased_at = now()
      FROM unnest($1::int8[], $2::text[]) AS k (source_id, external_id)
      JOIN review_case c USING (source_id, external_id) JOIN decision d USING (case_id)
      WHERE n.note_id = d.note_id AND n.body IS NOT NULL
      """)

  private static let cases = ErasurePlace(
    name: "cases",
    count: """
      SELECT count(*) FROM unnest($1::int8[], $2::text[]) AS k (source_id, external_id)
      JOIN review_case c USING (source_id, external_id)
      """,
    erase: """
      WITH found AS (
        SELECT c.case_id, c.post_id, c.state FROM unnest($1::int8[], $2::text[]) AS k (source_id, external_id)
        JOIN review_case c USING (source_id, external_id) ORDER BY c.case_id FOR UPDATE OF c
      ), logged AS (
        INSERT INTO event (kind, actor, acted_through, case_id, post_id)
        SELECT 'withdrawn', actor(), acted_through(), case_id, post_id FROM found WHERE state = 'open'
      )
      UPDATE review_case c
      SET external_id = '', state = CASE c.state WHEN 'open' THEN 'withdrawn' ELSE c.state END,
          closed_at = coalesce(c.closed_at, now()), claimed_by = NULL, claimed_until = NULL, claim_token = NULL,
          claimed_version = NULL
      FROM found f WHERE c.case_id = f.case_id
      """)

  private static let deadLetters = ErasurePlace(
    name: "dead letters", count: "SELECT count(*) FROM dead_letter WHERE post_id = ANY ($3::int8[])",
    erase: "DELETE FROM dead_letter WHERE post_id = ANY ($3::int8[])")

  private static let reports = ErasurePlace(
    name: "report counts", count: "SELECT count(*) FROM post_report WHERE post_id = ANY ($3::int8[])",
    erase: "DELETE FROM post_report WHERE post_id = ANY ($3::int8[])")

  /// What counters counted of the member's posts, and of answers to the member.
  private static let counters = ErasurePlace(
    name: "counted hits",
    count: """
      SELECT count(*) FROM counter_hit h
      WHERE h.post_id = ANY ($3::int8[])
         OR h.reply_author = ANY ($4::text[]) AND EXISTS (
              SELECT FROM post p WHERE p.post_id = h.post_id AND p.source_id = ANY ($5::int8[]))
      """,
    erase: """
      DELETE FROM counter_hit h
      WHERE h.post_id = ANY ($3::int8[])
         OR h.reply_author = ANY ($4::text[]) AND EXISTS (
              SELECT FROM post p WHERE p.post_id = h.post_id AND p.source_id = ANY ($5::int8[]))
      """)

  private static let verdicts = ErasurePlace(
    name: "verdicts", count: "SELECT count(*) FROM verdict WHERE post_id = ANY ($3::int8[])",
    erase: "DELETE FROM verdict WHERE post_id = ANY ($3::int8[])")

  /// The outbox holds numbers of posts only: what it would expand goes with the posts and verdicts.
  private static let posts = ErasurePlace(
    name: "posts and revisions", count: "SELECT count(*) FROM post WHERE post_id = ANY ($3::int8[])",
    erase: "DELETE FROM post WHERE post_id = ANY ($3::int8[])")

  private static let keys = ErasurePlace(
    name: "keys",
    count: """
      SELECT count(*) FROM unnest($1::int8[], $2::text[]) AS u (source_id, external_id)
      JOIN post_key k ON k.source_id = u.source_id AND k.external_id = u.external_id
      """,
    erase: """
      DELETE FROM post_key k USING unnest($1::int8[], $2::text[]) AS u (source_id, external_id)
      WHERE k.source_id = u.source_id AND k.external_id = u.external_id
      """)

  /// A ticket names its posts by a range: it says how many are left of it, and goes with the last one.
  private static let tickets = ErasurePlace(
    name: "tickets",
    count: """
      SELECT count(DISTINCT (t.lane, t.source_id, t.lo))
      FROM unnest($3::int8[]) AS u (post_id), unnest($5::int8[]) AS s (source_id), generate_series(0, 2) AS l (lane), ticket t
      WHERE t.lane = l.lane AND t.source_id = s.source_id AND t.lo BETWEEN u.post_id >> 10 << 10 AND u.post_id
        AND t.hi >= u.post_id
      """,
    erase: """
      WITH found AS MATERIALIZED (
        SELECT DISTINCT t.lane, t.source_id, t.lo, (SELECT count(*) FROM post p
          WHERE p.post_id BETWEEN t.lo AND t.hi AND p.source_id = t.source_id) AS remaining
        FROM unnest($3::int8[]) AS u (post_id), unnest($5::int8[]) AS s (source_id), generate_series(0, 2) AS l (lane),
             ticket t
        WHERE t.lane = l.lane AND t.source_id = s.source_id AND t.lo BETWEEN u.post_id >> 10 << 10 AND u.post_id
          AND t.hi >= u.post_id
      ), gone AS (
        DELETE FROM ticket t USING found f
        WHERE (t.lane, t.source_id, t.lo) = (f.lane, f.source_id, f.lo) AND f.remaining = 0 RETURNING t.lo
      ), shrunk AS (
        UPDATE ticket t SET n = f.remaining FROM found f
        WHERE (t.lane, t.source_id, t.lo) = (f.lane, f.source_id, f.lo) AND f.remaining > 0 RETURNING t.lo
      )
      SELECT lo FROM gone UNION ALL SELECT lo FROM shrunk
      """)

  /// What a worker says of its trouble may name a post. A message too many is a small loss.
  private static let workerStates = ErasurePlace(
    name: "workers' messages",
    count: """
      SELECT count(*) FROM worker_status w
      WHERE EXISTS (SELECT FROM unnest($2::text[] || $4::text[] || $3::int8[]::text[]) AS u (word)
                    WHERE strpos(w.problem, word) > 0)
      """,
    erase: """
      UPDATE worker_status w SET problem = NULL
      WHERE EXISTS (SELECT FROM unnest($2::text[] || $4::text[] || $3::int8[]::text[]) AS u (word)
                    WHERE strpos(w.problem, word) > 0)
      """)
}
