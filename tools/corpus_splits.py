#!/usr/bin/env python3
"""Splits the open corpus into train and test by story, so that no story stands in both.

usage: corpus_splits.py [--check] [--take STORIES.TSV] [CORPUS]     (CORPUS: data/corpus)

Reads CORPUS/stories.tsv, writes CORPUS/splits.tsv (id, split, story); --check writes nothing and exits 1 if the file is another.
--take (once for each file) first takes the rows of another such file, of a new batch, into stories.tsv; a row replaces that of the same id.

The rule. The unit is the family: a story, or several stories that tell of one another's happenings (LINKED below). Families are put
into strata by batch (the letter that a report's id begins with: one writer's hand) and by kind (political or none), those of more than
one batch into that of their first report. Within a stratum they are ordered by the SHA-256 of their first story's name and taken into
test as long as test stays within a fifth of the stratum's reports, rounded; a family that does not fit is passed over.
"""
import argparse
import csv
import hashlib
import io
import pathlib
import sys

# Stories of which one retells what the other reports.
LINKED = [
    ("georgia-recognition-2008", "georgia-cuts-ties-2008"),
    ("gulf-rift-2017", "gulf-demands-2017", "al-ula-2021"),
    ("andean-crisis-2008", "colombia-venezuela-restored-2010"),
    ("algeria-fifth-term-2019", "algeria-resign-2019"),
    ("gaza-truce-2012", "egypt-recalls-envoy-2012"),
    ("gaza-truce-2025", "sharm-summit-2025"),
    ("sharaa-kremlin-2026", "sharaa-moscow-2025"),
    ("trump-syria-sanctions", "sharaa-washington"),
    ("iran-deal-2015", "jcpoa-exit-2018"),
    ("saudi-iran-2016", "saudi-iran-2023"),
    ("sudan-bashir-2019", "sudan-signing-2019", "khartoum-sitin-2019"),
    ("tripoli-2019", "turkey-libya-mou-2019", "tajoura-2019"),
    ("singapore-2018", "hanoi-2019"),
    ("shayrat-2017", "assad-afp-2017"),
    ("nato-madrid-2022", "nato-nordic-2022"),
    ("syria-arab-league", "faisal-damascus-2023"),
    ("yemen-stockholm-2018", "griffiths-geneva-2018"),
]
SHARE = 0.2
COLUMNS = ["id", "story", "register", "region", "year", "states", "kind"]


def splits(rows):
    """{id: "train" | "test"} for the rows of stories.tsv."""
    first = {story: linked[0] for linked in LINKED for story in linked}
    families = {}
    for row in rows:
        families.setdefault(first.get(row["story"], row["story"]), []).append(row)
    strata = {}
    for name, members in families.items():
        strata.setdefault((members[0]["id"][0], members[0]["kind"]), []).append((hashlib.sha256(name.encode()).hexdigest(), members))
    split = {}
    for stratum in strata.values():
        room = round(SHARE * sum(len(members) for _, members in stratum))
        for _, members in sorted(stratum, key=lambda family: family[0]):
            test = len(members) <= room
            room -= len(members) if test else 0
            split.update((row["id"], "test" if test else "train") for row in members)
    return split


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def take(corpus, paths):
    rows = {row["id"]: row for path in [corpus / "stories.tsv", *paths] for row in read(path)}
    lines = ["\t".join(COLUMNS)] + ["\t".join(rows[rid][column] for column in COLUMNS) for rid in sorted(rows)]
    (corpus / "stories.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    root = pathlib.Path(__file__).resolve().parent.parent
    ap.add_argument("corpus", nargs="?", type=pathlib.Path, default=root / "data/corpus"), ap.add_argument("--check", action="store_true")
    ap.add_argument("--take", action="append", default=[], type=pathlib.Path)
    args = ap.parse_args()
    if args.take and not args.check:
        take(args.corpus, args.take)
    rows = read(args.corpus / "stories.tsv")
    split = splits(rows)
    out = io.StringIO()
    out.write("id\tsplit\tstory\n")
    for row in sorted(rows, key=lambda row: row["id"]):
        out.write(f"{row['id']}\t{split[row['id']]}\t{row['story']}\n")
    path = args.corpus / "splits.tsv"
    if not args.check:
        path.write_text(out.getvalue(), encoding="utf-8")
    elif path.read_text(encoding="utf-8") != out.getvalue():
        sys.exit(f"{path} is not what corpus_splits.py makes of stories.tsv")
    count = list(split.values()).count
    print(f"{count('train')} train, {count('test')} test")


if __name__ == "__main__":
    main()
