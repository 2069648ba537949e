-- A person's decision stands over later passes of the same text. Whether it came before a verdict is asked of the order
-- of transactions, in which the outbox is read.
ALTER TABLE decision ADD COLUMN epoch integer, ADD COLUMN xid xid8;
ALTER TABLE decision DISABLE TRIGGER append_only;
UPDATE decision d SET epoch = e.epoch, xid = e.xid FROM event e WHERE e.kind = 'decided' AND e.decision_id = d.decision_id;
UPDATE decision SET epoch = 0, xid = '0' WHERE xid IS NULL;
ALTER TABLE decision ENABLE TRIGGER append_only;
ALTER TABLE decision
  ALTER COLUMN epoch SET NOT NULL, ALTER COLUMN epoch SET DEFAULT current_epoch(),
  ALTER COLUMN xid SET NOT NULL, ALTER COLUMN xid SET DEFAULT pg_current_xact_id();
CREATE INDEX decision_post ON decision (post_id, decision_id);

-- Screened although a person decided about some of its posts, because somebody asked for it.
ALTER TABLE ticket ADD COLUMN even_decided boolean NOT NULL DEFAULT false;
-- The platform hears these verdicts beside the decisions that stand.
ALTER TABLE outbox ADD COLUMN even_decided boolean NOT NULL DEFAULT false;

-- Other answers than before.
DROP FUNCTION redrive(bigint[], smallint);
DROP FUNCTION rescreen(timestamptz, integer, smallint);

-- Why a case is there: a later pass closes it by itself only where no person and no sample asks for it.
ALTER TABLE review_case ADD COLUMN causes text[] NOT NULL DEFAULT '{rule}';
UPDATE review_case c SET causes = array_remove(ARRAY[
    CASE WHEN b.blind THEN 'blind' END,
    CASE WHEN c.verdict = 5 THEN 'error' END,
    CASE WHEN EXISTS (SELECT FROM post_key k WHERE k.source_id = c.source_id AND k.external_id = c.external_id AND k.reports > 0)
         THEN 'reported' END,
    CASE WHEN c.verdict BETWEEN 2 AND 4 OR c.verdict < 2 AND NOT b.blind THEN 'rule' END], NULL)
  FROM (SELECT o.case_id, o.blind OR o.case_id IN (SELECT e.case_id FROM event e WHERE e.kind = 'revealed') AS blind
        FROM review_case o) b
  WHERE b.case_id = c.case_id;
ALTER TABLE review_case ADD CONSTRAINT review_case_causes_check
  CHECK (cardinality(causes) > 0 AND causes <@ ARRAY['rule', 'error', 'reported', 'blind', 'sample', 'appeal']);
CREATE INDEX review_case_open_post ON review_case (post_id) WHERE state = 'open';
