#!/usr/bin/env python3
"""Prints the reports of an annotated corpus as JSON lines, in the order of their ids, for `isnad read` and for training.

usage: corpus_lines.py CORPUS_FOLDER
"""
import json, pathlib, sys

for path in sorted(pathlib.Path(sys.argv[1], "reports").glob("*.json")):
    print(json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False))
