extension Migration {
  /// A decision may wait for some seconds, in which it can be taken back; whichever worker is alive then makes it final.
  static let drafts = #"""

    ALTER TABLE review_case DROP CONSTRAINT review_case_state_check,
      ADD CHECK (state IN ('open', 'decided', 'withdrawn', 'rescreened'));

    CREATE TABLE decision_draft (
      case_id bigint PRIMARY KEY,
      version integer NOT NULL,
      action text NOT NULL CHECK (action IN ('allow', 'label', 'warn', 'remove')),
      reason text NOT NULL,
      actor text NOT NULL,
      acted_through text NOT NULL,
      staged_at timestamptz NOT NULL DEFAULT now(),
      release_at timestamptz NOT NULL
    );
    CREATE INDEX decision_draft_due ON decision_draft (release_at);

    -- Raises what stands against a decision of the acting person on this case; locks the case. With p_token null the
    -- claim is not looked at: a draft was checked when it was made.
    CREATE FUNCTION check_claim(p_case bigint, p_token uuid) RETURNS review_case LANGUAGE plpgsql
      SET search_path = drawbridge, pg_temp AS $$
    DECLARE c review_case;
    BEGIN
      SELECT * INTO c FROM review_case r WHERE r.case_id = p_case FOR UPDATE;
      IF NOT FOUND THEN RAISE 'there is no case %', p_case USING ERRCODE = 'DBR01'; END IF;
      IF c.state <> 'open' THEN RAISE 'case % is % already', p_case, c.state USING ERRCODE = 'DBR02'; END IF;
      IF c.claim_token IS DISTINCT FROM p_token OR c.claimed_by IS DISTINCT FROM actor() THEN
        RAISE 'case % is not claimed with this token', p_case USING ERRCODE = 'DBR03'; END IF;
      IF c.claimed_until < now() THEN RAISE 'the claim of case % ended', p_case USING ERRCODE = 'DBR04'; END IF;
      IF c.claimed_version <> c.version THEN
        RAISE 'the post of case % was edited after it was claimed', p_case USING ERRCODE = 'DBR05'; END IF;
      RETURN c;
    END $$;

    -- Makes a decision final: case, decision, event and outbox row in one transaction.
    CREATE FUNCTION commit_decision(p_case bigint, p_action text, p_reason text, p_actor text, p_through text)
    RETURNS bigint LANGUAGE plpgsql SET search_path = drawbridge, pg_temp AS $$
    DECLARE
      v_post bigint;
      v_decision bigint;
    BEGIN
      UPDATE review_case SET state = 'decided', closed_at = now(), claim_token = NULL WHERE case_id = p_case
        RETURNING post_id INTO v_post;
      DELETE FROM decision_draft WHERE case_id = p_case;
      INSERT INTO decision (case_id, post_id, action, reason, actor, acted_through)
        VALUES (p_case, v_post, p_action, p_reason, p_actor, p_through) RETURNING decision_id INTO v_decision;
      INSERT INTO event (kind, actor, acted_through, case_id, post_id, detail)
        VALUES ('decided', p_actor, p_through, p_case, v_post, json_build_object('action', p_action));
      INSERT INTO outbox (epoch, kind, lo, hi, pass, decision_id)
        VALUES (current_epoch(), 'decision', ARRAY[v_post], ARRAY[v_post], ARRAY[0::smallint], v_decision);
      RETURN v_decision;
    END $$;

    CREATE OR REPLACE FUNCTION decide_case(p_case bigint, p_token uuid, p_action text, p_reason text)
    RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
    BEGIN
      PERFORM check_claim(p_case, p_token);
      RETURN commit_decision(p_case, p_action, p_reason, actor(), acted_through());
    END $$;

