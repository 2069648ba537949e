"""Defers JOBS no-op jobs with the benchmark's payload in procrastinate and times their draining, ten at a time.

    python3 drain_procrastinate.py CONNINFO JOBS

Prints {"jobs": …, "seconds": …}. Finished jobs are deleted, as the benchmark's other queues do.
"""

import asyncio
import json
import logging
import sys
import time

import procrastinate
import psycopg

CONCURRENCY = 10


async def main(conninfo, jobs):
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS procrastinate CASCADE")
        connection.execute("CREATE SCHEMA procrastinate")
    settings = {"conninfo": conninfo, "kwargs": {"options": "-c search_path=procrastinate"}}
    app = procrastinate.App(
        connector=procrastinate.PsycopgConnector(min_size=CONCURRENCY, max_size=CONCURRENCY + 2, **settings)
    )
    done = 0

    @app.task(name="post")
    async def handle(**post):
        nonlocal done
        done += 1

    post = {"source": "bench", "text": ("hi everyone 欢迎欢迎 " * 8)[:120]}
    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        await handle.batch_defer_async(*[post] * jobs)
        start = time.perf_counter()
        await app.run_worker_async(
            concurrency=CONCURRENCY, wait=False, install_signal_handlers=False, delete_jobs="always"
        )
        print(json.dumps({"jobs": done, "seconds": time.perf_counter() - start}))


logging.disable(logging.CRITICAL)
asyncio.run(main(sys.argv[1], int(sys.argv[2])))
