#!/usr/bin/env python3
"""Counts what is in the open corpus and sets its prose beside a collection of press reports; the tables of data/corpus/README.md.

usage: corpus_stats.py [--corpus DIR] [--against FOLDER ...] [--write]

Prints Markdown: reports per register, year, state and event type, and, with --against (folders of *.jsonl.gz or *.jsonl with "text"), sentence
lengths, first words of sentences and verbs of the corpus and of that collection side by side. --write puts the tables into the corpus's README.md
between the lines that name this script.

A sentence ends at a line's end or at . ! ؟ … before white space; those of fewer than three words (credits, buttons) are left out. Words are compared
folded: no diacritics, one alef, one ya, one ta. A verb is a word that, without و ف س before it, is a third person form of a verb in data/ar (verbs.tsv,
speech.tsv, triggers.tsv); forms that are also one of their nouns (عقد, دعم) are not counted. That overlooks verbs and takes some nouns for verbs, on both sides alike.
"""
import argparse
import collections
import csv
import gzip
import json
import pathlib
import re
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
END = re.compile(r"(?<=[.!؟…])\s+|\n+")
TOP, SHORT = 20, 3
PERCENTILES = (5, 10, 25, 50, 75, 90, 95)
PRESS = "32,804 press reports of 2014–2017"
MARK = "<!-- {} statistics: tools/corpus_stats.py -->"


def bare(text):
    text = "".join(c for c in unicodedata.normalize("NFC", text) if not unicodedata.combining(c))
    return text.translate(LETTERS)


def fold(text):
    return re.sub(r"[^\w ]", " ", bare(text)).split()


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)


def verb_forms():
    """{folded form: the verb's perfect} of the third persons."""
    lemmas, nouns = {}, set()
    for name in ("verbs", "speech", "triggers"):
        for row in rows(ROOT / f"data/ar/{name}.tsv"):
            for perfect, imperfect in zip((row["perfect"] or "").split("|"), (row["imperfect"] or "").split("|")):
                if re.fullmatch(r"\w\w+", perfect):
                    lemmas.setdefault(perfect, set()).add(imperfect)
            nouns |= set(bare(row["noun"] or "").split("|"))
    forms = {}
    for perfect, imperfects in lemmas.items():
        p = bare(perfect)
        stem = p[:-1] if p[-1] in "اي" and len(p) > 2 else p
        found = {p, stem + "ت", stem + "وا", p + "ا", stem + "تا"}
        for i in map(bare, imperfects):
            if i.startswith("ي"):
                found |= {i, "ت" + i[1:], "س" + i, "ست" + i[1:], i.removesuffix("ي") + "ون", i + "ان"}
        for form in found - nouns:
            if len(form) > 1 and form not in FUNCTION:
                forms.setdefault(form, perfect)
    return forms


FUNCTION = set(map(bare, "على علي إلى أن إن كما لما هنا تلك بين عن مع أمس يوم مثل عمل عبر مارس".split()))


