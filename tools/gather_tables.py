#!/usr/bin/env python3
"""Makes tables of what Debian packages hold, for the lexicon to be compiled with.

usage: gather_tables.py OUTPUT_FOLDER OWN_TABLES_FOLDER [STAMP …]   (the stamps are made last: they tell a build that the tables are there)

    places-cldr.tsv        first-level regions of all states: CLDR 41, common/subdivisions/ar.xml (unicode-cldr-core)
    places-geonames.tsv    cities: GeoNames (libgeonames-common, libgeonames0; read with gresource), CC BY 4.0
    country_names-iso.tsv  official and usual names of states: iso-codes' Arabic translations

Names that are not wholly in Arabic script are left out, and so are those that the project's own tables have already: they know the article and the spelling better. A name
that several states have gets no state. Ends with an error if a source holds less than it should.
"""
import collections, gettext, json, pathlib, re, subprocess, sys
import xml.etree.ElementTree as xml

CLDR = pathlib.Path("/usr/share/unicode/cldr/common/subdivisions/ar.xml")
ISO = pathlib.Path("/usr/share/iso-codes/json/iso_3166-1.json")
ISO_ARABIC = pathlib.Path("/usr/share/locale/ar/LC_MESSAGES/iso_3166-1.mo")
CITIES_ARABIC = pathlib.Path("/usr/share/locale/ar/LC_MESSAGES/geonames.mo")
CITIES_RESOURCE = "/com/lomiri/geonames/cities.compiled"
REGIONS_LEAST, CITIES_LEAST, COUNTRIES_LEAST = 4000, 5000, 240
ARABIC = re.compile(r"[\u0621-\u064A\u0660-\u0669 \-'()\u060C\u0640\u064B-\u0652]+")
FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})


def fold(name):
    return " ".join(re.sub(r"[\u064B-\u0652]", "", name.translate(FOLD)).split())


def clean(name):
    name = re.sub(r"[\u200e\u200f\u202a-\u202e]", "", name or "").strip()
    name = re.sub(r"\s*[(،].*$", "", name)
    return name if name and ARABIC.fullmatch(name) and "|" not in name else None


def own_names(folder):
    """Folded forms that the own tables have, and words of every day in them."""
    known = set()
    columns = {"places": (1, 2), "countries": (1, 2, 3, 4, 5, 6, 7), "organization_names": (1,), "outlets": (1, 2), "titles": (0, 1), "months": (2,), "weekdays": (1,),
               "grammar": (1,), "numbers": (2,), "sectors": (1,), "triggers": (3, 4, 6), "verbs": (0, 1), "speech": (1, 2)}
    for path in sorted(pathlib.Path(folder).glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            for c in columns.get(re.split("[-.]", path.name)[0], ()):
                if c < len(cells) and not line.startswith("#"):
                    known.update(fold(form) for form in cells[c].split("|") if form)
    return known


def codes():
    return {e["alpha_2"]: e["alpha_3"] for e in json.loads(ISO.read_text(encoding="utf-8"))["3166-1"]}


def regions(alpha3):
    rows = []
    for s in xml.parse(CLDR).getroot().iter("subdivision"):
        kind = re.match("[a-z]{2}", s.get("type"))
        rows.append((s.get("type"), s.text, alpha3.get(kind.group().upper()) if kind else None))
    if len(rows) < REGIONS_LEAST:
        sys.exit(f"gather_tables: {CLDR} holds {len(rows)} regions, expected {REGIONS_LEAST} or more")
    return rows


def library():
    for folder in ("/usr/lib", "/lib"):
        for path in sorted(pathlib.Path(folder).glob("*/libgeonames.so.0")):
            return str(path)
    sys.exit("gather_tables: libgeonames.so.0 is not installed (package libgeonames0)")


def cities(alpha3):
    arabic = gettext.GNUTranslations(CITIES_ARABIC.open("rb"))._catalog
    data = subprocess.run(["gresource", "extract", library(), CITIES_RESOURCE], check=True, capture_output=True).stdout
    rows = []
    for m in re.finditer(rb"(\d{4,9})\x00([^\x00]{1,80})\x00[^\x00]{0,12}\x00[^\x00]{0,80}\x00([A-Z]{2})\x00", data):
        number, latin, state = (m.group(i).decode("utf-8", "replace") for i in (1, 2, 3))
        if number in arabic:
            rows.append((number, arabic[number], alpha3.get(state), latin))
    if len(rows) < CITIES_LEAST:
        sys.exit(f"gather_tables: GeoNames gives {len(rows)} cities with Arabic names, expected {CITIES_LEAST} or more")
    return rows


def write(path, header, rows):
    path.write_text("\n".join(["\t".join(header)] + ["\t".join(r) for r in rows]) + "\n", encoding="utf-8")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    out, known, alpha3 = pathlib.Path(sys.argv[1]), own_names(sys.argv[2]), codes()
    out.mkdir(parents=True, exist_ok=True)
    header = ["place", "name", "variants", "kind", "country", "within", "latin", "source"]
    states = collections.defaultdict(set)
    found = [("place:cldr-" + i, n, "region", s, "", "cldr") for i, n, s in regions(alpha3)]
    found += [("place:geonames-" + i, n, "city", s, latin, "geonames") for i, n, s, latin in cities(alpha3)]
    kept, seen = {"cldr": [], "geonames": []}, set()
    for _, n, _, s, _, _ in found:
        if clean(n) and s:
            states[fold(clean(n))].add(s)
    for ident, n, kind, s, latin, source in found:
        name = clean(n)
        if not name or not s or fold(name) in known or fold(name) in seen or len(fold(name)) < 4 or (" " not in name and fold("ال" + name) in known):
            continue
        seen.add(fold(name))
        state = s if len(states[fold(name)]) == 1 else ""
        kept[source].append((ident, name, "", kind, state, "", latin.replace("\t", " "), source))
    for source in kept:
        write(out / f"places-{source}.tsv", header, kept[source])
    iso = gettext.GNUTranslations(ISO_ARABIC.open("rb"))
    names = []
    for e in json.loads(ISO.read_text(encoding="utf-8"))["3166-1"]:
        for key in ("name", "official_name", "common_name"):
            arabic = clean(iso.gettext(e[key])) if key in e else None
            if arabic and fold(arabic) not in known:
                names.append((e["alpha_3"], arabic, "iso"))
    total = sum(1 for e in json.loads(ISO.read_text(encoding="utf-8"))["3166-1"])
    if total < COUNTRIES_LEAST:
        sys.exit(f"gather_tables: iso-codes holds {total} states, expected {COUNTRIES_LEAST} or more")
    write(out / "country_names-iso.tsv", ["code", "name", "source"], sorted(set(names)))
    for stamp in sys.argv[3:]:
        pathlib.Path(stamp).write_text("")
    print(f"gather_tables: {len(kept['cldr'])} regions, {len(kept['geonames'])} cities, {len(set(names))} names of states")


main()
