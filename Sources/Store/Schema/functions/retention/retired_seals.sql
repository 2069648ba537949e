-- Up to which seal the events are gone.
CREATE OR REPLACE FUNCTION retired_seals() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = drawbridge, pg_temp AS $$
  SELECT coalesce((SELECT (e.detail ->> 'through_seal')::bigint FROM event e WHERE e.kind = 'retired'
                   ORDER BY e.event_id DESC LIMIT 1), 0)
$$;

REVOKE ALL ON FUNCTION retired_seals() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION retired_seals() TO drawbridge_worker, drawbridge_auditor;
