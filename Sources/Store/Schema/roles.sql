-- The roles are the whole server's; another database's migrator may be making them at the same moment. Each holds the
-- least that its work needs; what that is stands in grants.sql and beside each function.
DO $$
DECLARE role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['drawbridge_owner', 'drawbridge_ingest', 'drawbridge_worker', 'drawbridge_reviewer',
                              'drawbridge_auditor', 'drawbridge_consumer'] LOOP
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
END $$;
