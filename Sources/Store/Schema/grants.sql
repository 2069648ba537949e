-- What each role may do with tables and sequences, whole: what is not here is taken away first. Functions have their
-- grants beside them, in their own files.
DO $$
DECLARE
  roles constant text := 'PUBLIC, drawbridge_ingest, drawbridge_worker, drawbridge_reviewer, drawbridge_auditor, drawbridge_consumer, '
    'drawbridge_author, drawbridge_operator';
BEGIN
  EXECUTE 'REVOKE ALL ON ALL TABLES IN SCHEMA drawbridge FROM ' || roles;
  EXECUTE 'REVOKE ALL ON ALL SEQUENCES IN SCHEMA drawbridge FROM ' || roles;
  EXECUTE 'REVOKE ALL ON SCHEMA drawbridge FROM ' || roles;
END $$;

GRANT USAGE ON SCHEMA drawbridge
  TO drawbridge_ingest, drawbridge_worker, drawbridge_reviewer, drawbridge_auditor, drawbridge_consumer, drawbridge_author,
     drawbridge_operator;

-- Everybody: which schema this is.
GRANT SELECT ON schema_version, schema_file
  TO drawbridge_ingest, drawbridge_worker, drawbridge_reviewer, drawbridge_auditor, drawbridge_consumer, drawbridge_author,
     drawbridge_operator;
GRANT SELECT ON setting TO drawbridge_worker, drawbridge_reviewer, drawbridge_auditor, drawbridge_author, drawbridge_operator;

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

-- The reviewer: sees cases through views that ask what this login may see; everything that changes something is a function.
GRANT SELECT ON visible_case, visible_decision, worker_status, publication, list_addition, rule_approval, rule_limit,
  reader_language, lexicon_entry TO drawbridge_reviewer;
GRANT SELECT (rulebook_id, hash, dictionary, model, engine, created_at, words, base) ON rulebook TO drawbridge_reviewer;

-- The author of rules: reads and publishes rulebooks, and reads the posts that they are tried on.
GRANT SELECT ON visible_post, source, rulebook, worker_status, publication, publication_request, list_addition, rule_approval,
  rule_hit, rule_limit, screened_minute, lexicon_entry TO drawbridge_author;
GRANT SELECT (decision_id, case_id, post_id, action, decided_at, blind) ON decision TO drawbridge_author;
GRANT INSERT ON rulebook TO drawbridge_author;

-- The operator: pauses, puts back, says who reads what; reads no post's text.
GRANT SELECT ON source, ticket, dead_letter, worker_status, outbox_cursor, partition_log, reviewer, reviewer_grant,
  reader_language, login_source, rule_limit, publication, publication_request TO drawbridge_operator;
GRANT SELECT (rulebook_id, hash, dictionary, model, engine, created_at, words, base) ON rulebook TO drawbridge_operator;
GRANT SELECT (post_id, source_id, external_id, revision, received_at) ON post TO drawbridge_operator;
GRANT SELECT (source_id, external_id, post_id, first_post_id, revision, withdrawn) ON post_key TO drawbridge_operator;
GRANT SELECT (post_id, pass, rulebook_id, verdict, decided_at, body) ON verdict TO drawbridge_operator;
GRANT SELECT (decision_id, case_id, post_id, action, actor, decided_at) ON decision TO drawbridge_operator;
GRANT UPDATE (weight, paused, max_inflight, on_no_verdict, no_verdict_after) ON source TO drawbridge_operator;

-- The consumer: what the platform hears.
GRANT SELECT ON source, post, verdict, decision, outbox, outbox_cursor, rule_limit TO drawbridge_consumer;
GRANT SELECT (note_id, body, erased_at) ON note TO drawbridge_consumer;
GRANT INSERT, UPDATE ON outbox_cursor TO drawbridge_consumer;

-- The auditor reads everything and changes nothing.
GRANT SELECT ON ALL TABLES IN SCHEMA drawbridge TO drawbridge_auditor;
