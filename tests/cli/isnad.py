"""What the black-box tests share: running the program, and a tiny way to say what is expected."""
import json
import os
import pathlib
import subprocess
import sys

PROGRAM = os.environ["ISNAD"]
SOURCE = pathlib.Path(os.environ["ISNAD_SOURCE"])
BUILD = pathlib.Path(os.environ["ISNAD_BUILD"])

EX_OK, EX_USAGE, EX_DATAERR, EX_NOINPUT, EX_SOFTWARE, EX_OSERR, EX_IOERR, EX_TEMPFAIL, EX_NOPERM = 0, 64, 65, 66, 70, 71, 74, 75, 77


class Result:
    def __init__(self, arguments, done):
        self.arguments = arguments
        self.code = done.returncode
        self.out = done.stdout.decode("utf-8")
        self.err = done.stderr.decode("utf-8", "replace")

    def records(self):
        return [json.loads(line) for line in self.out.splitlines()]


def run(*arguments, stdin=b"", cwd=None, env=None, as_user=None):
    """Runs isnad with these arguments; stdin is bytes or text."""
    if isinstance(stdin, str):
        stdin = stdin.encode("utf-8")
    environment = dict(os.environ, **(env or {}))
    extra = {"user": as_user, "group": as_user, "extra_groups": []} if as_user is not None else {}
    done = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, cwd=cwd, env=environment, timeout=120, check=False, **extra)
    return Result(arguments, done)


failures = 0


def expect(what, condition, result=None):
    """Counts a failure, and shows what the program said."""
    global failures
    if condition:
        return
    failures += 1
    print(f"FAILED: {what}")
    if result is not None:
        print(f"  isnad {' '.join(map(str, result.arguments))}\n  exit status {result.code}\n  stdout: {result.out[:600]!r}\n  stderr: {result.err[:600]!r}")


def finish():
    print(f"{failures} failed")
    sys.exit(1 if failures else 0)
