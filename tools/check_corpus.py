#!/usr/bin/env python3
"""Checks the open corpus under data/corpus/: its files, its gold, its lists, its size and that its sentences are its own.

usage: check_corpus.py [--corpus DIR] [--against FOLDER ...]

  * every report has gold and the other way round; stories.tsv and splits.tsv name just these reports, and no story stands in both splits;
  * keys are those of the format and in its order; texts have 80 to 350 words; stories.tsv tells the year of publication;
  * every anchor stands in the text at its span (code points, the nth occurrence); kinds, types, statuses, modifiers and office keys are allowed ones;
  * dates are EDTF as far as the gold uses it: days, months, seasons, years, decades, intervals, open intervals;
  * a role is filled by the code of a state (data/ar/countries.tsv) or by a name whose words stand in the text;
  * second annotations (second/) are of reports that exist and keep the same format;
  * there are enough reports, states, items of each of the sixteen types, and reports without a political event;
  * with --against: no sequence of eight words is in common with the texts of these folders (*.jsonl.gz and *.jsonl with "title" and "text", *.txt),
    except the names and titles of shared-sequences.txt, which cover it but for two words at its edges.

Prints what is wrong, one a line, then the counts; exits 1 if anything is wrong.
"""
import argparse
import collections
import csv
import datetime
import gzip
import json
import pathlib
import re
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORDS_MIN, WORDS_MAX = 80, 350
REPORTS_MIN, STATES_MIN, TYPE_MIN, PLAIN_MIN, SECOND_MIN = 240, 60, 25, 40, 24
RUN, EDGE = 8, 2  # words of a sequence that may not be shared, and how many of them may stand outside of an allowed name

TYPES = """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST
ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT""".split()
KINDS = {"person", "organization", "country", "place"}
STATUSES = {"actual", "planned", "hypothetical", "negated"}
MODS = {"", "more_than", "less_than", "about", "ordinal"}
CONSULT_MODES = {"", "visit", "phone", "multilateral", "third-party"}
ROLES = ("actor", "recipient", "place", "said_by")
REPORT = ["id", "url", "outlet", "published", "title", "byline", "text"]
GOLD = ["document", "meta", "entities", "times", "quantities", "offices", "events", "statements", "noise"]
META = ["outlet", "published", "byline", "dateline"]
ITEM = {
    "entities": ["name", "kind"],
    "times": ["anchor", "edtf", "span"],
    "quantities": ["anchor", "low", "high", "of", "mod", "span"],
    "offices": ["person", "anchor", "office", "of", "span"],
    "events": ["anchor", "type", "mode", "actor", "recipient", "place", "time", "status", "said_by", "span"],
    "statements": ["anchor", "speaker", "time", "to", "span"],
}
STORY = ["id", "story", "register", "region", "year", "states", "kind"]
LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
CODE = re.compile(r"[A-Z]{3}")
OFFICE = re.compile(r"[a-z]+(_[a-z]+)*( \([a-z]+\))?")


def fold(text):
    """The words of a text as a reader compares them: no diacritics, one alef, one ya, one ta; no punctuation."""
    text = "".join(c for c in unicodedata.normalize("NFC", text) if not unicodedata.combining(c))
    return re.sub(r"[^\w ]", " ", text.translate(LETTERS)).lower().split()


def runs(words):
    return (tuple(words[i:i + RUN]) for i in range(len(words) - RUN + 1))


def is_date(text):
    """A day, a month, a season (21 to 24), a year or a decade that exists."""
    if re.fullmatch(r"\d{3}[\dX]|\d{4}-2[1-4]", text):
        return True
    if not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", text):
        return False
    try:
        datetime.date.fromisoformat(text if len(text) == 10 else text + "-01")
    except ValueError:
        return False
    return True


def is_edtf(text):
    ends = text.split("/") if isinstance(text, str) else []
    if len(ends) == 1:
        return is_date(ends[0])
    if len(ends) != 2 or ends == ["..", ".."] or not all(end == ".." or is_date(end) for end in ends):
        return False
    return ".." in ends or ends[0] <= ends[1]


def find(text, anchor, nth):
    at = -1
    for _ in range(nth):
        at = text.find(anchor, at + 1)
        if at < 0:
            return None
    return [at, at + len(anchor)]


