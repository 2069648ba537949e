-- What an operator should know of who may do what: logins that hand posts in for every source (every_source), consumers that
-- belong to no login (no_owner), and open private cases that no reviewer may open (private_case), with their number.
CREATE OR REPLACE FUNCTION access_findings() RETURNS TABLE (kind text, name text, cases bigint) LANGUAGE sql STABLE
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
  SELECT 'every_source', g.login, NULL::bigint FROM login_source g WHERE g.source_id IS NULL
  UNION ALL
  SELECT 'no_owner', c.consumer, NULL FROM outbox_cursor c WHERE c.owner IS NULL
  UNION ALL
  SELECT 'private_case', s.name, count(*)
  FROM review_case c JOIN source s USING (source_id) CROSS JOIN setting t
  WHERE c.state = 'open' AND c.visibility = 'private' AND NOT t.is_private AND NOT EXISTS (
    SELECT FROM reviewer_grant p JOIN reviewer_grant g USING (reviewer) JOIN pg_roles r ON r.rolname = p.reviewer
    WHERE p.kind = 'private' AND (g.kind = 'every_source' OR g.source_id = c.source_id)
      AND r.rolcanlogin AND pg_has_role(r.oid, 'drawbridge_reviewer', 'MEMBER'))
  GROUP BY s.name
  ORDER BY 1, 2
$$;

REVOKE ALL ON FUNCTION access_findings() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access_findings() TO drawbridge_worker, drawbridge_reviewer, drawbridge_auditor, drawbridge_author, drawbridge_operator;
