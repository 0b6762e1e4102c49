"""Golden records: each input of tests/golden gives the record that stands beside it, and every golden record fits the schema. `tools/golden` renews them."""
import difflib
import importlib.machinery
import importlib.util
import json

from isnad import SOURCE, expect, finish
from schema import problems_of

loader = importlib.machinery.SourceFileLoader("golden_tool", str(SOURCE / "tools" / "golden"))
tool = importlib.util.module_from_spec(importlib.util.spec_from_loader("golden_tool", loader))
loader.exec_module(tool)

inputs = tool.inputs()
expect("there are golden records", len(inputs) >= 12)
for path in inputs:
    golden = tool.golden_of(path)
    expect(f"{path.name} has a golden record", golden.is_file())
    if not golden.is_file():
        continue
    stored = golden.read_text(encoding="utf-8")
    for problem in problems_of(json.loads(stored)):
        expect(f"{golden.name}: {problem}", False)
    made = tool.read(path)
    if made != stored:
        expect(f"{path.name} gives its golden record", False)
        print("".join(list(difflib.unified_diff(stored.splitlines(True), made.splitlines(True), golden.name, "now", n=0))[:40]))
finish()
