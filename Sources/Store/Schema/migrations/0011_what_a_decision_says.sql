-- What a rulebook says to people (policies, labels, the team's name), read out of its files by the program that stores it,
-- and a digest of its files without what was added in a hurry: the same rules in another form have the same.
ALTER TABLE rulebook ADD COLUMN words jsonb, ADD COLUMN base text;
CREATE INDEX rulebook_base ON rulebook (base);

-- What a person said beside the action, all of it codes and numbers: whoever reads the outbox gets it in words.
ALTER TABLE decision
  ADD COLUMN policy text,
  ADD COLUMN label text,
  ADD COLUMN rulebook_id integer,   -- in whose words
  ADD COLUMN verdict_pass smallint, -- the verdict that led to it
  ADD COLUMN reading text CONSTRAINT decision_reading_check CHECK (reading IN ('read', 'aided')),
  ADD COLUMN supersedes bigint;     -- the decision about the same text that it takes the place of
ALTER TABLE decision_draft ADD COLUMN policy text, ADD COLUMN label text;

-- A rollback remembers to which publication it went back, and the next one goes further.
ALTER TABLE publication ADD COLUMN returned_to bigint REFERENCES publication;
UPDATE publication p SET returned_to = (
    SELECT max(q.publication_id) FROM publication q
    WHERE q.rulebook_id = p.rulebook_id AND q.publication_id < p.publication_id
      AND q.reason IS DISTINCT FROM 'rollback' AND coalesce(q.reason, '') NOT LIKE 'rollback: %')
  WHERE p.reason = 'rollback' OR p.reason LIKE 'rollback: %';

-- Calls with as many arguments as before mean what they meant.
DROP FUNCTION check_claim(bigint, uuid);
DROP FUNCTION decide_case(bigint, uuid, text, text);
DROP FUNCTION stage_decision(bigint, uuid, text, text, interval);
DROP FUNCTION commit_decision(bigint, text, text, text, text);
DROP FUNCTION publish_rulebook(integer, text);