class Prose:
    def __init__(self, forms):
        self.forms, self.reports, self.lengths = forms, 0, []
        self.first, self.verbs, self.verb_first, self.words, self.per_report = collections.Counter(), collections.Counter(), 0, 0, []

    def verb(self, word):
        if word in self.forms:
            return self.forms[word]
        return self.forms.get(word[1:]) if word[:1] in ("و", "ف") else None

    def add(self, text):
        self.reports += 1
        self.per_report.append(len(text.split()))
        for sentence in END.split(text):
            words = fold(sentence)
            if len(words) < SHORT:
                continue
            self.lengths.append(len(words))
            self.first[words[0]] += 1
            self.verb_first += self.verb(words[0]) is not None
            self.words += len(words)
            for word in words:
                lemma = self.verb(word)
                if lemma:
                    self.verbs[lemma] += 1

    def percentiles(self, values):
        values = sorted(values)
        return [values[min(len(values) - 1, len(values) * p // 100)] for p in PERCENTILES]


def table(head, body):
    return ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)] + ["| " + " | ".join(map(str, row)) + " |" for row in body] + [""]


def beside(corpus, press):
    yield "### Sentences and words\n"
    head = ["", *[f"{p} %" for p in PERCENTILES], "mean"]

    def line(name, prose, values):
        return [name, *prose.percentiles(values), f"{sum(values) / len(values):.1f}"]

    body = [line("words a sentence, this corpus", corpus, corpus.lengths)]
    if press:
        body.append(line(f"words a sentence, {PRESS}", press, press.lengths))
    body.append(line("words a report, this corpus", corpus, corpus.per_report))
    if press:
        body.append(line(f"words a report, {PRESS}", press, press.per_report))
    yield from table(head, body)
    for prose, name in [(corpus, "this corpus")] + ([(press, "the press reports")] if press else []):
        yield (f"In {name} {100 * prose.verb_first / len(prose.lengths):.0f} % of {len(prose.lengths):,} sentences begin with a verb and "
               f"{100 * sum(n for w, n in prose.first.items() if w.startswith('و')) / len(prose.lengths):.0f} % with a word in و; the twenty commonest first words "
               f"begin {100 * sum(n for _, n in prose.first.most_common(TOP)) / len(prose.lengths):.0f} % of them.\n")
    for what, mine, mine_all, theirs, theirs_all in (
            ("First words of sentences (per 1,000 sentences)", corpus.first, len(corpus.lengths), press and press.first, press and len(press.lengths)),
            ("Verbs (per 10,000 words)", corpus.verbs, corpus.words / 10, press and press.verbs, press and press.words / 10)):
        yield f"### {what}\n"
        body = []
        other = theirs.most_common(TOP) if theirs else []
        for i, (word, n) in enumerate(mine.most_common(TOP)):
            row = [i + 1, word, f"{1000 * n / mine_all:.1f}"]
            if theirs:
                row += [f"{1000 * theirs[word] / theirs_all:.1f}", other[i][0], f"{1000 * other[i][1] / theirs_all:.1f}", f"{1000 * mine[other[i][0]] / mine_all:.1f}"]
            body.append(row)
        head = ["", "this corpus", "here"] + (["in the press", "the press", "in the press", "here"] if theirs else [])
        yield from table(head, body)
        if theirs:
            shared = len({w for w, _ in mine.most_common(TOP)} & {w for w, _ in other})
            yield f"{shared} of the twenty are the same.\n"


def inline(counter, order=None):
    return ", ".join(f"{key} {counter[key]}" for key in (order or [k for k, _ in sorted(counter.items(), key=lambda kv: (-kv[1], kv[0]))]))


def contents(corpus):
    stories = {row["id"]: row for row in rows(corpus / "stories.tsv")}
    split = {row["id"]: row["split"] for row in rows(corpus / "splits.tsv")}
    items = {kind: {"train": 0, "test": 0} for kind in ("entities", "times", "quantities", "offices", "events", "statements", "noise")}
    types = {side: collections.Counter() for side in ("train", "test")}
    statuses, states, in_reports, modes = collections.Counter(), collections.Counter(), collections.Counter(), collections.Counter()
    for rid in sorted(stories):
        gold = json.loads((corpus / "gold" / f"{rid}.json").read_text(encoding="utf-8"))
        named = {o["of"] for o in gold["offices"] if re.fullmatch("[A-Z]{3}", o["of"])}
        for kind, count in items.items():
            count[split[rid]] += len(gold[kind])
        for e in gold["events"]:
            types[split[rid]][e["type"]] += 1
            statuses[e["status"]] += 1
            modes[e["type"]] += bool(e["mode"])
            named |= {v for role in ("actor", "recipient", "place", "said_by") for v in e[role] if re.fullmatch("[A-Z]{3}", v)}
        in_reports.update({e["type"] for e in gold["events"]})
        states.update(named)
    yield "### Items\n"
    yield from table(["", "train", "test", "all"], [[k, f"{c['train']:,}", f"{c['test']:,}", f"{c['train'] + c['test']:,}"] for k, c in items.items()])
    yield "### Events by type\n"
    both = types["train"] + types["test"]
    yield from table(["type", "items", "with a mode", "reports", "train", "test"],
                     [[t, n, modes[t], in_reports[t], types["train"][t], types["test"][t]] for t, n in sorted(both.items(), key=lambda kv: (-kv[1], kv[0]))])
    yield f"Status: {inline(statuses)}.\n"
    yield "### States\n"
    yield f"{len(states)} states fill roles or have offices (reports each): {inline(states)}.\n"
    yield "### Registers and years\n"
    yield f"Registers: {inline(collections.Counter(r['register'] for r in stories.values()))}.\n"
    years = collections.Counter(r["year"] for r in stories.values())
    yield f"Year of publication: {inline(years, sorted(years))}.\n"
    yield f"Regions: {inline(collections.Counter(r['region'] for r in stories.values()))}.\n"


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--corpus", type=pathlib.Path, default=ROOT / "data/corpus")
    ap.add_argument("--against", type=pathlib.Path, nargs="+", default=[]), ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    forms = verb_forms()
    corpus, press = Prose(forms), Prose(forms) if args.against else None
    for rid in sorted(row["id"] for row in rows(args.corpus / "stories.tsv")):
        corpus.add(json.loads((args.corpus / "reports" / f"{rid}.json").read_text(encoding="utf-8"))["text"])
    for folder in args.against:
        for path in sorted(p for p in folder.rglob("*") if p.name.endswith((".jsonl.gz", ".jsonl"))):
            with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
                for line in file:
                    press.add(json.loads(line)["text"])
    out = "\n".join([*contents(args.corpus), *beside(corpus, press)])
    if not args.write:
        print(out)
        return
    readme = args.corpus / "README.md"
    text = readme.read_text(encoding="utf-8")
    begin, end = MARK.format("begin"), MARK.format("end")
    if begin not in text or end not in text:
        sys.exit(f"{readme.name} has no lines {begin} and {end}")
    readme.write_text(text[:text.index(begin) + len(begin)] + "\n\n" + out.rstrip() + "\n\n" + text[text.index(end):], encoding="utf-8")


if __name__ == "__main__":
    main()
