-- Closed partitions that hold something older than its class allows, oldest first.
CREATE OR REPLACE FUNCTION due_partitions(p_clean interval) RETURNS TABLE (kind text, number integer, closed_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
  SELECT kind, number, closed_at FROM partition_log
  WHERE closed_at < now() - p_clean AND (thinned_at IS NULL OR thinned_at < now() - interval '1 day')
    AND to_regclass(format('%I', kind || '_p' || number)) IS NOT NULL
  ORDER BY kind, number
$$;

REVOKE ALL ON FUNCTION due_partitions(interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION due_partitions(interval) TO drawbridge_worker, drawbridge_auditor;
