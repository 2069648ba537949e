-- Hands a post in and reads what became of it, in SQL alone. As a login that holds drawbridge_ingest (for the source forum) and
-- drawbridge_consumer (whose cursor forum is):
--
--   psql "$DATABASE" -v id=1007 -v text="想学画画的加微信聊" -f Deploy/example/connect.sql
\set ON_ERROR_STOP 1
\set QUIET 1
\pset tuples_only on
\pset format unaligned
SET search_path = drawbridge, pg_temp;

-- One array a column, a place in each for every post: lane (0 urgent, 1 live, 2 backfill), source, the platform's id, what was
-- done, revision, author, the post as JSON, warnings, what makes its text another text, how often it was reported.
SELECT 'outcome ' || outcome FROM ingest(
  ARRAY[1]::smallint[], ARRAY['forum'], ARRAY[:'id'], ARRAY['create'], ARRAY[1]::bigint[], ARRAY['member-7'],
  ARRAY[json_build_object('id', :'id', 'source', 'forum', 'text', :'text', 'author', json_build_object('id', 'member-7'))::text],
  ARRAY[NULL]::text[], ARRAY[:'text'], ARRAY[NULL]::bigint[]);

-- The events behind what this consumer acknowledged, in order. An event is known by seq.post_id.
INSERT INTO outbox_cursor (consumer) VALUES ('forum') ON CONFLICT DO NOTHING;
SELECT 'event ' || seq || '.' || post_id || ' ' || kind FROM read_outbox('forum', NULL, NULL, 100) WHERE kind IS NOT NULL;

-- Acknowledged: up to the last of them.
UPDATE outbox_cursor c SET epoch = o.epoch, xid = o.xid, seq = o.seq, post_id = e.post_id, acknowledged_at = now()
FROM (SELECT seq, post_id FROM read_outbox('forum', NULL, NULL, 100) WHERE kind IS NOT NULL
      ORDER BY seq DESC, post_id DESC LIMIT 1) e JOIN outbox o USING (seq)
WHERE c.consumer = 'forum';
