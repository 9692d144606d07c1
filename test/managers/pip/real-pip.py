"""The installed pip's own parsers as the yardstick of the differential tests.

Standard input: JSON lines, each {"argv": [...]} or {"requirement": "..."} or {"editable": "..."}.
Standard output: the first line {"version"}, then one answer a line, in order:
  argv         {"command", "words", "options": {long option: [values]}}, or {"ends": "printed" | "refused"}
  requirement  {"name", "extras", "specifier", "isNamed", "isElsewhere"}, or {"ends": "refused"}
Nothing is fetched: pip parses and stops.
"""
import contextlib
import copy
import io
import json
import os
import sys

# Otherwise `--python X` would start another pip.
os.environ["_PIP_RUNNING_IN_SUBPROCESS"] = "1"

import pip
from pip._internal.cli.main_parser import parse_command
from pip._internal.commands import create_command
from pip._internal.exceptions import PipError
from pip._internal.req.constructors import parse_editable, parse_req_from_line
from pip._vendor.packaging.utils import canonicalize_name

DESTINATIONS = {
    "--requirement": "requirements",
    "--constraint": "constraints",
    "--editable": "editables",
    "--extra-index-url": "extra_index_urls",
    "--find-links": "find_links",
    "--index-url": "index_url",
    "--no-index": "no_index",
}
commands = {}


def command_of(name, isolated):
    key = (name, isolated)
    if key not in commands:
        command = create_command(name, isolated=isolated)
        commands[key] = (command, copy.deepcopy(command.parser.defaults))
    command, defaults = commands[key]
    # Lists in the defaults are appended to by the parser.
    command.parser.defaults = copy.deepcopy(defaults)
    return command


def values_of(value):
    if value is None or value is False:
        return []
    return list(value) if isinstance(value, list) else [value]


def read_argv(argv):
    try:
        name, arguments = parse_command(argv)
        if name not in ("install", "download", "wheel", "lock"):
            return {"command": name, "words": [], "options": {}}
        options, words = command_of(name, "--isolated" in arguments).parser.parse_args(arguments)
    except SystemExit as end:
        return {"ends": "refused" if end.code else "printed"}
    except PipError:
        return {"ends": "refused"}
    found = {option: values_of(getattr(options, key, None)) for option, key in DESTINATIONS.items()}
    return {"command": name, "words": list(words), "options": found}


def read_requirement(word):
    try:
        parts = parse_req_from_line(word, None)
    except (PipError, ValueError):
        return {"ends": "refused"}
    requirement = parts.requirement
    if requirement is None or parts.link is not None:
        return {"name": "", "extras": [], "specifier": [], "isNamed": False, "isElsewhere": True}
    return {
        "name": canonicalize_name(requirement.name),
        "extras": sorted(requirement.extras),
        "specifier": sorted(str(one).replace(" ", "") for one in requirement.specifier),
        "isNamed": True,
        "isElsewhere": requirement.url is not None,
    }


def read_editable(word):
    try:
        parse_editable(word)
    except (PipError, ValueError):
        return {"ends": "refused"}
    return {"name": "", "extras": [], "specifier": [], "isNamed": False, "isElsewhere": True}


print(json.dumps({"version": pip.__version__}))
for line in sys.stdin:
    asked = json.loads(line)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        if "argv" in asked:
            answer = read_argv(asked["argv"])
        elif "requirement" in asked:
            answer = read_requirement(asked["requirement"])
        else:
            answer = read_editable(asked["editable"])
    print(json.dumps(answer))
