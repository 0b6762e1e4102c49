"""The samples, however they are packed and by however many threads they are read, give the same records, and these fit the schema."""
import gzip
import io
import json
import tarfile
import tempfile
import pathlib
import zipfile

from isnad import EX_OK, SOURCE, expect, finish, run
from schema import problems_of

SAMPLES = SOURCE / "samples"
INPUTS = ["--outlet=وكالة المرفأ للأنباء", "wire", "pages", "feed.jsonl"]


def without_path(result):
    records = result.records()
    for record in records:
        record["source"]["path"] = None
    return sorted(json.dumps(record, sort_keys=True) for record in records)


plain = run("read", *INPUTS, cwd=SAMPLES)
records = plain.records()
expect("all samples are read", plain.code == EX_OK and not plain.err and len(records) == 25, plain)
expect("twice the same bytes", run("read", *INPUTS, cwd=SAMPLES).out == plain.out)
for threads in (1, 3, 8):
    expect(f"{threads} threads give the same bytes", run("read", f"--threads={threads}", *INPUTS, cwd=SAMPLES).out == plain.out)
for record in records:
    for problem in problems_of(record):
        expect(f"{record['id']}: {problem}", False)

outlets = {record["source"]["outlet"] for record in records}
expect(f"every report has its outlet and its date: {sorted(map(str, outlets))}",
       None not in outlets and all(record["source"]["published"] for record in records))

with tempfile.TemporaryDirectory() as folder:
    top = pathlib.Path(folder)
    feed = (SAMPLES / "feed.jsonl").read_bytes()
    expected = without_path(run("read", SAMPLES / "feed.jsonl"))
    (top / "feed.jsonl.gz").write_bytes(gzip.compress(feed))
    with zipfile.ZipFile(top / "feed.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/feed.jsonl", feed)
    with tarfile.open(top / "feed.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo("feed.jsonl")
        member.size = len(feed)
        archive.addfile(member, io.BytesIO(feed))
    for name in ("feed.jsonl.gz", "feed.zip", "feed.tar.gz"):
        packed = run("read", top / name)
        expect(f"{name} gives what feed.jsonl gives", packed.code == EX_OK and without_path(packed) == expected, packed)
    expect("standard input gives what feed.jsonl gives", without_path(run("read", "-", stdin=feed)) == expected)

    text = (SAMPLES / "wire" / "marfa-2020-01-07.txt").read_text(encoding="utf-8")
    whole = run("read", SAMPLES / "wire" / "marfa-2020-01-07.txt").records()[0]
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859-6", "utf-8-sig"):
        (top / "x.txt").write_bytes(text.replace("،", ",").encode(encoding, "replace") if encoding == "iso8859-6" else text.encode(encoding))
        decoded = run("read", top / "x.txt")
        same = decoded.code == EX_OK and decoded.records()[0]["text"].replace("،", ",") == whole["text"].replace("،", ",")
        expect(f"{encoding} is decoded to the same text", same, decoded)
finish()
