internal import Postgres
internal import Rules

extension TicketQueue {
  /// Opens a case for each post that needs eyes or was reported, or joins the one that is open, where the post is still the
  /// platform's current text.
  ///
  /// What a person decided stands: a rule's hit opens no case about the same text. A report always does.
  func openCases(_ tickets: [ScreenedTicket], _ db: borrowing Connection) throws {
    let candidates = tickets.flatMap { ticket in
      ticket.posts.lazy.filter { $0.screening.needsEyes || $0.isReported || ticket.key.lane == 0 }
        .map { (id: $0.id, pass: ticket.pass, screening: $0.screening) }
    }
    if candidates.isEmpty { return }
    let locked = try db.queryPrepared(
      Self.lockSQL, [.integers(candidates.map(\.id)), .integers(candidates.map { Int64($0.pass) })])
    var current: Set<Int64> = []
    for row in 0..<locked.count { current.insert(Int64(try locked.integer(row, 0))) }
    let found = candidates.filter { current.contains($0.id) }
    if found.isEmpty { return }
    try db.queryPrepared(
      Self.caseSQL,
      [
        .integers(found.map(\.id)), .integers(found.map { Int64($0.screening.verdict) }),
        .texts(found.map(\.screening.queue)), .integers(found.map { Int64($0.screening.priority.rawValue) }),
        .doubles(found.map { $0.screening.due ?? -1 }), .texts(found.map(\.screening.language)),
        .integers(found.map { Int64($0.pass) }), .integers(found.map { $0.screening.isBlind ? 1 : 0 }),
      ], Statement("openCases", culprits: [.init("22008", parameter: 5, "due")]))
  }

  /// Locks the keys, and then the cases that are open, of what is still the platform's current text; answers its posts.
  /// With the key locked an edit or a deletion comes either wholly before (and no case opens) or wholly after (and finds
  /// the case); with the case locked a decision does, and the next statement sees it.
  private static let lockSQL: StaticString = """
    WITH located AS MATERIALIZED (
      -- Row by row, never as a join: a join's plan would be made while the tables are small, and stay.
      SELECT p.source_id, p.external_id, i.*
      FROM unnest($1::int8[], $2::int8[]) AS i (post_id, pass) CROSS JOIN LATERAL (
        SELECT p.source_id, p.external_id FROM post p WHERE p.post_id = i.post_id LIMIT 1) p
      WHERE i.pass >= coalesce((SELECT max(v.pass) FROM verdict v WHERE v.post_id = i.post_id), 0)
      ORDER BY p.source_id, p.external_id
    ), current AS MATERIALIZED (
      SELECT l.* FROM located l CROSS JOIN LATERAL (
        SELECT FROM post_key k
        WHERE k.source_id = l.source_id AND k.external_id = l.external_id AND k.post_id = l.post_id
          AND NOT coalesce(k.withdrawn, false)
        FOR SHARE) k
    )
    SELECT t.post_id, c.case_id FROM current t LEFT JOIN LATERAL (
      SELECT c.case_id FROM review_case c
      WHERE c.source_id = t.source_id AND c.external_id = t.external_id AND c.state = 'open'
      FOR NO KEY UPDATE) c ON true
    """

