-- The rows that are there fulfil the narrower check of before: nothing has to be read again.
DO $$
DECLARE v_check name;
BEGIN
  SELECT conname INTO STRICT v_check FROM pg_constraint
    WHERE conrelid = 'outbox'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%no_verdict%';
  EXECUTE format('ALTER TABLE outbox DROP CONSTRAINT %I', v_check);
END $$;
ALTER TABLE outbox
  ADD COLUMN limit_id bigint,
  ADD CONSTRAINT outbox_kind_check
    CHECK (kind IN ('verdict', 'decision', 'withdrawal', 'dead_letter', 'no_verdict', 'rule_limited')) NOT VALID;
GRANT SELECT ON rule_limit TO drawbridge_consumer;
