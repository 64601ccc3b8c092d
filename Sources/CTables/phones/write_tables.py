#!/usr/bin/env python3
"""Compiles the numbering plans to the tables that PhoneNumbers reads as they lie in memory.

usage: write_tables.py OUT            the installed `phonenumbers`
       write_tables.py OUT IN.json    metadata kept as JSON

Little-endian throughout. The file begins with the four bytes `MPN1`, the size of the file, and for each section of SECTIONS its offset
in bytes and its number of entries, all 32 bits wide. Sections begin at multiples of 4.
"""
import re
import struct
import sys
import unicodedata

import metadata_model
from automata import TAIL, Pool, Program, compile_first, compile_set

SECTIONS = [
    "transitions",     # u16 x 10 an automaton's state: where each digit leads, in a types' automaton with the top bit set to a tail
    "labels",          # u8 a state
    "tails",           # u16, u8 x 2: bit n for n digits that follow; the label then, and the label for any other number of digits
    "regions",         # u16 a region index (26 x first letter + second, 676 for 001): 1 + its plan
    "codes",           # u16 for 0...999: 1 + the record of that calling code
    "code_records",    # u16 x 4: first plan, number of plans (the main one first), root of the types' automaton, 0
    "plans",           # u16 x 16, see `plan_record`
    "kinds",           # u8 x 2, u16: what a label of a types' automaton means: the plan of the code that the number belongs to, the
                       # type; and a string of all plans by which it is valid, and the type by each, a byte each
    "reports",         # u8 x 2: what a label of a prefixes' automaton means: the cut if the text goes on, and if it ends here
    "cuts",            # u8 x 8: what an automaton of prefixes reports: digits to cut, range to copy, number of digits before it, digits
    "lengths",         # u32 x 2: bit n for n digits: possible; possible inside an area only
    "descriptions",    # u8 type, u8 lengths, u16 example (a string)
    "formats",         # u16 x 6: root of the leading digits (0: any), least and most digits (u8 each), strings: groups, template,
                       # national template, carrier template
    "alphanumerics",   # u16: lengths of runs of scalars that are, by turns, not and are letters or numbers
    "strings",         # u8: a length, and as many bytes; string 0 is empty
    "version",         # u8: the release
]

# NumberType's raw values, and two that are no types.
TYPES = {
    "fixed_line": 0, "mobile": 1, "toll_free": 3, "premium_rate": 4, "shared_cost": 5, "voip": 6, "personal_number": 7, "pager": 8,
    "uan": 9, "voicemail": 10, "no_international_dialling": 254, "general_desc": 255,
}
FIXED_LINE_OR_MOBILE, UNKNOWN = 2, 11
NO_PLAN = 255
# The order in which a number's type is looked for, before fixed line and mobile.
SPECIAL = ["premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail"]


def region_index(code):
    return 676 if code == "001" else (ord(code[0]) - 65) * 26 + ord(code[1]) - 65


class Interned(list):
    """A list without repeats that answers with a value's place."""

    def __init__(self, values=()):
        super().__init__()
        self._places = {}
        for value in values:
            self.place(value)

    def place(self, value):
        if value not in self._places:
            self._places[value] = len(self)
            self.append(value)
        return self._places[value]


class Strings:
    def __init__(self):
        self.bytes = bytearray(b"\0")
        self._places = {b"": 0}

    def place(self, value):
        value = value.encode("utf-8") if isinstance(value, str) else bytes(value)
        if value not in self._places:
            self._places[value] = len(self.bytes)
            self.bytes += bytes([len(value)]) + value
        return self._places[value]


