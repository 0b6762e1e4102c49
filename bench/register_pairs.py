#!/usr/bin/env python3
"""Copies found by the register against all pairs of reports, compared exactly.

usage: register_pairs.py REGISTER CORPUS.jsonl[.gz] ...

Exact: word 5-shingles of the folded text, all pairs with Jaccard >= 0.9 found by prefix filtering (a pair must share one of the rarest tenth of its
shingles). Found: links of the register with an estimated Jaccard of at least 0.7. Prints recall at 0.9 and the found pairs whose exact Jaccard is under 0.5.
"""
import gzip, json, re, sqlite3, sys
from collections import Counter, defaultdict

FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ی": "ي", "ة": "ه", "ؤ": "و", "ک": "ك", "ـ": None,
                      **{chr(c): None for c in list(range(0x64B, 0x660)) + [0x670, 0x200c, 0x200d, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0xfeff]},
                      **{chr(0x660 + i): str(i) for i in range(10)}, **{chr(0x6f0 + i): str(i) for i in range(10)}})
WORD = re.compile(r"[^\W_]+")
MARK = re.compile(r"(?<=\d)[.,٬٫](?=\d)")

def shingles(text):
    words = WORD.findall(MARK.sub("", text.translate(FOLD).lower()))
    return frozenset(hash(tuple(words[i:i + 5])) for i in range(len(words) - 4))

def main():
    db = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
    number = {u: i for i, u in db.execute("SELECT id, given FROM report")}
    sets = {}
    for path in sys.argv[2:]:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt") as f:
            for line in f:
                r = json.loads(line)
                if r["id"] in number:
                    sets[number[r["id"]]] = shingles(r["text"])
    count = Counter()
    for s in sets.values():
        count.update(s)
    index, exact = defaultdict(list), {}
    for i, s in sorted(sets.items(), key=lambda x: len(x[1])):
        if len(s) < 5:
            continue
        rare = sorted(s, key=lambda h: (count[h], h))
        seen = set()
        for h in rare[:len(s) - int(0.9 * len(s)) + 1]:
            for k in index[h]:
                if k not in seen and len(sets[k]) >= 0.9 * len(s):
                    seen.add(k)
                    j = len(s & sets[k]) / len(s | sets[k])
                    if j >= 0.9:
                        exact[min(i, k), max(i, k)] = j
            index[h].append(i)
    found = {(a, b): j for a, b, j in db.execute("SELECT a, b, jaccard FROM link WHERE a < b AND jaccard >= 0.7")}
    jac = lambda p: len(sets[p[0]] & sets[p[1]]) / max(1, len(sets[p[0]] | sets[p[1]]))
    missed = [p for p in exact if p not in found]
    false = [(p, jac(p)) for p in found if p[0] in sets and p[1] in sets and jac(p) < 0.5]
    print("exact pairs with J >= 0.9: %d, found %d (%.2f %%)" % (len(exact), len(exact) - len(missed), 100 * (1 - len(missed) / max(1, len(exact)))))
    print("pairs found: %d, of these under 0.5: %d %s" % (len(found), len(false), [(p, round(j, 3), len(sets[p[0]]), len(sets[p[1]])) for p, j in false[:5]]))
    print("missed:", [(p, round(exact[p], 3), len(sets[p[0]])) for p in missed[:5]])

main()
