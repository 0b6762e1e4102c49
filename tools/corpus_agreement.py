#!/usr/bin/env python3
"""How far two annotators of the open corpus agree who worked apart.

usage: corpus_agreement.py SCORE.PY [--corpus DIR] [--show KIND] [--records FILE] [--write]

Turns the second annotations (second/) into the records that a reader of reports would print and has SCORE.PY, the benchmark's scorer, compare them
with the gold of the same reports. Prints a Markdown table; --write puts it into the corpus's README.md between the lines that name this script; --show
prints instead what the two have apart (- only in the gold, + only in the second annotation); --records keeps the records.

What becomes of an annotation: every entity is an entity, a country with its code from data/ar/countries.tsv; a state's code in a role is an unnamed
entity of that code, and whoever else fills a role without being among the entities is an unnamed one of that name. Spans are as they stand.
"""
import argparse
import csv
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
ROLES = ("actor", "recipient", "place", "said_by")
MARK = "<!-- {} agreement: tools/corpus_agreement.py -->"


def fold(name):
    return "".join(c for c in unicodedata.normalize("NFC", name) if not unicodedata.combining(c)).translate(LETTERS)


def country_codes():
    with open(ROOT / "data/ar/countries.tsv", encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        return {fold(name): row["code"] for row in rows for name in [row["name"], *(row["names"] or "").split("|")] if name}


class Record:
    """A second annotation in the shape of the program's output."""

    def __init__(self, gold, codes):
        self.entities, self.index = [], {}
        for e in gold["entities"]:
            self.add(e["name"], {"name": e["name"], "kind": e["kind"], "aliases": [], "named": True,
                                 "country": codes.get(fold(e["name"])) if e["kind"] == "country" else None})
        self.record = {
            "id": gold["document"],
            "entities": self.entities,
            "times": [dict(self.span(t), edtf=t["edtf"]) for t in gold["times"]],
            "quantities": [dict(self.span(q), low=q["low"], high=q["high"], mod=q["mod"]) for q in gold["quantities"]],
            "offices": [dict(self.span(o), person=self.filler(o["person"]), office=o["office"].split(" ")[0], of=o["of"]) for o in gold["offices"]],
            "events": [dict(self.span(e), type=e["type"], mode=e["mode"], time=e["time"], status=e["status"],
                            **{role: [self.filler(v) for v in e[role]] for role in ROLES}) for e in gold["events"]],
            "statements": [dict(self.span(s), speaker=self.filler(s["speaker"]), time=s["time"], to=[self.filler(v) for v in s["to"]])
                           for s in gold["statements"]],
        }

    def span(self, item):
        return {"begin": item["span"][0], "end": item["span"][1], "text": item["anchor"]}

    def add(self, key, entity):
        self.index.setdefault(key, len(self.entities))
        self.entities.append(entity)
        return self.index[key]

    def filler(self, value):
        if re.fullmatch("[A-Z]{3}", value):
            return self.index[value] if value in self.index else self.add(value, {"name": "", "kind": "country", "aliases": [], "named": False, "country": value})
        return self.index[value] if value in self.index else self.add(value, {"name": value, "kind": "group", "aliases": [], "named": False, "country": None})


def table(result):
    rows = [("names (`entities`)", "entities"), ("dates (`times`)", "times"), ("numbers (`quantities`)", "quantities"), ("`offices`", "offices"),
            ("happenings (`events`)", "events"), ("who, where, when of the happenings (`arguments`)", "arguments"), ("speech acts (`statements`)", "statements")]
    yield "| | precision | recall | F1 |"
    yield "| --- | --- | --- | --- |"
    for name, kind in rows:
        yield f"| {name} | {result[kind]['p']:.2f} | {result[kind]['r']:.2f} | {result[kind]['f1']:.2f} |"
    yield f"| mean of the seven | | | {result['press']:.2f} |"
    yield ""
    yield f"The status of {100 * result['status']['p']:.0f} % of the happenings that both have is the same. {result['documents']} reports."


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("score", help="the benchmark's score.py"), ap.add_argument("--corpus", type=pathlib.Path, default=ROOT / "data/corpus")
    ap.add_argument("--show"), ap.add_argument("--records", type=pathlib.Path), ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    codes = country_codes()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "gold").mkdir()
        lines = []
        for path in sorted((args.corpus / "second").glob("*.json")):
            shutil.copy(args.corpus / "gold" / path.name, folder / "gold" / path.name)
            lines.append(json.dumps(Record(json.loads(path.read_text(encoding="utf-8")), codes).record, ensure_ascii=False))
        records = args.records or folder / "records.jsonl"
        records.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, args.score, str(folder / "gold"), str(records)]
        done = subprocess.run(command + (["--show", args.show] if args.show else ["--json"]), stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            sys.exit(f"{args.score} failed")
    if args.show:
        print(done.stdout, end="")
        return
    out = "\n".join(table(json.loads(done.stdout)))
    print(out)
    if args.write:
        readme = args.corpus / "README.md"
        text, begin, end = readme.read_text(encoding="utf-8"), MARK.format("begin"), MARK.format("end")
        if begin not in text or end not in text:
            sys.exit(f"{readme.name} has no lines {begin} and {end}")
        readme.write_text(text[:text.index(begin) + len(begin)] + "\n\n" + out + "\n\n" + text[text.index(end):], encoding="utf-8")


if __name__ == "__main__":
    main()