class Tables:
    def __init__(self, model):
        self.model = model
        self.pool = Pool()
        self.kinds = Interned([None])
        self.cuts = Interned([None])
        self.reports = Interned([(0, 0)])
        self.lengths = Interned([(0, 0)])
        self.formats = Interned()
        self.strings = Strings()
        self.descriptions, self.plans, self.code_records = [], [], []
        self.regions, self.codes = [0] * 677, [0] * 1000
        self._roots = {}
        for code, regions in model["codes"].items():
            self.add_code(code, regions)
        assert len(self.plans) == len(model["plans"])

    # Automata

    def kind(self, plan, tags, depth):
        """The type of a number of `depth` digits by one plan, from the descriptions that it matches."""
        def has(name):
            description = plan["descriptions"].get(name)
            return (plan["id"], name) in tags and (not description["lengths"] or depth in description["lengths"])

        if not has("general_desc"):
            return UNKNOWN
        for name in SPECIAL:
            if has(name):
                return TYPES[name]
        if has("fixed_line"):
            return FIXED_LINE_OR_MOBILE if has("mobile") else TYPES["fixed_line"]
        return TYPES["mobile"] if has("mobile") else UNKNOWN

    def types_root(self, plans):
        """One automaton that knows the region and the type of every number of a calling code.

        Of several regions the first counts whose leading digits fit, or, where it has none, by which the number is valid."""
        program = Program()
        for plan in plans:
            if plan["leading_digits"] and len(plans) > 1:
                program.add(plan["leading_digits"], (plan["id"], "leading"))
            for name, description in plan["descriptions"].items():
                if name != "no_international_dialling":
                    program.add(description["pattern"], (plan["id"], name))

        def label(tags, depth):
            by_plan = [self.kind(plan, tags, depth) for plan in plans]
            valid = bytes(n for rank, kind in enumerate(by_plan) if kind != UNKNOWN for n in (rank, kind))
            for rank, plan in enumerate(plans):
                decides = (plan["id"], "leading") in tags if plan["leading_digits"] and len(plans) > 1 else by_plan[rank] != UNKNOWN
                if decides:
                    return self.kinds.place((rank, by_plan[rank], self.strings.place(valid)))
            # Valid by a plan whose leading digits do not fit: it counts for that region alone.
            return self.kinds.place((NO_PLAN, UNKNOWN, self.strings.place(valid))) if valid else 0

        return compile_set(self.pool, program, lambda tag: tag[1] == "leading", label, with_tails=True)

    def set_root(self, pattern, is_prefix):
        key = (pattern, is_prefix)
        if not pattern:
            return 0
        if key not in self._roots:
            program = Program()
            program.add(pattern, "it")
            self._roots[key] = compile_set(self.pool, program, lambda tag: is_prefix, lambda tags, depth: 1 if tags else 0)
        return self._roots[key]

    def domestic_root(self, plan):
        """The numbers that cannot be dialled from abroad."""
        description = plan["descriptions"].get("no_international_dialling")
        if not description:
            return 0
        program = Program()
        program.add(description["pattern"], "it")
        lengths = description["lengths"]
        return compile_set(
            self.pool, program, lambda tag: False, lambda tags, depth: 1 if tags and (not lengths or depth in lengths) else 0)

    def cut_root(self, pattern, transform):
        key = (pattern, transform, "cut")
        if not pattern:
            return 0

        def cut(end, groups):
            if not transform or not groups or groups[-2] < 0:
                return self.cuts.place((end, 0, 0, ""))
            literal, group = re.fullmatch(r"(\d*)\$(\d)", transform).groups()
            start, stop = groups[2 * int(group) - 2:2 * int(group)]
            return self.cuts.place((end, max(start, 0), max(stop, 0), literal))

        if key not in self._roots:
            self._roots[key] = compile_first(self.pool, pattern, cut, lambda now, at_end: self.reports.place((now, at_end)))
        return self._roots[key]

    # Records

    def lengths_of(self, description):
        if description is None:
            return 0
        return self.lengths.place(tuple(sum(1 << n for n in description[kind]) for kind in ("lengths", "local")))

    def template(self, text):
        """Bytes as they are; 0x80 + n for the nth group, from 0."""
        return re.sub(rb"\$(\d)", lambda m: bytes([0x80 + int(m[1]) - 1]), text.encode("ascii"))

    def format_place(self, fmt):
        groups = re.findall(r"\((\\d(?:\{\d+(?:,\d+)?\})?)\)", fmt["pattern"])
        assert "".join(f"({group})" for group in groups) == fmt["pattern"], fmt
        bounds = []
        for group in groups:
            numbers = re.findall(r"\d+", group.replace("\\d", "")) or ["1"]
            bounds.append((int(numbers[0]), int(numbers[-1])))
        # The rule stands in for the first group of the template, and its `$1` is that group.
        first = re.search(r"\$\d", fmt["format"])
        def by_rule(rule):
            if not rule:
                return fmt["format"]
            rule = rule.replace("$1", first[0]).replace("$CC", "\x01")
            return fmt["format"][:first.start()] + rule + fmt["format"][first.end():]
        carrier = by_rule(fmt["carrier_rule"]) if fmt["carrier_rule"] else ""
        return self.formats.place((
            self.set_root(fmt["leading"][-1] if fmt["leading"] else "", True),
            sum(least for least, _ in bounds) | sum(most for _, most in bounds) << 8,
            self.strings.place(bytes(n for bound in bounds for n in bound)),
            self.strings.place(self.template(fmt["format"])),
            self.strings.place(self.template(by_rule(fmt["prefix_rule"]))),
            self.strings.place(self.template(carrier)),
        ))

    def format_list(self, formats):
        """A string of the formats' places, two bytes each."""
        return self.strings.place(b"".join(struct.pack("<H", self.format_place(fmt)) for fmt in formats))

    def plan_record(self, plan, code_place, rank):
        general = plan["descriptions"].get("general_desc")
        first = len(self.descriptions)
        for name, description in plan["descriptions"].items():
            self.descriptions.append((TYPES[name], self.lengths_of(description), self.strings.place(description["example"])))
        idd = plan["preferred_idd"] or (plan["idd"] if re.fullmatch(r"\d+(?:[~\u2053\u223c\uff5e]\d+)?", plan["idd"]) else "")
        return (
            region_index(plan["id"]), plan["code"], code_place, rank,
            self.set_root(general["pattern"] if general else "", False),
            self.cut_root(plan["idd"], ""), self.cut_root(plan["prefix_pattern"], plan["transform"]),
            self.lengths_of(general), first, len(self.descriptions) - first,
            self.format_list(plan["formats"]), self.format_list(plan["international_formats"]),
            self.strings.place(plan["extension_prefix"]), self.strings.place(plan["prefix"]), self.strings.place(idd),
            self.domestic_root(plan),
        )

    def add_code(self, code, regions):
        by_id = {plan["id"]: plan for plan in self.model["plans"] if plan["code"] == code}
        plans = [by_id[region] for region in regions]
        root = self.types_root(plans)
        place = len(self.code_records)
        self.codes[code] = place + 1
        self.code_records.append((len(self.plans), len(plans), root, 0))
        for rank, plan in enumerate(plans):
            if plan["id"] != "001":
                self.regions[region_index(plan["id"])] = len(self.plans) + 1
            self.plans.append(self.plan_record(plan, place, rank))

    # The file

    def sections(self):
        def pack(form, entries):
            return b"".join(struct.pack("<" + form, *entry) for entry in entries), len(entries)

        cuts = [(0, 0, 0, 0, b"")] + [(end, start, stop, len(text), bytes(map(int, text))) for end, start, stop, text in self.cuts[1:]]
        assert max(len(cuts), len(self.kinds), len(self.reports), len(self.lengths)) <= 256
        assert len(self.strings.bytes) <= 0x10000 and max(len(self.pool.rows), len(self.pool.tails)) <= TAIL
        yield pack("10H", self.pool.rows)
        yield pack("B", [(label,) for label in self.pool.labels])
        yield pack("H2B", self.pool.tails)
        yield pack("H", [(place,) for place in self.regions])
        yield pack("H", [(place,) for place in self.codes])
        yield pack("4H", self.code_records)
        yield pack("16H", self.plans)
        yield pack("2BH", [(NO_PLAN, UNKNOWN, 0)] + self.kinds[1:])
        yield pack("2B", self.reports)
        yield pack("4B4s", cuts)
        yield pack("2I", self.lengths)
        yield pack("2BH", self.descriptions)
        yield pack("6H", self.formats)
        yield pack("H", [(n,) for n in alphanumeric_runs()])
        yield bytes(self.strings.bytes), len(self.strings.bytes)
        version = self.model["version"].encode("ascii")
        yield version, len(version)

    def file(self):
        head, body, sizes = [], bytearray(), {}
        base = 8 + 8 * len(SECTIONS)
        for name, (data, count) in zip(SECTIONS, self.sections(), strict=True):
            head += [base + len(body), count]
            body += data + bytes(-len(data) % 4)
            sizes[name] = len(data)
        size = base + len(body)
        return struct.pack(f"<4sI{len(head)}I", b"MPN1", size, *head) + bytes(body), sizes


def alphanumeric_runs():
    runs, run, inside = [], 0, False
    for point in range(0x110000):
        if (unicodedata.category(chr(point))[0] in "LN") != inside:
            runs.append(run)
            run, inside = 0, not inside
        run += 1
    assert not inside and max(runs) <= 0xFFFF
    return runs


if __name__ == "__main__":
    source = metadata_model.from_json(sys.argv[2]) if len(sys.argv) > 2 else metadata_model.from_package()
    data, sizes = Tables(source).file()
    with open(sys.argv[1], "wb") as out:
        out.write(data)
    print(f"{sys.argv[1]}: metadata {source['version']}, {len(data)} bytes ({', '.join(f'{n} {s}' for n, s in sizes.items())})")
