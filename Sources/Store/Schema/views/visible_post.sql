-- Posts that whoever writes rules may read: without private messages, unless those were granted.
CREATE OR REPLACE VIEW visible_post WITH (security_barrier) AS
  SELECT p.post_id, p.source_id, p.external_id, p.revision, p.received_at, p.warnings, p.document
  FROM post p
  WHERE (SELECT reads_posts())
    AND (post_visibility(p.document) <> 'private' OR (SELECT sees_private()));
REVOKE ALL ON visible_post FROM PUBLIC;
