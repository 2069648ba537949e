-- Who may see the post of a case: everybody, members of the community, or nobody but the people whom it was sent to. The
-- stricter one of the text that stands and the text that first led to the case; private where the post is gone.
ALTER TABLE review_case ADD COLUMN visibility text NOT NULL DEFAULT 'private'
  CHECK (visibility IN ('public', 'members', 'private'));
UPDATE review_case c SET visibility = found.visibility
FROM (
  SELECT c.case_id, CASE WHEN 'private' = ANY (array_agg(p.document ->> 'visibility')) THEN 'private'
                         WHEN 'members' = ANY (array_agg(p.document ->> 'visibility')) THEN 'members' ELSE 'public' END AS visibility
  FROM review_case c JOIN post p ON p.post_id IN (c.post_id, c.first_post_id)
  GROUP BY c.case_id HAVING bool_or(p.post_id = c.post_id)) found
WHERE found.case_id = c.case_id AND found.visibility <> 'private';
CREATE FUNCTION set_visibility() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER visibility BEFORE INSERT OR UPDATE OF post_id, first_post_id ON review_case
  FOR EACH ROW EXECUTE FUNCTION set_visibility();
-- What the rules made of a post is hidden while a case of it is to be judged blind.
CREATE INDEX review_case_blind ON review_case (post_id) WHERE state = 'open' AND blind;

-- What a reviewer may see: one source, every source (those to come too), and private messages of these.
CREATE TABLE reviewer_grant (
  reviewer text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('source', 'every_source', 'private')),
  source_id integer,
  granted_at timestamptz NOT NULL DEFAULT now(),
  granted_by text NOT NULL DEFAULT session_user,
  CHECK ((kind = 'source') = (source_id IS NOT NULL))
);
CREATE UNIQUE INDEX reviewer_grant_once ON reviewer_grant (reviewer, kind, coalesce(source_id, 0));
INSERT INTO reviewer_grant (reviewer, kind) SELECT login, 'every_source' FROM reviewer WHERE disabled_at IS NULL;

-- A language counts where an operator has said so; until then its posts are read with an aid.
ALTER TABLE reader_language ADD COLUMN approved_at timestamptz, ADD COLUMN approved_by text;
UPDATE reader_language SET approved_at = added_at, approved_by = added_by;

-- Whether a rulebook is published by two people, and those that wait for the second one.
ALTER TABLE setting ADD COLUMN publish_needs_second boolean NOT NULL DEFAULT false;
CREATE TABLE publication_request (
  request_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rulebook_id integer NOT NULL REFERENCES rulebook,
  requested_at timestamptz NOT NULL DEFAULT now(),
  requested_by text NOT NULL,
  reason text,
  returned_to bigint REFERENCES publication,
  publication_id bigint REFERENCES publication
);
CREATE UNIQUE INDEX publication_request_open ON publication_request (rulebook_id) WHERE publication_id IS NULL;
ALTER TABLE publication ADD COLUMN approved_by text;
DROP FUNCTION set_reader_languages(text, text[]);
