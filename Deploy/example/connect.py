#!/usr/bin/env python3
"""Hands posts in and listens for what becomes of them: Python's standard library and psql, nothing else.

    connect.py "host=db dbname=community" < posts.jsonl

The login holds drawbridge_ingest for the source `forum` and drawbridge_consumer for the consumer `forum`; libpq finds its
password in PGPASSWORD or ~/.pgpass.
"""
import json
import subprocess
import sys


def query(database, sql, **values):
    """The rows of a statement, each a list of texts; values are quoted by psql as :'name'."""
    names = [word for name, value in values.items() for word in ("-v", f"{name}={value}")]
    command = ["psql", "-X", "-q", "-A", "-t", "-F", "\x1f", "-v", "ON_ERROR_STOP=1", *names, database]
    done = subprocess.run(command, input="SET search_path = drawbridge, pg_temp;\n" + sql, text=True, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())
    return [line.split("\x1f") for line in done.stdout.splitlines()]


def hand_in(database, posts):
    """What became of each post: taken, known, edited, withdrawn, restored or reported. At most 1,024 posts a call."""
    literal = "'" + json.dumps(posts).replace("'", "''") + "'"
    rows = query(database, f"""
        SELECT outcome FROM json_array_elements({literal}) WITH ORDINALITY AS p (post, n)
        CROSS JOIN LATERAL ingest(ARRAY[1]::smallint[], ARRAY['forum'], ARRAY[post ->> 'id'], ARRAY[coalesce(post ->> 'op', 'create')],
          ARRAY[(post ->> 'revision')::bigint], ARRAY[post -> 'author' ->> 'id'], ARRAY[post::text], ARRAY[NULL]::text[],
          ARRAY[post ->> 'text'], ARRAY[NULL]::bigint[]) ORDER BY n;
        """)
    return [outcome for (outcome,) in rows]


def listen(database):
    """The events that were not acknowledged, in order: (id, kind, verdict as JSON or "")."""
    query(database, "INSERT INTO outbox_cursor (consumer) VALUES ('forum') ON CONFLICT DO NOTHING;")
    return query(database, """
        SELECT seq || '.' || post_id, kind, coalesce(verdict::text, '') FROM read_outbox('forum', NULL, NULL, 1000)
        WHERE kind IS NOT NULL;""")


def acknowledge(database, event):
    """Says that everything up to `event` has arrived: it is not given out again."""
    seq, post = event.split(".")
    query(database, """
        UPDATE outbox_cursor c SET (epoch, xid, seq, post_id, acknowledged_at) =
          (SELECT epoch, xid, seq, :'post'::bigint, now() FROM outbox WHERE seq = :'seq'::bigint) WHERE consumer = 'forum';
        """, seq=seq, post=post)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for outcome in hand_in(sys.argv[1], [json.loads(line) for line in sys.stdin if line.strip()]):
        print("outcome", outcome)
    for event, kind, verdict in listen(sys.argv[1]):
        print("event", event, kind, json.loads(verdict)["verdict"] if verdict else "")
        acknowledge(sys.argv[1], event)