def stems(text):
    """Every word of a text with and without what may be attached to its front."""
    found = set()
    for word in fold(text):
        for cut in range(0, 3):
            found |= {word[cut:], word[cut:].removeprefix("ال"), word[cut:].removeprefix("ل")}
    return found


class Checker:
    def __init__(self, corpus, codes):
        self.corpus, self.codes, self.problems = corpus, codes, []
        self.reports, self.gold = {}, {}

    def wrong(self, where, what):
        self.problems.append(f"{where}: {what}")

    def load(self, path):
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            self.wrong(path.name, f"not JSON: {error}")
        return None

    def keys(self, where, item, want):
        if not isinstance(item, dict) or [k for k in item if k != "nth"] != want:
            self.wrong(where, f"keys are {list(item) if isinstance(item, dict) else type(item).__name__}, want {want}")
            return False
        return True

    def report(self, path):
        report = self.load(path)
        if report is None or not self.keys(f"reports/{path.name}", report, REPORT):
            return
        self.reports[path.stem] = report
        if report["id"] != path.stem:
            self.wrong(path.stem, f"the report calls itself {report['id']}")
        if not (is_edtf(report["published"]) and len(report["published"]) == 10):
            self.wrong(path.stem, f"published {report['published']} is not a day")
        words = len(report["text"].split())
        if not WORDS_MIN <= words <= WORDS_MAX:
            self.wrong(path.stem, f"{words} words, want {WORDS_MIN} to {WORDS_MAX}")
        for key in ("outlet", "title", "text"):
            if not report[key].strip():
                self.wrong(path.stem, f"no {key}")

    def role(self, where, value, stem):
        if CODE.fullmatch(value):
            if value not in self.codes:
                self.wrong(where, f"{value} is not the code of a state")
        elif not fold(value) or any(w not in stem and w.removeprefix("ال") not in stem for w in fold(value)):
            self.wrong(where, f"neither a code nor a name in the text: {value}")

    def annotation(self, path, folder):
        gold, name = self.load(path), f"{folder}/{path.stem}"
        if gold is None or not self.keys(name, gold, GOLD):
            return None
        if path.stem not in self.reports:
            self.wrong(name, "there is no such report")
            return None
        report = self.reports[path.stem]
        text, stem = report["text"], stems(report["text"])
        if gold["document"] != path.stem:
            self.wrong(name, f"the document is {gold['document']}")
        if self.keys(f"{name} meta", gold["meta"], META):
            for key in ("outlet", "published"):
                if gold["meta"][key] != report[key]:
                    self.wrong(name, f"meta has another {key} than the report")
            if gold["meta"]["dateline"] and gold["meta"]["dateline"] not in text:
                self.wrong(name, f"dateline is not in the text: {gold['meta']['dateline']}")
        good = {}
        for kind, want in ITEM.items():
            good[kind] = []
            for item in gold[kind]:
                where = f"{name} {kind}"
                if not self.keys(where, item, want):
                    continue
                if "anchor" in item:
                    where += f" «{item['anchor']}»"
                    if item["span"] is None or find(text, item["anchor"], item.get("nth", 1)) != item["span"]:
                        self.wrong(where, f"the anchor does not stand at its span {item['span']}")
                good[kind].append((where, item))
        self.items(name, good, text, stem)
        for line in gold["noise"]:
            if line not in text:
                self.wrong(f"{name} noise", f"not in the text: {line}")
        return gold

    def items(self, name, good, text, stem):
        people, seen = set(), set()
        for where, e in good["entities"]:
            if e["kind"] not in KINDS:
                self.wrong(where, f"kind {e['kind']}")
            if e["name"] not in text and e["name"].removeprefix("ال") not in text:
                self.wrong(where, f"the name is not in the text: {e['name']}")
            if (e["name"], e["kind"]) in seen:
                self.wrong(where, f"twice: {e['name']}")
            seen.add((e["name"], e["kind"]))
            people |= {e["name"]} if e["kind"] == "person" else set()
        for where, t in good["times"]:
            if not is_edtf(t["edtf"]):
                self.wrong(where, f"not EDTF: {t['edtf']}")
        for where, q in good["quantities"]:
            low, high, mod = q["low"], q["high"], q["mod"]
            if mod not in MODS:
                self.wrong(where, f"mod {mod}")
            elif mod == "more_than" and (low is None or high is not None) or mod == "less_than" and (high is None or low is not None):
                self.wrong(where, f"{mod}, but {low} to {high}")
            elif mod in ("about", "ordinal") and (low is None or low != high):
                self.wrong(where, f"{mod}, but {low} to {high}")
            elif mod == "" and (low is None or high is None or low > high):
                self.wrong(where, f"no modifier, but {low} to {high}")
        for where, o in good["offices"]:
            if not OFFICE.fullmatch(o["office"]):
                self.wrong(where, f"office {o['office']}")
            if o["person"] not in people:
                self.wrong(where, f"{o['person']} is not among the persons")
            if o["of"]:
                self.role(where, o["of"], stem)
        tellings = set()
        for where, e in good["events"]:
            if e["type"] not in TYPES:
                self.wrong(where, f"type {e['type']}")
            if e["status"] not in STATUSES:
                self.wrong(where, f"status {e['status']}")
            if e["type"] == "CONSULT" and e["mode"] not in CONSULT_MODES:
                self.wrong(where, f"mode {e['mode']}")
            if e["time"] is not None and not is_edtf(e["time"]):
                self.wrong(where, f"not EDTF: {e['time']}")
            for role in ROLES:
                if not isinstance(e[role], list):
                    self.wrong(where, f"{role} is not a list")
                    continue
                for value in e[role]:
                    self.role(f"{where} {role}", value, stem)
                if len(set(e[role])) < len(e[role]):
                    self.wrong(where, f"{role} names somebody twice")
            telling = json.dumps([e["span"], e["type"], e["actor"], e["recipient"], e["time"], e["place"]], ensure_ascii=False)
            if telling in tellings:
                self.wrong(where, "the same event twice")
            tellings.add(telling)
        for where, s in good["statements"]:
            self.role(where, s["speaker"], stem)
            if s["time"] is not None and not is_edtf(s["time"]):
                self.wrong(where, f"not EDTF: {s['time']}")
            for value in s["to"]:
                self.role(where, value, stem)

    def table(self, name, columns):
        with open(self.corpus / name, encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if reader.fieldnames != columns:
                self.wrong(name, f"columns are {reader.fieldnames}, want {columns}")
                return {}
            rows = {}
            for row in reader:
                if None in row or None in row.values():
                    self.wrong(name, f"a row of another length: {row['id']}")
                elif row["id"] in rows:
                    self.wrong(name, f"twice: {row['id']}")
                rows[row["id"]] = row
        for missing in sorted(self.reports.keys() - rows.keys()):
            self.wrong(name, f"no row for {missing}")
        for extra in sorted(rows.keys() - self.reports.keys()):
            self.wrong(name, f"no report for {extra}")
        return rows

    def lists(self):
        stories, splits = self.table("stories.tsv", STORY), self.table("splits.tsv", ["id", "split", "story"])
        side = {}
        for rid, row in splits.items():
            if row["split"] not in ("train", "test"):
                self.wrong("splits.tsv", f"{rid}: split {row['split']}")
            if rid in stories and row["story"] != stories[rid]["story"]:
                self.wrong("splits.tsv", f"{rid}: another story than in stories.tsv")
            if side.setdefault(row["story"], row["split"]) != row["split"]:
                self.wrong("splits.tsv", f"{row['story']} stands in both splits")
        for rid, row in stories.items():
            if rid in self.reports and row["year"] != self.reports[rid]["published"][:4]:
                self.wrong("stories.tsv", f"{rid}: year {row['year']}, published {self.reports[rid]['published']}")
            for code in filter(None, row["states"].split("|")):
                if code not in self.codes:
                    self.wrong("stories.tsv", f"{rid}: {code} is not the code of a state")
            events = len(self.gold[rid]["events"]) if rid in self.gold else None
            if row["kind"] not in ("political", "none"):
                self.wrong("stories.tsv", f"{rid}: kind {row['kind']}")
            elif events is not None and (row["kind"] == "none") != (events == 0):
                self.wrong("stories.tsv", f"{rid}: kind {row['kind']}, but {events} events in the gold")
        return stories, splits

    def counts(self, splits, second):
        types, states = collections.Counter(), set()
        for gold in self.gold.values():
            for e in gold["events"]:
                types[e["type"]] += 1
                states |= {v for role in ROLES for v in e[role] if CODE.fullmatch(v)}
            states |= {o["of"] for o in gold["offices"] if CODE.fullmatch(o["of"])}
        plain = sum(not gold["events"] for gold in self.gold.values())
        for what, n, least in [("reports", len(self.reports), REPORTS_MIN), ("states", len(states), STATES_MIN),
                               ("reports without a political event", plain, PLAIN_MIN), ("second annotations", second, SECOND_MIN)]:
            if n < least:
                self.wrong("counts", f"{n} {what}, want {least}")
        for kind in TYPES:
            if types[kind] < TYPE_MIN:
                self.wrong("counts", f"{types[kind]} items of {kind}, want {TYPE_MIN}")
        side = collections.Counter(row["split"] for row in splits.values())
        yield f"{len(self.reports)} reports ({side['train']} train, {side['test']} test), {sum(len(r['text'].split()) for r in self.reports.values())} words"
        yield f"{len(states)} states; {plain} reports without a political event; {second} second annotations"
        for kind in ITEM:
            yield f"{sum(len(g[kind]) for g in self.gold.values()):6d} {kind}"
        for kind in TYPES:
            yield f"{types[kind]:6d} {kind}"

    def shared(self, folders):
        """Sequences of RUN words that our reports share with the texts under folders."""
        allowed = []
        for number, line in enumerate((self.corpus / "shared-sequences.txt").read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                run, _, reason = line.partition("\t")
                if not reason.strip():
                    self.wrong(f"shared-sequences.txt:{number}", "no reason given")
                allowed.append(" " + " ".join(fold(run)) + " ")

        def excused(run):
            inner = (run[i:j] for i in range(EDGE + 1) for j in range(RUN - EDGE + i, RUN + 1))
            return any(f" {' '.join(part)} " in name for part in inner for name in allowed)

        ours = collections.defaultdict(set)
        for rid, report in self.reports.items():
            for key in ("title", "text"):
                for run in runs(fold(report[key])):
                    ours[run].add(rid)
        texts, hits = 0, {}
        for folder in folders:
            paths = sorted(p for p in folder.rglob("*") if p.name.endswith((".jsonl.gz", ".jsonl", ".txt")))
            if not paths:
                self.wrong(folder.name, "no *.jsonl.gz, *.jsonl or *.txt in this folder")
            for path in paths:
                for name, text in read_texts(path):
                    texts += 1
                    for run in runs(fold(text)):
                        if run in ours and run not in hits and not excused(run):
                            hits[run] = name
        for run, name in sorted(hits.items(), key=lambda hit: sorted(ours[hit[0]])):
            self.wrong(", ".join(sorted(ours[run])), f"shares with {name}: {' '.join(run)}")
        yield f"{texts} other texts compared, {len(hits)} sequences of {RUN} words shared"


def read_texts(path):
    if path.suffix == ".txt":
        yield path.name, path.read_text(encoding="utf-8")
        return
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            yield f"{path.name} {record['id']}", record.get("title") or ""
            yield f"{path.name} {record['id']}", record["text"]


def state_codes():
    with open(ROOT / "data/ar/countries.tsv", encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    return {line.split("\t")[0] for line in lines[1:]}


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--corpus", type=pathlib.Path, default=ROOT / "data/corpus")
    ap.add_argument("--against", type=pathlib.Path, nargs="+", default=[])
    args = ap.parse_args()
    checker = Checker(args.corpus, state_codes())
    for path in sorted((args.corpus / "reports").glob("*.json")):
        checker.report(path)
    for path in sorted((args.corpus / "gold").glob("*.json")):
        gold = checker.annotation(path, "gold")
        if gold:
            checker.gold[path.stem] = gold
    for missing in sorted(checker.reports.keys() - {p.stem for p in (args.corpus / "gold").glob("*.json")}):
        checker.wrong(missing, "a report without gold")
    second = [checker.annotation(path, "second") for path in sorted((args.corpus / "second").glob("*.json"))]
    _, splits = checker.lists()
    lines = list(checker.counts(splits, len(second)))
    if args.against:
        lines += checker.shared(args.against)
    print("\n".join(checker.problems + lines))
    if checker.problems:
        print(f"{len(checker.problems)} problems")
    sys.exit(bool(checker.problems))


if __name__ == "__main__":
    main()
