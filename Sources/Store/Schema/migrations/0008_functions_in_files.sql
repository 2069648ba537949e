-- Which text of each function, view and grant the database has; 'all' is over all of them. See Migrator.
CREATE TABLE schema_file (
  path text PRIMARY KEY,
  digest bigint NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON schema_file TO drawbridge_ingest, drawbridge_worker, drawbridge_reviewer, drawbridge_auditor, drawbridge_consumer;
