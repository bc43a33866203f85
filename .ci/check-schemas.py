"""Checks YAML files against the schemas: every shipped experiment and dataset is accepted, and every malformed file of
the tests is refused that has a fault of structure (a key, a type, a range), as its expected messages tell.

usage: check-schemas.py (needs the Python packages jsonschema and PyYAML)
"""
import json
import pathlib
import re
import sys

import jsonschema
import yaml

root = pathlib.Path(__file__).resolve().parent.parent


class Loader(yaml.SafeLoader):
    """YAML 1.2: only true and false are booleans, 1e-3 is a number, and a key stands once."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"), list("-+.0123456789"))
Loader.yaml_implicit_resolvers = {
    first: sorted(rules, key=lambda rule: rule[0] != "tag:yaml.org,2002:int")
    for first, rules in Loader.yaml_implicit_resolvers.items()
}

validators = {}
for name in ("experiment", "dataset"):
    schema = json.loads((root / f"schemas/{name}.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validators[name] = jsonschema.Draft202012Validator(schema)

# Faults of structure, by the words of their messages; others are of meaning, which a schema cannot see.
STRUCTURE = re.compile(
    r"error: (unknown (key|kind|activation|optimizer|loss|metric|layer|panel|generator|precision)\b|.* lacks '"
    r"|(?!the weights)\S+ must be (an integer|a number|a list|a mapping|true or false|at least|at most|greater than|less than)"
    r"|the (layer|optimizer) '\w+' needs|.* takes no parameters|expected an? \w[\w ]*, as a name)")
failures = []


def faults(kind, path):
    document = yaml.load(path.read_text(), Loader)
    return [error.message for error in validators[kind].iter_errors(document)]


# Tests/Schemas has files that are right and were refused, or say less than the shipped ones.
accepted = 0
for path in sorted((root / "Tests/Schemas").glob("*.yaml")):
    failures += [f"{path.name} is refused: {message[:200]}" for message in faults("experiment", path)]
    accepted += 1
for path in sorted((root / "experiments").glob("*.yaml")):
    failures += [f"{path.name} is refused: {message[:200]}" for message in faults("experiment", path)]
    accepted += 1
for path in sorted((root / "experiments/datasets").glob("*.yaml")):
    failures += [f"{path.name} is refused: {message[:200]}" for message in faults("dataset", path)]
    accepted += 1

refused = 0
malformed = root / "Tests/ExperimentTests/Malformed"
for path in sorted(malformed.glob("*.yaml")):
    messages = (malformed / f"{path.stem}.expected").read_text()
    own = [line for line in messages.splitlines() if line.startswith(f"Malformed/{path.name}:")]
    # What a call of a block may say stands in the file itself, and the parts of a file that extends another one may
    # lack keys.
    if "blocks_called" in path.stem or re.search("^extends:", path.read_text(), re.M):
        continue
    # A value of the sweep is wrong only where it is used.
    in_sweep = re.search(r"^ +(grid|derive):.*\n +\^", messages, re.M) or "sweep" in path.stem
    if not any(STRUCTURE.search(line) for line in own) or in_sweep:
        continue
    try:
        refusals = faults("experiment", path)
    except (yaml.YAMLError, ValueError):
        continue
    if not refusals:
        failures.append(f"{path.name} is accepted, though: {own[0]}")
    refused += 1

print(f"schemas: {accepted} files accepted, {refused} malformed files refused")
if failures:
    sys.exit("\n".join(failures))
