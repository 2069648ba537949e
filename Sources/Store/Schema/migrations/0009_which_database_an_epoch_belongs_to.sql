-- With the system identifier, what says that this is still the database in which the epoch began; null until it is first
-- looked at. A database keeps its epoch's number until one of the three is another than it was.
ALTER TABLE setting ADD COLUMN database_oid oid, ADD COLUMN timeline text;
