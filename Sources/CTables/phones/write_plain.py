#!/usr/bin/env python3
"""Writes the numbering plans and the character classes as lines of tab-separated fields: what the plain implementation reads.

usage: write_plain.py OUT            the installed `phonenumbers`
       write_plain.py OUT IN.json    metadata kept as JSON
"""
import sys
import unicodedata

import metadata_model


def ranges(points):
    """Sorted code points as `first-last` in hexadecimal."""
    runs = []
    for point in points:
        if runs and runs[-1][1] == point - 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return " ".join(f"{first:x}-{last:x}" for first, last in runs)


def lines(model):
    yield ["version", model["version"]]
    categories = [(point, unicodedata.category(chr(point))) for point in range(0x110000)]
    yield ["digits", ranges([point for point, category in categories if category == "Nd"])]
    yield ["alphanumerics", ranges([point for point, category in categories if category[0] in "LN"])]
    for code, regions in model["codes"].items():
        yield ["code", str(code), " ".join(regions)]
    for plan in model["plans"]:
        yield ["plan", plan["id"], str(plan["code"]), plan["idd"], plan["preferred_idd"], plan["prefix"], plan["prefix_pattern"],
               plan["transform"], plan["extension_prefix"], plan["leading_digits"]]
        for name, d in plan["descriptions"].items():
            yield ["description", name, d["pattern"], " ".join(map(str, d["lengths"])), " ".join(map(str, d["local"])), d["example"]]
        for kind in ("formats", "international_formats"):
            for f in plan[kind]:
                leading = f["leading"][-1] if f["leading"] else ""
                yield [kind, f["pattern"], f["format"], leading, f["prefix_rule"], f["carrier_rule"]]


if __name__ == "__main__":
    source = metadata_model.from_json(sys.argv[2]) if len(sys.argv) > 2 else metadata_model.from_package()
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        for line in lines(source):
            assert not any("\t" in field or "\n" in field for field in line), line
            out.write("\t".join(line) + "\n")
