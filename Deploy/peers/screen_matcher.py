"""matcher-py (Rust) with its fold, deletion and pinyin on the benchmark's posts: megabytes of UTF-8 a CPU second.

Usage: screen_matcher.py TERMS POSTS; a term and a post a line. It names terms and gives no offsets.
"""
import json
import sys
import time

from matcher_py import ProcessType, SimpleMatcherBuilder

terms = [line.rstrip("\n") for line in open(sys.argv[1], encoding="utf-8") if line.strip()]
posts = open(sys.argv[2], encoding="utf-8").read(1_000_000).split("\n")
kind = int(ProcessType.VARIANT_NORM_DELETE_NORMALIZE) | int(ProcessType.ROMANIZE)
builder = SimpleMatcherBuilder()
for number, term in enumerate(terms):
    builder.add_word(kind, number, term)
start = time.process_time()
matcher = builder.build()
built = time.process_time() - start
start = time.process_time()
hits = sum(len(matcher.process(post)) for post in posts)
seconds = time.process_time() - start
size = sum(len(post.encode()) + 1 for post in posts)
print(json.dumps({"mb_per_s": size / 1e6 / seconds, "build_s": built, "hits": hits}))