  private static let caseSQL: StaticString = """
    WITH input AS (
      SELECT * FROM unnest($1::int8[], $2::int8[], $3::text[], $4::int8[], $5::float8[], $6::text[], $7::int8[], $8::int8[])
                    AS u (post_id, verdict, queue, priority, due, lang, pass, blind)
    ), judged AS MATERIALIZED (
      SELECT p.source_id, p.external_id, i.*, i.verdict >= 2 OR i.blind <> 0 AS needs_eyes,
             EXISTS (SELECT FROM decision d WHERE d.post_id = i.post_id) AS is_decided,
             -- Reported by the time it first came, or since: then this is the pass that the report asked for.
             i.pass = 0 AND coalesce((SELECT k.reports FROM post_key k
               WHERE k.source_id = p.source_id AND k.external_id = p.external_id), 0) > 0 AS came_reported,
             EXISTS (SELECT FROM post_report r WHERE (r.post_id, r.pass) = (i.post_id, i.pass)) AS is_reported,
             EXISTS (SELECT FROM review_case c WHERE c.source_id = p.source_id AND c.external_id = p.external_id
                       AND c.state = 'open') AS is_open
      FROM input i CROSS JOIN LATERAL (
        SELECT p.source_id, p.external_id FROM post p WHERE p.post_id = i.post_id LIMIT 1) p
      ORDER BY p.source_id, p.external_id
    )
    INSERT INTO review_case AS c
      (source_id, external_id, post_id, first_post_id, verdict, queue, priority, due_at, lang, blind, causes)
    SELECT source_id, external_id, post_id, post_id, verdict, queue, priority,
           CASE WHEN due >= 0 THEN now() + due * interval '1 s' END, lang, blind <> 0,
           array_remove(ARRAY[CASE WHEN blind <> 0 THEN 'blind' END, CASE WHEN verdict = 5 THEN 'error' END,
             CASE WHEN came_reported OR is_reported THEN 'reported' END,
             CASE WHEN verdict BETWEEN 2 AND 4 THEN 'rule' END], NULL)
    FROM judged
    WHERE is_reported OR (needs_eyes OR came_reported) AND (is_open OR NOT is_decided)
    ON CONFLICT (source_id, external_id) WHERE state = 'open' DO UPDATE SET
      verdict = excluded.verdict, priority = greatest(c.priority, excluded.priority),
      due_at = least(c.due_at, excluded.due_at), lang = excluded.lang,
      -- A report about a text that the rules let pass moves no case, and shows nothing of a blind one.
      queue = CASE WHEN excluded.verdict >= 2 OR excluded.blind THEN excluded.queue ELSE c.queue END,
      blind = c.blind AND (excluded.blind OR excluded.verdict < 2),
      causes = ARRAY(SELECT DISTINCT unnest(c.causes || excluded.causes) ORDER BY 1)
    """

  /// Lets open cases follow a verdict that asks for no eyes. Those that are there for a rule or an error alone are closed,
  /// where nobody holds them or has staged a decision; the others stay, and say that they are no longer a hit. An edit
  /// closes no case: it is there for the text that came first.
  func settleCases(_ tickets: [ScreenedTicket], _ db: borrowing Connection) throws {
    let quiet = tickets.filter { ticket in ticket.posts.contains { !$0.screening.needsEyes } }
    if quiet.isEmpty { return }
    try db.queryPrepared(
      Self.settleSQL,
      [.integers(quiet.map(\.lo)), .integers(quiet.map(\.hi)), .integers(quiet.map { Int64($0.pass) })])
  }

  private static let settleSQL: StaticString = """
    WITH quiet AS MATERIALIZED (
      SELECT c.case_id, c.post_id, v.verdict, v.lang
      FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS t (lo, hi, pass)
      CROSS JOIN LATERAL (
        SELECT c.case_id, c.post_id FROM review_case c
        WHERE c.state = 'open' AND c.post_id >= t.lo AND c.post_id <= t.hi ORDER BY c.post_id) c
      CROSS JOIN LATERAL (
        SELECT v.verdict, v.lang FROM verdict v WHERE v.post_id = c.post_id AND v.pass = t.pass
          AND v.verdict < 2 AND NOT EXISTS (SELECT FROM verdict w WHERE w.post_id = v.post_id AND w.pass > v.pass)) v
    ), followed AS (
      UPDATE review_case c SET verdict = q.verdict, lang = q.lang
      FROM quiet q WHERE c.case_id = q.case_id AND c.post_id = q.post_id AND c.state = 'open'
        AND (c.edited OR NOT c.causes <@ ARRAY['rule', 'error'] OR c.claimed_until >= now()
             OR EXISTS (SELECT FROM decision_draft d WHERE d.case_id = q.case_id))
      RETURNING c.case_id
    ), closed AS (
      UPDATE review_case c
      SET verdict = q.verdict, lang = q.lang, state = 'rescreened', closed_at = now(), claim_token = NULL
      FROM quiet q WHERE c.case_id = q.case_id AND c.post_id = q.post_id AND c.state = 'open'
        AND NOT (c.edited OR NOT c.causes <@ ARRAY['rule', 'error'] OR coalesce(c.claimed_until >= now(), false)
             OR EXISTS (SELECT FROM decision_draft d WHERE d.case_id = q.case_id))
      RETURNING c.case_id, c.post_id
    )
    INSERT INTO event (kind, actor, acted_through, case_id, post_id)
    SELECT 'rescreened', actor(), acted_through(), case_id, post_id FROM closed
    """
}
