"""jieba or rjieba (its Rust port) cutting the benchmark's posts into words: scalars a CPU second, opening, memory.

Usage: cut_words.py jieba|rjieba POSTS; a post a line.
"""
import json
import os
import sys
import time


def resident():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6


posts = open(sys.argv[2], encoding="utf-8").read().split("\n")
memory, start = resident(), time.process_time()
if sys.argv[1] == "jieba":
    import jieba

    jieba.setLogLevel("ERROR")
    # Its cache in /tmp belongs to somebody else.
    jieba.dt.tmp_dir = os.path.dirname(sys.argv[2])
    jieba.initialize()
    cut = jieba.lcut
else:
    import rjieba

    cut = rjieba.cut
cut("我们")
opened, memory = time.process_time() - start, resident() - memory
start = time.process_time()
words = sum(len(cut(post)) for post in posts)
seconds = time.process_time() - start
size = sum(len(post) for post in posts)
print(json.dumps({"scalars_per_s": size / seconds, "open_s": opened, "mb": memory, "words": words}))
