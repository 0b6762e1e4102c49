"""What the documents show is what the program does: the README's outputs, and the commands and options in the examples of --help."""
import re
import subprocess
import sys

from isnad import SOURCE, expect, finish, run

stale = subprocess.run([sys.executable, str(SOURCE / "tools" / "readme"), "--check"], capture_output=True, text=True, check=False)
expect("README.md shows what the program prints", stale.returncode == 0)
if stale.returncode:
    print(stale.stdout[:3000], stale.stderr[:1000])

options = {}
for line in run("--help").out.splitlines():
    if line.startswith("  ") and line.strip():
        name = line.split()[0]
        told = run(name, "--help").out
        options[name] = set(re.findall(r"--([a-z-]+)", told.split("Options:")[1].split("Examples:")[0])) if "Options:" in told else set()

for name in options:
    told = run(name, "--help").out
    examples = told.split("Examples:")[1] if "Examples:" in told else ""
    for command, rest in re.findall(r"\bisnad ([a-z]+)([^|;>\n]*)", examples):
        expect(f"an example of {name} uses a command that exists: {command}", command in options)
        for option in re.findall(r"--([a-z-]+)", rest):
            expect(f"an example of {name} uses --{option}, which {command} has", option in options.get(command, set()))

for path in (SOURCE / "README.md", SOURCE / "ARCHITECTURE.md", SOURCE / "samples" / "README.md"):
    text = path.read_text(encoding="utf-8")
    for name in set(re.findall(r"`((?:src|tests|docs|data|tools|samples|bench|fuzz|include)/[\w./-]+)`", text)):
        expect(f"{path.name} names {name}, which is there", (SOURCE / name).exists())
finish()
