CREATE OR REPLACE FUNCTION approve_rule(p_rule text, p_lang text, p_reason text) RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = drawbridge, pg_temp AS $$
BEGIN
  INSERT INTO rule_approval (rule, lang, approved_by, reason) VALUES (p_rule, p_lang, actor(), p_reason)
    ON CONFLICT (rule, lang) DO UPDATE SET approved_at = now(), approved_by = excluded.approved_by, reason = excluded.reason;
  INSERT INTO event (kind, actor, acted_through, detail)
    VALUES ('rule_approved', actor(), acted_through(), json_build_object('rule', p_rule, 'lang', p_lang));
END $$;

REVOKE ALL ON FUNCTION approve_rule(text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION approve_rule(text, text, text) TO drawbridge_author;
