-- The roles are the whole server's; another database's migrator may be making them at the same moment. Each holds the
-- least that its work needs; what that is stands in grants.sql and beside each function.
DO $$
DECLARE role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['drawbridge_owner', 'drawbridge_ingest', 'drawbridge_worker', 'drawbridge_reviewer',
                              'drawbridge_auditor', 'drawbridge_consumer', 'drawbridge_author', 'drawbridge_operator'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END;
    END IF;
  END LOOP;
  IF NOT pg_has_role(current_user, 'drawbridge_owner', 'MEMBER') THEN
    EXECUTE format('GRANT drawbridge_owner TO %I', current_user);
  END IF;
  -- Lets the owner's functions see which session holds others up; without it they see their own role's only.
  BEGIN
    GRANT pg_read_all_stats TO drawbridge_owner;
  EXCEPTION WHEN insufficient_privilege THEN NULL;
  END;
  -- Lets `reviewers disable` end the sessions of a login.
  BEGIN
    GRANT pg_signal_backend TO drawbridge_owner;
  EXCEPTION WHEN insufficient_privilege THEN NULL;
  END;
END $$;
-- Once, and in a database that holds nothing else: whoever has none of the roles need not connect.
DO $$
BEGIN
  IF to_regclass('drawbridge.lock_seal') IS NOT NULL OR EXISTS (
    SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT IN ('drawbridge', 'information_schema') AND n.nspname NOT LIKE 'pg\_%') THEN RETURN; END IF;
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO drawbridge_owner, drawbridge_ingest, drawbridge_worker, '
    'drawbridge_reviewer, drawbridge_auditor, drawbridge_consumer, drawbridge_author, drawbridge_operator', current_database());
  EXECUTE format('REVOKE CONNECT ON DATABASE %I FROM PUBLIC', current_database());
EXCEPTION WHEN insufficient_privilege THEN NULL;
END $$;
