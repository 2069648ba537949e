-- Cases as the login may see them: of its sources; private ones only where it may open them, and never their text, which
-- open_private shows. What the rules made of a case that is to be judged blind is null until it is decided or revealed.
DROP VIEW IF EXISTS visible_decision, visible_case;
CREATE VIEW visible_case WITH (security_barrier) AS
  SELECT c.case_id, c.source_id, s.name AS source, c.external_id, c.post_id, c.first_post_id, c.version, c.state,
         CASE WHEN NOT h.hidden THEN c.verdict END AS verdict, c.queue, c.priority, c.due_at, c.lang, c.edited, c.claimed_by,
         c.claimed_until, c.claimed_version, c.opened_at, c.closed_at, c.blind, c.visibility,
         CASE WHEN h.hidden THEN array_remove(array_remove(c.causes, 'rule'), 'error') ELSE c.causes END AS causes,
         CASE WHEN c.visibility = 'private' THEN json_build_object('id', c.external_id, 'text', '', 'visibility', 'private')
              ELSE p.document END AS document,
         CASE WHEN c.visibility <> 'private' AND c.first_post_id <> c.post_id
              THEN (SELECT f.document FROM post f WHERE f.post_id = c.first_post_id) END AS first_document,
         CASE WHEN c.visibility <> 'private' AND NOT h.hidden
              THEN (SELECT v.body FROM verdict v WHERE v.post_id = c.post_id ORDER BY v.pass DESC LIMIT 1) END AS screening,
         CASE WHEN NOT h.hidden THEN (SELECT r.hash FROM verdict v JOIN rulebook r USING (rulebook_id)
                                      WHERE v.post_id = c.post_id ORDER BY v.pass DESC LIMIT 1) END AS rulebook_hash,
         CASE WHEN c.visibility <> 'private' AND NOT h.hidden
              THEN (SELECT d.reason FROM dead_letter d WHERE d.post_id = c.post_id ORDER BY d.pass DESC LIMIT 1) END
           AS dead_letter_reason
  FROM review_case c CROSS JOIN LATERAL (SELECT c.blind AND c.state = 'open' AS hidden) h
  JOIN source s USING (source_id) JOIN post p ON p.post_id = c.post_id
  WHERE c.source_id = ANY ((SELECT seen_sources())::integer[])
    AND (c.visibility <> 'private' OR (SELECT sees_private()));
REVOKE ALL ON visible_case FROM PUBLIC;

-- What was decided about them, with the reason.
CREATE VIEW visible_decision WITH (security_barrier) AS
  SELECT d.decision_id, d.case_id, d.post_id, d.action, d.actor, d.acted_through, d.decided_at, d.blind, n.body AS reason,
         d.policy, d.label, d.reading, d.supersedes
  FROM decision d JOIN visible_case c USING (case_id) LEFT JOIN note n USING (note_id);
REVOKE ALL ON visible_decision FROM PUBLIC;
