"""Prints what pip's readers need to know of pip's commands and options, read off pip's own parser.

Usage: PYTHONPATH=<unpacked pip wheel> python3 build-pip-tables.py   (one pip version a run)
Output: JSON {version, commands, options: {command: {option string: takes a value}}}. Facts only.
"""
import json

import pip
from pip._internal.cli.main_parser import create_main_parser
from pip._internal.commands import commands_dict, create_command


def options_of(parser):
    table = {}
    for option in parser.option_list_all:
        for name in option._short_opts + option._long_opts:
            table[name] = option.takes_value()
    return table


options = {"": options_of(create_main_parser())}
for name in ("install", "download", "wheel", "lock"):
    if name in commands_dict:
        options[name] = options_of(create_command(name).parser)
print(json.dumps({"version": pip.__version__, "commands": sorted(commands_dict), "options": options}))
