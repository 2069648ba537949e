-- What a decision says beside its action: the policy and the label as given, or those that the case shows; raises where a
-- rulebook has no such policy or label. A blind case shows none.
CREATE OR REPLACE FUNCTION check_words(
  p_case review_case, p_action text, p_policy text, p_label text, OUT policy text, OUT label text
) LANGUAGE plpgsql STABLE SET search_path = drawbridge, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  v_body json;
  v_words jsonb;
BEGIN
  IF p_label IS NOT NULL AND p_action <> 'label' THEN
    RAISE 'a label goes with the decision label, not with %', p_action USING ERRCODE = 'DBR31'; END IF;
  IF p_policy IS NOT NULL AND words_for(p_case.post_id, p_policy, NULL) IS NULL THEN
    RAISE 'there is no policy %', p_policy USING ERRCODE = 'DBR30', HINT = coalesce((
      SELECT string_agg(k, ', ' ORDER BY k) FROM rulebook r, jsonb_object_keys(r.words -> 'policies') k
      WHERE r.rulebook_id = words_for(p_case.post_id, NULL, NULL)), 'no rulebook is stored'); END IF;
  IF p_label IS NOT NULL AND words_for(p_case.post_id, NULL, p_label) IS NULL THEN
    RAISE 'there is no label %', p_label USING ERRCODE = 'DBR31', HINT = coalesce((
      SELECT string_agg(k, ', ' ORDER BY k) FROM rulebook r, jsonb_array_elements_text(r.words -> 'labels') k
      WHERE r.rulebook_id = words_for(p_case.post_id, NULL, NULL)), 'the community has none'); END IF;
  policy := p_policy;
  label := p_label;
  IF p_case.blind OR p_action = 'allow' THEN RETURN; END IF;
  SELECT v.body, r.words INTO v_body, v_words FROM verdict v JOIN rulebook r USING (rulebook_id)
    WHERE v.post_id = p_case.post_id AND v.verdict <> 5
      AND NOT EXISTS (SELECT FROM verdict w WHERE w.post_id = v.post_id AND w.pass > v.pass);
  IF policy IS NULL THEN
    SELECT v_words -> 'rules' ->> (f.rule ->> 'id') INTO policy
      FROM json_array_elements(v_body -> 'rules') WITH ORDINALITY AS f (rule, place)
      WHERE f.rule ->> 'shadow' = 'false' AND v_words -> 'rules' ? (f.rule ->> 'id') ORDER BY f.place LIMIT 1;
  END IF;
  IF label IS NULL AND p_action = 'label' THEN
    SELECT l.label INTO label FROM json_array_elements_text(v_body -> 'labels') WITH ORDINALITY AS l (label, place)
      WHERE v_words -> 'labels' ? l.label ORDER BY l.place LIMIT 1;
  END IF;
END $$;

REVOKE ALL ON FUNCTION check_words(review_case, text, text, text) FROM PUBLIC;
