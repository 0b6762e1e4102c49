"""Bad input: one clear line on standard error, a sysexits code, the rest of the batch goes on, a summary counts."""
import gzip
import os
import pathlib
import tempfile

from isnad import EX_DATAERR, EX_IOERR, EX_NOINPUT, EX_NOPERM, EX_OK, EX_USAGE, PROGRAM, SOURCE, expect, finish, run

GOOD = "زار الرئيس الروسي فلاديمير بوتين دمشق في 7 يناير 2020.\n"


def one_line(result, *words):
    lines = result.err.splitlines()
    return bool(lines) and lines[0].startswith("isnad: ") and all(word in lines[0] for word in words)


with tempfile.TemporaryDirectory() as folder:
    top = pathlib.Path(folder)
    os.chmod(top, 0o755)
    (top / "good.txt").write_text(GOOD, encoding="utf-8")
    (top / "empty.txt").write_bytes(b"")
    (top / "blank.txt").write_bytes(b" \n\t\n")
    (top / "program.txt").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(200))
    (top / "half.jsonl").write_text('{"id": "a", "text": "' + GOOD.strip() + '"}\n{"id": "b", "text": "نص', encoding="utf-8")
    (top / "notext.jsonl").write_text('{"id": "a"}\n', encoding="utf-8")
    (top / "cut.txt.gz").write_bytes(gzip.compress(GOOD.encode("utf-8") * 200)[:60])
    (top / "broken.zip").write_bytes(b"PK\x03\x04" + b"\x00\xff" * 40)

    for name, code, word in (("empty.txt", EX_DATAERR, "empty.txt"), ("blank.txt", EX_DATAERR, "blank.txt"), ("program.txt", EX_DATAERR, "program.txt"),
                             ("cut.txt.gz", EX_DATAERR, "cut.txt.gz"), ("broken.zip", EX_DATAERR, "broken.zip"), ("notext.jsonl", EX_DATAERR, "notext.jsonl:1")):
        bad = run("read", top / name)
        expect(f"{name} is refused in one line and a code", bad.code == code and not bad.out and one_line(bad, word), bad)
        both = run("read", top / name, top / "good.txt")
        expect(f"after {name} the batch goes on", both.code == code and len(both.records()) == 1 and "1 report read, 1 skipped" in both.err, both)

    missing = run("read", top / "nowhere.txt")
    expect("a file that is not there", missing.code == EX_NOINPUT and one_line(missing, "nowhere.txt"), missing)

    half = run("read", top / "half.jsonl")
    expect("half a JSON line costs only itself", half.code == EX_DATAERR and len(half.records()) == 1 and one_line(half, "half.jsonl:2"), half)

    if os.getuid() == 0:
        locked = top / "locked"
        locked.mkdir()
        (locked / "x.txt").write_text(GOOD, encoding="utf-8")
        locked.chmod(0)
        denied = None
        try:
            denied = run("read", locked, top / "good.txt", as_user=65534)
        except PermissionError:
            print("the program's own folder is closed to others here: the test of a folder without rights is left out")
        if denied is not None and denied.code != 126:
            expect("a folder without rights", denied.code == EX_NOPERM and len(denied.records()) == 1 and one_line(denied, "locked"), denied)
        locked.chmod(0o755)
        (locked / "x.txt").unlink()
        locked.rmdir()

    whole = run("read", top)
    expect("a folder with bad files gives its good ones", len(whole.records()) == 2 and "2 reports read, " in whole.err, whole)

for arguments, word in ((("--published=yesterday",), "--published"), (("--threads=0",), "--threads"), (("--threads=many",), "--threads"), (("--published",), "value")):
    wrong = run("read", *arguments, stdin=GOOD)
    expect(f"read {arguments[0]} is wrong usage", wrong.code == EX_USAGE and wrong.err.count("\n") == 1 and word in wrong.err, wrong)

good = run("read", stdin=GOOD)
expect("standard input is read, and nothing is said", good.code == EX_OK and len(good.records()) == 1 and not good.err, good)

lost = run("read", stdin=GOOD, env={"ISNAD_LEXICON": "/nowhere/isnad.lex"})
expect("a lexicon that is not there", lost.code == EX_NOINPUT and one_line(lost, "/nowhere/isnad.lex"), lost)
damaged = run("read", stdin=GOOD, env={"ISNAD_LEXICON": str(SOURCE / "meson.build")})
expect("a lexicon that is none", damaged.code == EX_DATAERR and one_line(damaged, "meson.build"), damaged)

if pathlib.Path("/dev/full").exists():
    full = os.system(f"'{PROGRAM}' read '{SOURCE}/samples/wire' > /dev/full 2>/dev/null")
    expect("a full disk is noticed", os.waitstatus_to_exitcode(full) == EX_IOERR)
finish()
