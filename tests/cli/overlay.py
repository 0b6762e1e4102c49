"""The user's own tables: one new minister, one new armed group and one new trigger change what is read, without a compiler."""
import pathlib
import tempfile

from isnad import EX_DATAERR, EX_NOINPUT, EX_OK, SOURCE, expect, finish, run

TEXT = ("التقى وزير الخارجية السوري نبهان الزعفراني في موسكو نظيره الروسي سيرغي لافروف اليوم الأربعاء.\n"
        "وهاجمت كتائب النورس الفضي قاعدة حميميم أمس. وقرمز الرئيس الروسي فلاديمير بوتين الرئيس السوري أحمد الشرع.\n")

TABLES = {
    "people-mine.tsv": [{"person": "person:nabhan-zafarani", "name": "نبهان الزعفراني", "short": "الزعفراني", "country": "SYR", "gender": "m", "latin": "Nabhan Zafarani"}],
    "tenures-mine.tsv": [{"person": "person:nabhan-zafarani", "office": "foreign_minister", "of": "SYR", "start": "2027-01-01", "as_of": "2027-06-01"}],
    "organizations-mine.tsv": [{"organization": "org:silver-gull", "name": "كتائب النورس الفضي", "kind": "armed_group", "country": "SYR", "latin": "Silver Gull Brigades"}],
    "triggers-mine.tsv": [{"trigger": "CONSULT.qarmaz", "type": "CONSULT", "mode": "phone", "perfect": "قرمز", "imperfect": "يقرمز", "passive": "-", "subject": "actor",
                           "object": "actor", "mutual": "yes", "takes": "political", "weight": "90"}],
}


def header(table):
    first = (SOURCE / "data" / "ar").glob(f"{table}*.tsv")
    for line in next(first).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            return line.split("\t")
    raise SystemExit(f"no header in {table}")


def entities(record):
    return {entity["id"]: entity for entity in record["entities"]}


with tempfile.TemporaryDirectory() as folder:
    top = pathlib.Path(folder)
    before = run("read", "--published=2027-03-03", stdin=TEXT)
    expect("without the tables it reads", before.code == EX_OK, before)
    record = before.records()[0]
    expect("and does not know them", not {"person:nabhan-zafarani", "org:silver-gull"} & set(entities(record)), before)
    expect("nor the verb", not any("قرمز" in event["text"] for event in record["events"]), before)

    for name, rows in TABLES.items():
        columns = header(name.split("-")[0])
        lines = ["\t".join(columns)]
        for row in rows:
            row = dict(row, source="public")
            unknown = set(row) - set(columns)
            expect(f"{name}: the columns are those of the tables", not unknown)
            lines.append("\t".join(row.get(column, "") for column in columns))
        (top / name).write_text("\n".join(lines) + "\n", encoding="utf-8")

    after = run("read", "--published=2027-03-03", f"--lexicon={top}", stdin=TEXT)
    expect("with the tables it reads, and says nothing of other rows", after.code == EX_OK and not after.err, after)
    record = after.records()[0]
    known = entities(record)
    expect("the minister is known", known.get("person:nabhan-zafarani", {}).get("known") is True, after)
    expect("and for whom he acts", known.get("person:nabhan-zafarani", {}).get("country") == "SYR", after)
    expect("the armed group is known", known.get("org:silver-gull", {}).get("kind") == "organization", after)
    phone = [event for event in record["events"] if "قرمز" in event["text"]]
    expect("the new verb tells an event", len(phone) == 1 and phone[0]["type"] == "CONSULT" and phone[0]["mode"] == "phone", after)
    if phone:
        actors = {record["entities"][i]["id"] for i in phone[0]["actor"]}
        expect("with its participants", {"person:vladimir-putin", "person:ahmed-al-sharaa"} <= actors or len(actors) == 2, after)
    expect("and once more the same bytes", run("read", "--published=2027-03-03", f"--lexicon={top}", stdin=TEXT).out == after.out)

    bad = top / "organizations-mine.tsv"
    bad.write_text(bad.read_text(encoding="utf-8") + "org:half\tنصف\n", encoding="utf-8")
    refused = run("read", f"--lexicon={top}", stdin=TEXT)
    expect("a bad row is named with its line and refused", refused.code == EX_DATAERR and "organizations-mine.tsv:3: " in refused.err and not refused.out, refused)

expect("a folder that is not there", run("read", "--lexicon=/nowhere", stdin=TEXT).code == EX_NOINPUT)
finish()
