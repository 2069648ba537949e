extension Migration {
  /// Partitions that the service makes and drops, fair sources, reports, staged decisions, workers' signs of life, and an
  /// epoch that survives a restore.
  static let second = Migration(
    number: 2, name: "the queue at the limit",
    sql: epochs + sources + partitions + retention + redrive + ingestTwice + drafts + states)

  /// A dump that is restored into a younger cluster brings transaction ids that are still to come there: what was
  /// written before belongs to an older epoch. The cluster's own identifier tells, so nobody has to remember.
  private static let epochs = #"""
    ALTER TABLE setting ADD COLUMN system_identifier bigint, ADD COLUMN server_started timestamptz;
    UPDATE setting SET system_identifier = (SELECT system_identifier FROM pg_control_system());

    -- The control file is read once after each start of the server: that costs as much as the rest of an outbox row.
    CREATE FUNCTION current_epoch() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = drawbridge, pg_temp AS $$
    DECLARE
      s setting;
      v_actual bigint;
      v_is_new boolean;
    BEGIN
      SELECT * INTO s FROM setting;
      IF s.server_started = pg_postmaster_start_time() THEN RETURN s.epoch; END IF;
      SELECT * INTO s FROM setting FOR UPDATE;
      v_actual := (SELECT system_identifier FROM pg_control_system());
      v_is_new := s.system_identifier IS DISTINCT FROM v_actual;
      s.epoch := s.epoch + v_is_new::integer;
      UPDATE setting
        SET epoch = s.epoch, system_identifier = v_actual, server_started = pg_postmaster_start_time();
      IF v_is_new THEN
        INSERT INTO event (kind, actor, acted_through, detail)
          VALUES ('epoch', session_user, 'login', json_build_object('epoch', s.epoch));
      END IF;
      RETURN s.epoch;
    END $$;
    """#

  private static let sources = #"""

    ALTER TABLE source
      ADD CHECK (weight BETWEEN 1 AND 1000), ADD CHECK (max_inflight > 0),
      -- What the platform is to do with a post that has no verdict after a while; null: it is never told.
      ADD COLUMN on_no_verdict text NOT NULL DEFAULT 'hold' CHECK (on_no_verdict IN ('publish', 'hold')),
      ADD COLUMN no_verdict_after interval;

    ALTER TABLE ticket
      ADD COLUMN queued_at timestamptz NOT NULL DEFAULT now(),
      ADD COLUMN announced boolean NOT NULL DEFAULT false;

    -- How often a post had been reported when the pass began that looks at it again.
    CREATE TABLE post_report (
      post_id bigint NOT NULL,
      pass smallint NOT NULL,
      reports bigint NOT NULL,
      at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (post_id, pass)
    );
    ALTER TABLE post_key ADD COLUMN reports bigint;
    ALTER TABLE dead_letter ADD COLUMN redriven_at timestamptz;
    """#

  /// What was screened before is screened again under the next pass, so that no verdict is ever written twice.
  private static let redrive = #"""

    CREATE FUNCTION next_pass(p_lo bigint, p_hi bigint) RETURNS smallint LANGUAGE sql STABLE
      SET search_path = drawbridge, pg_temp AS $$
      SELECT (1 + greatest(0,
        (SELECT max(pass) FROM verdict WHERE post_id BETWEEN p_lo AND p_hi),
        (SELECT max(pass) FROM dead_letter WHERE post_id BETWEEN p_lo AND p_hi),
        (SELECT max(pass) FROM post_report WHERE post_id BETWEEN p_lo AND p_hi),
        (SELECT max(t.pass) FROM generate_series(0, 2) AS l (lane) CROSS JOIN source s
           JOIN ticket t ON (t.lane, t.source_id) = (l.lane, s.source_id) AND t.lo BETWEEN p_lo AND p_hi)))::smallint
    $$;

    -- Puts single posts back into the queue; answers how many. One that waits there already is not doubled.
    CREATE FUNCTION redrive(p_posts bigint[], p_lane smallint) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = drawbridge, pg_temp AS $$
    DECLARE v_made bigint;
    BEGIN
      INSERT INTO ticket (lane, source_id, lo, hi, pass, n)
        SELECT p_lane, p.source_id, p.post_id, p.post_id, next_pass(p.post_id, p.post_id), 1
        FROM (SELECT DISTINCT unnest(p_posts) AS post_id) u JOIN post p USING (post_id) ORDER BY p.post_id
        ON CONFLICT DO NOTHING;
      GET DIAGNOSTICS v_made = ROW_COUNT;
      UPDATE dead_letter SET redriven_at = now() WHERE post_id = ANY (p_posts) AND redriven_at IS NULL;
      PERFORM pg_notify('drawbridge_ticket', '');
      RETURN v_made;
    END $$;

    -- Screens what came in since p_since once more, whole blocks at a time; answers how many posts.
    CREATE FUNCTION rescreen(p_since timestamptz, p_source integer, p_lane smallint) RETURNS bigint LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
    DECLARE v_posts bigint;
    BEGIN
      WITH blocks AS (
        SELECT source_id, min(post_id) AS lo, max(post_id) AS hi, count(*) AS n
        FROM post WHERE received_at >= p_since AND (p_source IS NULL OR source_id = p_source)
        GROUP BY source_id, post_id >> 10
      ), made AS (
        INSERT INTO ticket (lane, source_id, lo, hi, pass, n)
          SELECT p_lane, source_id, lo, hi, next_pass(lo, hi), n FROM blocks ON CONFLICT DO NOTHING RETURNING n
      )
      SELECT coalesce(sum(n), 0) INTO v_posts FROM made;
      PERFORM pg_notify('drawbridge_ticket', '');
      RETURN v_posts;
    END $$;
    """#
}