    -- Decides after p_delay; until then `undo_decision` takes it back and nobody else can claim the case.
    CREATE FUNCTION stage_decision(p_case bigint, p_token uuid, p_action text, p_reason text, p_delay interval)
    RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
    DECLARE
      c review_case := check_claim(p_case, p_token);
      v_release timestamptz := now() + p_delay;
    BEGIN
      INSERT INTO decision_draft AS d (case_id, version, action, reason, actor, acted_through, release_at)
        VALUES (p_case, c.version, p_action, p_reason, actor(), acted_through(), v_release)
        ON CONFLICT (case_id) DO UPDATE SET version = excluded.version, action = excluded.action, reason = excluded.reason,
          actor = excluded.actor, acted_through = excluded.acted_through, staged_at = now(), release_at = excluded.release_at;
      INSERT INTO event (kind, actor, acted_through, case_id, post_id, detail)
        VALUES ('staged', actor(), acted_through(), p_case, c.post_id, json_build_object('action', p_action));
      RETURN v_release;
    END $$;

    CREATE FUNCTION undo_decision(p_case bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = drawbridge, pg_temp AS $$
    BEGIN
      PERFORM FROM review_case WHERE case_id = p_case FOR UPDATE;
      DELETE FROM decision_draft WHERE case_id = p_case AND actor = actor();
      IF NOT FOUND THEN RAISE 'case % has no staged decision of yours', p_case USING ERRCODE = 'DBR06'; END IF;
      INSERT INTO event (kind, actor, acted_through, case_id, post_id)
        SELECT 'undone', actor(), acted_through(), case_id, post_id FROM review_case WHERE case_id = p_case;
    END $$;

    -- Makes the drafts final whose time has come, by the database's clock. A draft whose post was edited or withdrawn
    -- meanwhile is dropped, and the case waits for a person again. Answers (released, dropped).
    CREATE FUNCTION release_drafts(p_most integer) RETURNS TABLE (released integer, dropped integer) LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
    DECLARE d record;
    BEGIN
      released := 0;
      dropped := 0;
      FOR d IN
        SELECT f.*, c.state, c.post_id, c.version AS current_version
        FROM decision_draft f JOIN review_case c USING (case_id)
        WHERE f.release_at <= now() ORDER BY f.release_at LIMIT p_most FOR UPDATE OF c, f SKIP LOCKED
      LOOP
        IF d.state = 'open' AND d.version = d.current_version THEN
          PERFORM commit_decision(d.case_id, d.action, d.reason, d.actor, d.acted_through);
          released := released + 1;
        ELSE
          DELETE FROM decision_draft WHERE case_id = d.case_id;
          INSERT INTO event (kind, actor, acted_through, case_id, post_id, detail)
            VALUES ('draft_dropped', d.actor, d.acted_through, d.case_id, d.post_id, json_build_object('state', d.state));
          dropped := dropped + 1;
        END IF;
      END LOOP;
      RETURN NEXT;
    END $$;

    CREATE OR REPLACE FUNCTION claim_case(p_case bigint, p_queue text, p_lease interval)
    RETURNS TABLE (case_id bigint, claim_token uuid, claimed_until timestamptz, version integer)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
    #variable_conflict use_column
    DECLARE v_case bigint;
    BEGIN
      SELECT c.case_id INTO v_case FROM review_case c
        WHERE c.state = 'open' AND (p_case IS NULL OR c.case_id = p_case) AND (p_queue IS NULL OR c.queue = p_queue)
          AND (c.claimed_until IS NULL OR c.claimed_until < now() OR (p_case IS NOT NULL AND c.claimed_by = actor()))
          AND NOT EXISTS (SELECT FROM decision_draft d WHERE d.case_id = c.case_id AND d.version = c.version)
        ORDER BY c.priority DESC, c.due_at NULLS LAST, c.case_id FOR UPDATE SKIP LOCKED LIMIT 1;
      IF v_case IS NULL THEN RETURN; END IF;
      INSERT INTO event (kind, actor, acted_through, case_id, post_id)
        SELECT 'claimed', actor(), acted_through(), c.case_id, c.post_id FROM review_case c WHERE c.case_id = v_case;
      RETURN QUERY UPDATE review_case c
        SET claimed_by = actor(), claimed_until = now() + p_lease, claim_token = gen_random_uuid(), claimed_version = c.version
        WHERE c.case_id = v_case RETURNING c.case_id, c.claim_token, c.claimed_until, c.version;
    END $$;
    """#
}
