-- Forgets cases that were closed p_cases ago or earlier, at most p_most of them; refuses less time
-- than the owner's setting. What goes is the case with the platform's id,
-- and the words of its decisions. Decision and events stay, without text. Answers how many cases went.
CREATE OR REPLACE FUNCTION retire_cases(p_cases interval, p_most integer) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
DECLARE v_cases bigint[];
BEGIN
  PERFORM check_span('closed cases are kept', p_cases, (SELECT retain_cases FROM setting), '1000 years');
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

REVOKE ALL ON FUNCTION retire_cases(interval, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retire_cases(interval, integer) TO drawbridge_worker;
