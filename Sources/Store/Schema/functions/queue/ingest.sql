-- p_content: title, text, links and attachments behind each other, separated by U+001F; null where there is nothing to
-- screen. Two calls that race on one key wait for each other, in the order of the keys, for two seconds at most (or
-- for the session's lock_timeout): whoever waits longer for a key or a case is refused (55P03), and nothing of the call is taken.
CREATE OR REPLACE FUNCTION ingest(
  p_lane smallint[], p_source text[], p_external text[], p_op text[], p_revision bigint[], p_author text[],
  p_document text[], p_warnings text[], p_content text[], p_reports bigint[]
) RETURNS TABLE (place integer, outcome text) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_count integer := cardinality(p_external);
  v_first bigint;  -- the first id of this call's block
  v_source integer;
  v_lock_timeout text := current_setting('lock_timeout');
  v_alien text;  -- a source that is not this login's
  v_places integer[]; v_outcomes text[]; v_lanes smallint[];
  v_sources integer[]; v_externals text[]; v_posts bigint[]; v_reports bigint[]; v_gone bigint[];
BEGIN
  IF v_count > 1024 THEN RAISE 'at most 1024 posts a call'; END IF;
  SELECT n INTO v_alien FROM (SELECT DISTINCT unnest(p_source)) AS u (n) WHERE NOT may_ingest(n) LIMIT 1;
  IF FOUND THEN
    RAISE 'the login % may not hand in posts of the source %', session_user, v_alien
      USING ERRCODE = 'DBR21', HINT = 'drawbridge logins add --role ingest --source'; END IF;
  IF v_lock_timeout = '0' THEN PERFORM set_config('lock_timeout', '2s', true); END IF;
  INSERT INTO source (name)
    SELECT DISTINCT n FROM unnest(p_source) n WHERE NOT EXISTS (SELECT FROM source s WHERE s.name = n) ORDER BY n
    ON CONFLICT DO NOTHING;
  v_first := nextval('block_seq') << 10;

  -- The short way: new posts of one source and lane. Nobody else can make the block's ids, so only a key can clash;
  -- that undoes what was inserted, up to the first clash in the order of the keys, and everything goes the long way.
  -- (Asking first whether a key is there costs more: the plan is made while the table is small, and stays.)
  IF 'create' = ALL (p_op) AND p_source[1] = ALL (p_source) AND p_lane[1] = ALL (p_lane) THEN
    v_source := (SELECT source_id FROM source WHERE name = p_source[1]);
    BEGIN
      INSERT INTO post_key (source_id, external_id, post_id, first_post_id, revision, digest, reports)
        SELECT v_source, u.external_id, v_first + u.place - 1, v_first + u.place - 1, coalesce(u.revision, 0),
               sha256(convert_to(u.content, 'UTF8')), u.reports
        FROM unnest(p_external, p_revision, p_content, p_reports)
             WITH ORDINALITY AS u (external_id, revision, content, reports, place)
        ORDER BY u.external_id;
      INSERT INTO post (post_id, source_id, external_id, revision, author_id, warnings, document)
        SELECT v_first + u.place - 1, v_source, u.external_id, coalesce(u.revision, 0), u.author,
               u.warnings::json, u.document::json
        FROM unnest(p_external, p_revision, p_author, p_warnings, p_document)
             WITH ORDINALITY AS u (external_id, revision, author, warnings, document, place);
      INSERT INTO ticket (lane, source_id, lo, hi, n)
        VALUES (p_lane[1], v_source, v_first, v_first + v_count - 1, v_count);
      PERFORM pg_notify('drawbridge_ticket', ''), set_config('lock_timeout', v_lock_timeout, true);
      RETURN QUERY SELECT g, 'taken' FROM generate_series(1, v_count) g;
      RETURN;
    EXCEPTION WHEN unique_violation THEN NULL;
    END;
  END IF;

  WITH input AS MATERIALIZED (
    SELECT u.place::integer, u.lane, s.source_id, u.external_id, u.op, u.author, u.document, u.warnings, u.reports,
           CASE WHEN u.op = 'create' THEN coalesce(u.revision, 0) ELSE u.revision END AS revision,
           sha256(convert_to(u.content, 'UTF8')) AS digest,
           v_first + row_number() OVER (ORDER BY u.lane, s.source_id, u.place) - 1 AS new_id,
           -- No join: its plan would be made while the table is small, and stay.
           CASE WHEN u.reports > 0 THEN (SELECT k.reports FROM post_key k
             WHERE k.source_id = s.source_id AND k.external_id = u.external_id) END AS reports_before
    FROM unnest(p_lane, p_source, p_external, p_op, p_revision, p_author, p_document, p_warnings, p_content, p_reports)
         WITH ORDINALITY
         AS u (lane, source, external_id, op, revision, author, document, warnings, content, reports, place)
    JOIN source s ON s.name = u.source
  ), written AS (
    INSERT INTO post_key AS k (source_id, external_id, post_id, first_post_id, revision, digest, withdrawn, reports)
      SELECT source_id, external_id, CASE WHEN digest IS NOT NULL THEN new_id END,
             CASE WHEN digest IS NOT NULL THEN new_id END, revision, digest,
             CASE op WHEN 'delete' THEN true WHEN 'restore' THEN false END, reports
      FROM input ORDER BY source_id, external_id
    ON CONFLICT (source_id, external_id) DO UPDATE SET
      post_id = CASE WHEN excluded.digest IS NOT NULL AND excluded.digest IS DISTINCT FROM k.digest
                     THEN excluded.post_id ELSE k.post_id END,
      first_post_id = coalesce(k.first_post_id, excluded.first_post_id),
      revision = CASE WHEN excluded.revision IS NOT NULL THEN excluded.revision
                      WHEN excluded.digest IS DISTINCT FROM k.digest AND excluded.digest IS NOT NULL
                      -- The greatest revision stays what it is: nothing comes after it.
                      THEN coalesce(k.revision, 0) + (coalesce(k.revision, 0) < 9223372036854775807)::integer
                      ELSE k.revision END,
      digest = coalesce(excluded.digest, k.digest),
      withdrawn = coalesce(excluded.withdrawn, k.withdrawn),
      reports = greatest(excluded.reports, k.reports)
    -- An older revision never wins, and what says nothing new changes nothing.
    WHERE coalesce(excluded.revision, k.revision, 0) >= coalesce(k.revision, 0)
      AND (excluded.digest IS NOT NULL AND excluded.digest IS DISTINCT FROM k.digest
           OR excluded.revision > coalesce(k.revision, 0)
           OR excluded.withdrawn IS NOT NULL AND excluded.withdrawn <> coalesce(k.withdrawn, false)
           OR excluded.reports > coalesce(k.reports, 0))
    RETURNING k.source_id, k.external_id, k.post_id, k.first_post_id
  ), outcome AS (
    SELECT i.*, w.post_id AS current_id,
           CASE WHEN w.source_id IS NULL THEN 'known'
                WHEN i.op = 'delete' THEN 'withdrawn'
                WHEN i.op = 'restore' THEN 'restored'
                WHEN w.post_id = i.new_id AND w.first_post_id = i.new_id THEN 'taken'
                WHEN w.post_id = i.new_id THEN 'edited'
                WHEN i.reports > coalesce(i.reports_before, 0) THEN 'reported'
                ELSE 'known' END AS outcome
    FROM input i LEFT JOIN written w USING (source_id, external_id)
  ), posts AS (
    INSERT INTO post (post_id, source_id, external_id, revision, author_id, warnings, document)
      SELECT new_id, source_id, external_id, revision, author, warnings::json, document::json
      FROM outcome WHERE current_id = new_id
  ), tickets AS (
    INSERT INTO ticket (lane, source_id, lo, hi, n)
      SELECT lane, source_id, min(new_id), max(new_id), count(*)
      FROM outcome WHERE current_id = new_id GROUP BY lane, source_id
  )
  SELECT array_agg(o.place), array_agg(o.outcome), array_agg(o.lane), array_agg(o.source_id),
         array_agg(o.external_id), array_agg(o.current_id), array_agg(o.reports)
    INTO v_places, v_outcomes, v_lanes, v_sources, v_externals, v_posts, v_reports FROM outcome o;

  -- From here on a fresh snapshot: a case that a worker opened while the keys were waited for is seen.
  IF v_outcomes && ARRAY['edited', 'restored'] THEN
    UPDATE review_case c SET post_id = u.post_id, edited = true, version = c.version + 1
    FROM unnest(v_outcomes, v_sources, v_externals, v_posts) AS u (outcome, source_id, external_id, post_id)
    WHERE u.outcome IN ('edited', 'restored') AND c.state = 'open' AND u.post_id <> c.post_id
      AND (c.source_id, c.external_id) = (u.source_id, u.external_id);
  END IF;
  IF 'withdrawn' = ANY (v_outcomes) THEN
    WITH gone AS (
      SELECT u.source_id, u.external_id, u.post_id
      FROM unnest(v_outcomes, v_sources, v_externals, v_posts) AS u (outcome, source_id, external_id, post_id)
      WHERE u.outcome = 'withdrawn'
    ), closed AS (
      UPDATE review_case c SET state = 'withdrawn', closed_at = now(), claim_token = NULL
      FROM gone g WHERE c.state = 'open' AND (c.source_id, c.external_id) = (g.source_id, g.external_id)
      RETURNING c.case_id, c.post_id
    ), logged AS (
      INSERT INTO event (kind, actor, acted_through, case_id, post_id)
        SELECT 'withdrawn', actor(), acted_through(), case_id, post_id FROM closed
    )
    SELECT array_agg(post_id ORDER BY post_id) INTO v_gone FROM gone WHERE post_id IS NOT NULL;
    IF v_gone IS NOT NULL THEN
      PERFORM tell_platform('withdrawal', v_gone, v_gone, array_fill(0::smallint, ARRAY[cardinality(v_gone)]));
    END IF;
  END IF;
  IF 'restored' = ANY (v_outcomes) THEN
    -- A restored post that was screened before is screened once more, so that its case can open again.
    INSERT INTO ticket (lane, source_id, lo, hi, pass, n)
      SELECT DISTINCT u.lane, u.source_id, u.post_id, u.post_id, next_pass(u.post_id, u.post_id), 1
      FROM unnest(v_outcomes, v_lanes, v_sources, v_posts) AS u (outcome, lane, source_id, post_id)
      WHERE u.outcome = 'restored' AND EXISTS (SELECT FROM verdict v WHERE v.post_id = u.post_id)
    ON CONFLICT DO NOTHING;
  END IF;
  IF 'reported' = ANY (v_outcomes) THEN
    -- More members reported it: looked at again, urgently, with the new count.
    INSERT INTO ticket (lane, source_id, lo, hi, pass, n)
      SELECT 0, u.source_id, u.post_id, u.post_id, next_pass(u.post_id, u.post_id), 1
      FROM unnest(v_outcomes, v_sources, v_posts) AS u (outcome, source_id, post_id) WHERE u.outcome = 'reported'
    ON CONFLICT DO NOTHING;
    INSERT INTO post_report AS r (post_id, pass, reports)
      SELECT u.post_id, t.pass, u.reports
      FROM unnest(v_outcomes, v_sources, v_posts, v_reports) AS u (outcome, source_id, post_id, reports)
      JOIN ticket t ON (t.lane, t.source_id, t.lo) = (0, u.source_id, u.post_id) WHERE u.outcome = 'reported'
    ON CONFLICT (post_id, pass) DO UPDATE SET reports = greatest(r.reports, excluded.reports);
  END IF;
  PERFORM pg_notify('drawbridge_ticket', ''), set_config('lock_timeout', v_lock_timeout, true);
  RETURN QUERY SELECT * FROM unnest(v_places, v_outcomes);
END $$;

REVOKE ALL ON FUNCTION ingest(smallint[], text[], text[], text[], bigint[], text[], text[], text[], text[], bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ingest(smallint[], text[], text[], text[], bigint[], text[], text[], text[], text[], bigint[]) TO drawbridge_ingest;
