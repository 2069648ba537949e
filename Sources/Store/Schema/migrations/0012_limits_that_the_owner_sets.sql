-- How long each class is kept at least, and how long a partition is the newest at least: only the owner writes it.
ALTER TABLE setting
  ADD COLUMN retain_clean interval NOT NULL DEFAULT '30 days' CHECK (retain_clean >= '0'),
  ADD COLUMN retain_cases interval NOT NULL DEFAULT '180 days' CHECK (retain_cases >= '0'),
  ADD COLUMN retain_events interval NOT NULL DEFAULT '730 days' CHECK (retain_events >= '0'),
  ADD COLUMN partition_age interval NOT NULL DEFAULT '1 day' CHECK (partition_age >= '0');

-- What must not run twice at once locks one of these for its transaction. An advisory lock could be taken by any login
-- that may connect; a table can be locked by the functions of its owner alone.
CREATE TABLE lock_seal ();
CREATE TABLE lock_retention ();
CREATE TABLE lock_partitions ();

-- A lane that no worker looks into: its posts go to the live lane, or to another where the same block waits there.
DO $$
DECLARE
  t ticket;
  v_lane smallint;
BEGIN
  FOR t IN SELECT * FROM ticket WHERE lane NOT IN (0, 1, 2) ORDER BY lo FOR UPDATE LOOP
    SELECT l INTO v_lane FROM unnest(ARRAY[1, 2, 0]::smallint[]) WITH ORDINALITY AS u (l, n)
      WHERE NOT EXISTS (SELECT FROM ticket o WHERE (o.lane, o.source_id, o.lo) = (u.l, t.source_id, t.lo)) ORDER BY n LIMIT 1;
    UPDATE ticket SET lane = v_lane WHERE (lane, source_id, lo) = (t.lane, t.source_id, t.lo);
  END LOOP;
END $$;
ALTER TABLE ticket ADD CONSTRAINT ticket_lane_check CHECK (lane BETWEEN 0 AND 2);

-- Which sources a login may hand posts in for; source_id null: every source, those to come too.
CREATE TABLE login_source (
  login text NOT NULL,
  source_id integer,
  granted_at timestamptz NOT NULL DEFAULT now(),
  granted_by text NOT NULL DEFAULT session_user
);
CREATE UNIQUE INDEX login_source_once ON login_source (login, coalesce(source_id, 0));
-- Logins that handed posts in before keep what they could do; in a database without a source nobody did.
INSERT INTO login_source (login)
  SELECT rolname FROM pg_roles r
  WHERE r.rolcanlogin AND NOT r.rolsuper AND pg_has_role(r.oid, 'drawbridge_ingest', 'MEMBER')
    AND NOT pg_has_role(r.oid, 'drawbridge_owner', 'MEMBER') AND EXISTS (SELECT FROM source);

-- Whose cursor it is; null: nobody's, until the owner of the database assigns it.
ALTER TABLE outbox_cursor ADD COLUMN owner text;
ALTER TABLE outbox_cursor ALTER COLUMN owner SET DEFAULT session_user, ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON outbox_cursor TO drawbridge_consumer USING (owner = session_user) WITH CHECK (owner = session_user);
CREATE POLICY all_seen ON outbox_cursor FOR SELECT TO drawbridge_worker, drawbridge_auditor, drawbridge_operator
  USING (true);

-- People who review, those who were disabled too.
CREATE TABLE reviewer (
  login text PRIMARY KEY,
  added_at timestamptz NOT NULL DEFAULT now(),
  added_by text NOT NULL DEFAULT session_user,
  disabled_at timestamptz,
  disabled_by text
);
INSERT INTO reviewer (login)
  SELECT m.rolname FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.roleid
  WHERE g.rolname = 'drawbridge_reviewer' AND NOT m.rolsuper AND EXISTS (SELECT FROM source);

CREATE INDEX review_case_claimed ON review_case (claimed_by) WHERE state = 'open' AND claimed_by IS NOT NULL;

CREATE FUNCTION stamp_event() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER stamped BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION stamp_event();

DROP FUNCTION drop_outbox(integer);
DROP FUNCTION thin_posts(integer, interval);

-- What these roles have no use for.
REVOKE EXECUTE ON FUNCTION current_epoch() FROM drawbridge_ingest;
REVOKE EXECUTE ON FUNCTION server_state() FROM drawbridge_ingest, drawbridge_consumer;
