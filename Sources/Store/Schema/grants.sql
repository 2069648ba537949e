-- What each role may do with tables and sequences, whole: what is not here is taken away first. Functions have their
-- grants beside them, in their own files.
DO $$
DECLARE
  roles constant text := 'PUBLIC, drawbridge_ingest, drawbridge_worker, drawbridge_reviewer, drawbridge_auditor, drawbridge_consumer';
BEGIN
  EXECUTE 'REVOKE ALL ON ALL TABLES IN SCHEMA drawbridge FROM ' || roles;
  EXECUTE 'REVOKE ALL ON ALL SEQUENCES IN SCHEMA drawbridge FROM ' || roles;
  EXECUTE 'REVOKE ALL ON SCHEMA drawbridge FROM ' || roles;
END $$;

GRANT USAGE ON SCHEMA drawbridge
  TO drawbridge_ingest, drawbridge_worker, drawbridge_reviewer, drawbridge_auditor, drawbridge_consumer;

-- Everybody: which schema this is, and where the outbox stands.
GRANT SELECT ON setting, schema_version, schema_file
  TO drawbridge_ingest, drawbridge_worker, drawbridge_reviewer, drawbridge_auditor, drawbridge_consumer;

-- The worker: takes tickets, writes verdicts and cases; the outbox through tell_platform.
GRANT SELECT ON source, post, post_key, post_report, verdict, rulebook, review_case, decision_draft, dead_letter, outbox,
  outbox_cursor, partition_log, seal, publication, list_addition, rule_approval, rule_limit, reader_language, lexicon_entry,
  counter_hit TO drawbridge_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON ticket, worker_status, screened_minute, rule_hit TO drawbridge_worker;
GRANT INSERT ON verdict, rulebook, review_case, dead_letter, rule_limit, counter_hit TO drawbridge_worker;
GRANT DELETE ON counter_hit TO drawbridge_worker;
GRANT INSERT (kind, actor, acted_through, case_id, post_id, detail) ON event TO drawbridge_worker;
GRANT UPDATE ON review_case TO drawbridge_worker;
GRANT UPDATE (revision) ON post_key TO drawbridge_worker;  -- what FOR SHARE asks for
GRANT SELECT (decision_id, post_id) ON decision TO drawbridge_worker;  -- whether a person decided

-- The reviewer: reads cases and what they are about; everything that changes something is a function.
GRANT SELECT ON source, post, verdict, rulebook, review_case, decision, decision_draft, dead_letter, worker_status,
  publication, list_addition, rule_approval, rule_hit, rule_limit, screened_minute, reader_language, lexicon_entry
  TO drawbridge_reviewer;
GRANT SELECT (note_id, body, erased_at) ON note TO drawbridge_reviewer;

-- The consumer: what the platform hears.
GRANT SELECT ON source, post, verdict, decision, outbox, outbox_cursor, rule_limit TO drawbridge_consumer;
GRANT SELECT (note_id, body, erased_at) ON note TO drawbridge_consumer;
GRANT INSERT, UPDATE ON outbox_cursor TO drawbridge_consumer;

-- The auditor reads everything and changes nothing.
GRANT SELECT ON ALL TABLES IN SCHEMA drawbridge TO drawbridge_auditor;
