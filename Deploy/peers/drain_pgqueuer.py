"""Enqueues JOBS no-op jobs with the benchmark's payload in pgqueuer and times their draining by two dequeuers.

    python3 drain_pgqueuer.py CONNINFO JOBS

Prints {"jobs": …, "seconds": …}. Two dequeuers with batches of 100.
"""

import asyncio
import json
import logging
import sys
import time

import asyncpg
from pgqueuer import PgQueuer, types
from pgqueuer.db import AsyncpgDriver
from pgqueuer.queries import Queries

DEQUEUERS = 2
BATCH = 100


async def connect(conninfo):
    parts = dict(part.split("=", 1) for part in conninfo.split())
    return AsyncpgDriver(await asyncpg.connect(host=parts["host"], user=parts["user"], database=parts["dbname"]))


async def main(conninfo, jobs):
    queries = Queries(await connect(conninfo))
    if await queries.has_table("pgqueuer"):
        await queries.uninstall()
    await queries.install()
    payload = json.dumps({"source": "bench", "text": "hi everyone 欢迎欢迎 " * 8}, ensure_ascii=False).encode()[:250]
    for first in range(0, jobs, 1000):
        count = min(1000, jobs - first)
        await queries.enqueue(["post"] * count, [payload] * count, [0] * count)

    done = 0
    dequeuers = []
    for _ in range(DEQUEUERS):
        dequeuer = PgQueuer(await connect(conninfo))

        @dequeuer.entrypoint("post")
        async def handle(job):
            nonlocal done
            done += 1

        dequeuers.append(dequeuer)
    start = time.perf_counter()
    await asyncio.gather(
        *[dequeuer.run(batch_size=BATCH, mode=types.QueueExecutionMode.drain) for dequeuer in dequeuers]
    )
    print(json.dumps({"jobs": done, "seconds": time.perf_counter() - start}))


logging.disable(logging.CRITICAL)
try:
    import uvloop

    uvloop.install()
except ImportError:
    pass
asyncio.run(main(sys.argv[1], int(sys.argv[2])))
