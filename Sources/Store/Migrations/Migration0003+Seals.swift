extension Migration {
  /// Seals: whoever has seen a head can tell later whether an event before it was changed, taken out or put in.
  ///
  /// Writers never wait for a seal. It covers the events of transactions below the oldest one that still runs, so that
  /// none of an earlier transaction can come later, and begins exactly where the seal before it ended.
  static let seals = #"""

    CREATE TABLE seal (
      seal_id bigint PRIMARY KEY,
      day date NOT NULL,
      sealed_at timestamptz NOT NULL,
      form smallint NOT NULL,      -- what event_digest is over; a later schema may need another form
      epoch integer NOT NULL,
      from_xid xid8 NOT NULL,      -- the first transaction that it covers
      to_xid xid8 NOT NULL,        -- the first that it does not cover
      events bigint NOT NULL,
      last_at timestamptz NOT NULL,
      digest bytea NOT NULL,
      head bytea NOT NULL UNIQUE,
      UNIQUE (epoch, from_xid)
    );
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON seal FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON seal EXECUTE FUNCTION refuse_change();

    -- Over a JSON array, in which two different events never look the same. Without settings of its own, so that it is
    -- inlined: 300,000 events are sealed in 2 s, and in 15 s otherwise (2026-11-25, two cores).
    CREATE FUNCTION event_digest(e event, p_form smallint) RETURNS bytea LANGUAGE sql STABLE AS $$
      SELECT CASE p_form WHEN 1 THEN sha256(convert_to(json_build_array(
        e.event_id, e.epoch, e.xid, (extract(epoch FROM e.at) * 1000000)::bigint, e.kind, e.actor, e.acted_through,
        e.case_id, e.post_id, e.decision_id, encode(e.note_digest, 'hex'), e.detail::text)::text, 'UTF8')) END
    $$;

    -- A digest over any number of digests in 32 bytes of memory.
    CREATE FUNCTION digest_link(p_state bytea, p_next bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
      SELECT sha256(p_state || p_next)
    $$;
    CREATE AGGREGATE digest_chain(bytea) (sfunc = digest_link, stype = bytea, initcond = '');

    CREATE FUNCTION digest_events(p_form smallint, p_epoch integer, p_from xid8, p_to xid8)
    RETURNS TABLE (events bigint, last_at timestamptz, digest bytea) LANGUAGE sql STABLE
      SET search_path = drawbridge, pg_temp AS $$
      SELECT count(*), max(e.at), digest_chain(event_digest(e, p_form) ORDER BY e.xid, e.event_id)
      FROM event e WHERE e.epoch = p_epoch AND e.xid >= p_from AND e.xid < p_to
    $$;

    -- The head over everything that the seal says, the digest of its events, and the head before it.
    CREATE FUNCTION seal_head(p_before bytea, s seal) RETURNS bytea LANGUAGE sql STABLE
      SET search_path = drawbridge, pg_temp AS $$
      SELECT sha256(convert_to(json_build_array(
        encode(p_before, 'hex'), s.seal_id, to_char(s.day, 'YYYY-MM-DD'),
        (extract(epoch FROM s.sealed_at) * 1000000)::bigint, s.form, s.epoch, s.from_xid, s.to_xid, s.events, (extract(epoch FROM s.last_at) * 1000000)::bigint,
        encode(s.digest, 'hex'))::text, 'UTF8'))
    $$;

    -- Seals what can be sealed now; answers the new seals: one, none, or one for each epoch after a restore. One session
    -- seals at a time, and whoever comes second leaves it to the first.
    CREATE FUNCTION seal_events() RETURNS SETOF seal LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = drawbridge, pg_temp AS $$
    DECLARE
      v_epoch integer := current_epoch();
      v_xmin xid8;
      v_last seal;
      v_seal seal;
      v_events record;
      e integer;
    BEGIN
      IF NOT pg_try_advisory_xact_lock(hashtext('drawbridge.seal')) THEN RETURN; END IF;
      v_xmin := pg_snapshot_xmin(pg_current_snapshot());
      SELECT * INTO v_last FROM seal ORDER BY seal_id DESC LIMIT 1;
      FOR e IN
        SELECT DISTINCT v.epoch FROM event v
        WHERE (v.epoch, v.xid) >= (coalesce(v_last.epoch, 0), coalesce(v_last.to_xid, '0')) AND v.epoch <= v_epoch
        ORDER BY 1
      LOOP
        v_seal.epoch := e;
        v_seal.from_xid := CASE WHEN e = v_last.epoch THEN v_last.to_xid ELSE '0' END;
        v_seal.to_xid := CASE WHEN e < v_epoch THEN '18446744073709551615' ELSE v_xmin END;
        v_seal.form := 1;
        SELECT * INTO v_events FROM digest_events(v_seal.form, e, v_seal.from_xid, v_seal.to_xid);
        CONTINUE WHEN v_events.events = 0;
        v_seal.seal_id := coalesce(v_last.seal_id, 0) + 1;
        v_seal.sealed_at := clock_timestamp();
        v_seal.day := (v_seal.sealed_at AT TIME ZONE 'UTC')::date;
        v_seal.events := v_events.events;
        v_seal.last_at := v_events.last_at;
        v_seal.digest := v_events.digest;
        v_seal.head := seal_head(v_last.head, v_seal);
        INSERT INTO seal VALUES (v_seal.*);
        v_last := v_seal;
        RETURN NEXT v_seal;
      END LOOP;
    END $$;
    """#

  /// What retention takes away beside partitions: the text about closed cases, and old events by whole seals.
  static let retiring = #"""

    CREATE INDEX review_case_closed ON review_case (closed_at) WHERE state <> 'open';
    -- Each retirement says up to which seal it went; the newest stays, since it is younger than what it retired.
    CREATE INDEX event_retired ON event (event_id) WHERE kind = 'retired';

    -- Up to which seal the events are gone.
    CREATE FUNCTION retired_seals() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
      SET search_path = drawbridge, pg_temp AS $$
      SELECT coalesce((SELECT (e.detail ->> 'through_seal')::bigint FROM event e WHERE e.kind = 'retired'
                       ORDER BY e.event_id DESC LIMIT 1), 0)
    $$;

    -- Forgets cases that were closed p_cases ago or earlier, at most p_most of them: the case with the platform's id,
    -- and the words of its decisions. Decision and events stay, without text. Answers how many cases went.
    CREATE FUNCTION retire_cases(p_cases interval, p_most integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = drawbridge, pg_temp AS $$
    DECLARE v_cases bigint[];
    BEGIN
      WITH due AS (
        SELECT case_id FROM review_case WHERE state <> 'open' AND closed_at < now() - p_cases
        ORDER BY closed_at LIMIT p_most FOR UPDATE SKIP LOCKED
      ), gone AS (
        DELETE FROM review_case c USING due WHERE c.case_id = due.case_id RETURNING c.case_id
      )
      SELECT array_agg(case_id) INTO v_cases FROM gone;
      DELETE FROM decision_draft WHERE case_id = ANY (v_cases);
      UPDATE note n SET body = NULL, salt = NULL, erased_at = now()
        FROM decision d WHERE d.case_id = ANY (v_cases) AND n.note_id = d.note_id AND n.body IS NOT NULL;
      RETURN coalesce(cardinality(v_cases), 0);
    END $$;

    -- Drops the oldest seals' events, with their decisions and notes, where all events of a seal are older than p_before;
    -- at most p_most seals. The seals stay, so the chain of heads stays whole. No row: nothing was due, or somebody else
    -- is retiring or checking.
    CREATE FUNCTION retire_events(p_before interval, p_most integer)
    RETURNS TABLE (seals bigint, events bigint, decisions bigint) LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = drawbridge, pg_temp AS $$
    DECLARE
      v_done bigint;
      v_through bigint;
      v_slice seal;
      v_gone bigint;
      v_decisions bigint[];
    BEGIN
      IF NOT pg_try_advisory_xact_lock(hashtext('drawbridge.retire')) THEN RETURN; END IF;
      v_done := retired_seals();
      v_through := (
        SELECT max(s.seal_id) FROM seal s WHERE s.seal_id > v_done AND s.seal_id <= v_done + p_most AND s.seal_id < coalesce(
          (SELECT min(y.seal_id) FROM seal y WHERE y.seal_id > v_done AND y.last_at >= now() - p_before),
          9223372036854775807));
      IF v_through IS NULL THEN RETURN; END IF;
      PERFORM set_config('drawbridge.retiring', 'on', true);
      seals := v_through - v_done;
      events := 0;
      decisions := 0;
      FOR v_slice IN SELECT * FROM seal s WHERE s.seal_id > v_done AND s.seal_id <= v_through ORDER BY s.seal_id LOOP
        SELECT array_agg(e.decision_id) INTO v_decisions FROM event e
          WHERE e.epoch = v_slice.epoch AND e.xid >= v_slice.from_xid AND e.xid < v_slice.to_xid AND e.kind = 'decided';
        DELETE FROM note n USING decision d WHERE d.decision_id = ANY (v_decisions) AND n.note_id = d.note_id;
        DELETE FROM decision d WHERE d.decision_id = ANY (v_decisions);
        GET DIAGNOSTICS v_gone = ROW_COUNT;
        decisions := decisions + v_gone;
        DELETE FROM event e WHERE e.epoch = v_slice.epoch AND e.xid >= v_slice.from_xid AND e.xid < v_slice.to_xid;
        GET DIAGNOSTICS v_gone = ROW_COUNT;
        events := events + v_gone;
      END LOOP;
      PERFORM set_config('drawbridge.retiring', '', true);
      INSERT INTO event (kind, actor, acted_through, detail)
        VALUES ('retired', actor(), acted_through(),
                json_build_object('through_seal', v_through, 'events', events, 'decisions', decisions));
      RETURN NEXT;
    END $$;
    """#
}
