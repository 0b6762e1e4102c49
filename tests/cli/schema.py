"""What a record must be: the JSON Schema, and what a schema cannot say (spans lie in the text and show their words, references point to entities)."""
import json

import jsonschema

from isnad import SOURCE

SCHEMA = json.loads((SOURCE / "docs" / "record.schema.json").read_text(encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(SCHEMA)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def spans_of(value, path=""):
    if isinstance(value, dict):
        if "begin" in value:
            yield path, value
        for key, item in value.items():
            yield from spans_of(item, f"{path}/{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from spans_of(item, f"{path}/{index}")


def problems_of(record):
    problems = [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in VALIDATOR.iter_errors(record)]
    if problems:
        return problems
    text = record["text"]
    for path, span in spans_of(record):
        if not 0 <= span["begin"] < span["end"] <= len(text):
            problems.append(f"{path}: {span['begin']}..{span['end']} lies outside of the text")
        elif "text" in span and span["text"] != text[span["begin"]:span["end"]]:
            problems.append(f"{path}: says {span['text']!r}, the text there is {text[span['begin']:span['end']]!r}")
    count = len(record["entities"])
    for kind, keys in (("mentions", ["entity"]), ("offices", ["person"]), ("events", ["actor", "recipient", "place", "said_by"]), ("statements", ["speaker", "to"])):
        for index, item in enumerate(record[kind]):
            for key in keys:
                for reference in item[key] if isinstance(item[key], list) else [item[key]]:
                    if reference >= count:
                        problems.append(f"{kind}/{index}/{key}: there is no entity {reference}")
    for name in ("noise", "sentences"):
        ends = [0]
        for span in record[name]:
            if span["begin"] < ends[-1]:
                problems.append(f"{name}: {span['begin']} lies before the end of the one before")
            ends.append(span["end"])
    return problems
