#!/usr/bin/env python3
"""Compares a program's answers with those of the installed `phonenumbers` on made-up inputs, row by row, as a stream.

usage: parity.py [--rows N] [--seed S] COMMAND...

COMMAND reads `input<TAB>region` lines and writes twelve answer columns for each, such as `muster phone --strict --tsv`. Exit status 1 if a
row differs. A million rows take about ten minutes, nearly all of it in the oracle.
"""
import argparse
import random
import subprocess
import sys
import threading

import phonenumbers as P
from phonenumbers import phonenumberutil as U

if hasattr(P, "re_util") and hasattr(P.re_util, "enable_pattern_cache"):
    P.re_util.enable_pattern_cache()

ERRORS = {0: "INVALID_COUNTRY_CODE", 1: "NOT_A_NUMBER", 2: "TOO_SHORT_AFTER_IDD", 3: "TOO_SHORT_NSN", 4: "TOO_LONG"}
REGIONS = sorted(P.SUPPORTED_REGIONS)
CODES = sorted(P.COUNTRY_CODE_TO_REGION_CODE)
NO_REGIONS = ["", "ZZ", "XX", "001"]
PUNCTUATION = [" ", "-", ".", "/", "(", ")", "  ", " - ", "\u00a0", "\u2013", "\u200b", "\u00ad", "~", "[", "]", "\u2060", "\u30fc"]
LABELS = [" ext. ", " ext", "ext", " x", "x", ";ext=", " extension ", " extensi\u00f3n ", " \u0434\u043e\u0431. ", " int ", " #", ",,", ", ", ";",
          " anexo ", "~", " \uff45\uff58\uff54 ", " xtn ", " EXTN: ", " Durchwahl "]
BEFORE = ["Tel: ", "tel:", "phone ", "(", "\"", "=\"", "'", "\u202a", "\u260e ", "M ", ". ", "* "]
BEHIND = [" John", ".", "\"", ")", " #", "\u202c", ";", ".0", " /", "x", " (office)", "\n", "*", "\u00b2", ",", " / 12345678"]
ZEROS = [0x660, 0x6f0, 0x966, 0xff10, 0xe50, 0x9e6]
JUNK = "0123456789+-(). /x*#,;~eEtTnNaoiI\u0130\u0131\u017f\u212a\t\u0660\uff0b\u00e9_\"'[]:=&"


def escape(text):
    for plain, written in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"), ("\0", "\\0")):
        text = text.replace(plain, written)
    return text


def answers(text, region):
    try:
        number = P.parse(text, region or None)
    except P.NumberParseException as error:
        return [ERRORS[error.error_type]] + [""] * 11
    zeros = 0
    if number.italian_leading_zero:
        zeros = 1 if number.number_of_leading_zeros is None else number.number_of_leading_zeros
    return ["", str(number.country_code), str(number.national_number), "1" if number.italian_leading_zero else "0", str(zeros),
            escape(number.extension or ""), P.format_number(number, P.PhoneNumberFormat.E164), P.region_code_for_number(number) or "",
            U.ValidationResult.to_string(U.is_possible_number_with_reason(number)), "1" if P.is_valid_number(number) else "0",
            U.PhoneNumberType.to_string(P.number_type(number)), escape(P.format_number(number, P.PhoneNumberFormat.INTERNATIONAL))]


def digits(rng, count):
    return "".join(rng.choice("0123456789") for _ in range(count))


class Maker:
    """Inputs: numbers near the plans' own examples, written in many ways, and some that nobody would write."""

    def __init__(self, rng):
        self.rng = rng
        self.examples = {}
        for region in REGIONS:
            for kind in U.PhoneNumberType.values():
                example = P.example_number_for_type(region, kind)
                if example:
                    self.examples.setdefault(region, []).append(example)

    def national(self, region):
        """A national significant number: an example with its tail changed, or a length that is nearly right."""
        rng = self.rng
        nsn = P.national_significant_number(rng.choice(self.examples[region]))
        keep = rng.randint(0, len(nsn))
        nsn = nsn[:keep] + digits(rng, len(nsn) - keep)
        if rng.random() < 0.12:
            nsn = nsn[:-rng.randint(1, 3)] if rng.random() < 0.5 else nsn + digits(rng, rng.randint(1, 4))
        return nsn

    def group(self, text):
        rng = self.rng
        style = rng.random()
        if style < 0.35:
            return text
        mark = rng.choice(PUNCTUATION)
        out = []
        for character in text:
            out.append(character)
            if rng.random() < 0.3:
                out.append(mark if style < 0.9 else rng.choice(PUNCTUATION))
        return "".join(out)

    def row(self):
        rng = self.rng
        region = rng.choice(REGIONS)
        draw = rng.random()
        if draw < 0.03:
            return "".join(rng.choice(JUNK) for _ in range(rng.randint(0, 24))), region
        if draw < 0.05:
            return rng.choice(["+", "00", "011", "", "0"]) + digits(rng, rng.randint(1, 20)), rng.choice(REGIONS + NO_REGIONS)
        nsn = self.national(region)
        code = P.country_code_for_region(region)
        plan = P.PhoneMetadata.metadata_for_region(region)
        asked = region
        form = rng.random()
        if form < 0.35:
            text = rng.choice(["+", "+", "+", "\uff0b", "++"]) + str(code) + rng.choice(["", " ", "-", " (0) "]) + self.group(nsn)
            asked = rng.choice([region, region, rng.choice(REGIONS), *NO_REGIONS])
        elif form < 0.43:
            text = rng.choice(["00", "011", "0011", "810", "010", "001", "+00"]) + str(code) + self.group(nsn)
            asked = rng.choice([region, rng.choice(REGIONS)])
        elif form < 0.5:
            text = str(code) + self.group(nsn)
        elif form < 0.52:
            text = "+" + str(rng.choice(CODES)) + self.group(nsn)
        elif form < 0.54:
            text = f"tel:{self.group(nsn)};phone-context={rng.choice(['+' + str(code), 'example.com', '+', 'a.b.', '1.2', '-x.org'])}"
            text += rng.choice(["", ";isub=12", ";ext=5"])
        elif form < 0.75:
            text = (plan.national_prefix or rng.choice(["0", "1", ""])) + self.group(nsn)
        else:
            text = self.group(nsn)
        if rng.random() < 0.1:
            text += rng.choice(LABELS) + digits(rng, rng.choice([0, 1, 3, 4, 5, 7, 9, 10, 15, 16, 20, 21])) + rng.choice(["", "", "#"])
        if rng.random() < 0.05:
            text = rng.choice(BEFORE) + text
        if rng.random() < 0.05:
            text += rng.choice(BEHIND)
        if rng.random() < 0.03:
            zero = rng.choice(ZEROS)
            text = "".join(chr(zero + int(c)) if c in "0123456789" else c for c in text)
        if rng.random() < 0.02:
            place = rng.randint(0, len(text))
            text = text[:place] + rng.choice(JUNK) + text[place + rng.randint(0, 1):]
        if rng.random() < 0.01:
            place = rng.randint(0, len(text))
            text = text[:place] + "".join(rng.choice("ABCDEFGabcxyz") for _ in range(rng.randint(1, 8)))
        return text, asked


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    process = subprocess.Popen(options.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    expected, different, rows = [], 0, 0
    ready = threading.Semaphore(0)

    def feed():
        maker = Maker(random.Random(options.seed))
        for _ in range(options.rows):
            text, region = maker.row()
            expected.append((text, region, "\t".join(answers(text, region))))
            process.stdin.write(f"{escape(text)}\t{region}\n".encode())
            ready.release()
        process.stdin.close()

    thread = threading.Thread(target=feed, daemon=True)
    thread.start()
    for line in process.stdout:
        ready.acquire()
        text, region, right = expected[rows]
        expected[rows] = None
        rows += 1
        given = line.decode("utf-8").rstrip("\n")
        if given != right:
            different += 1
            if different <= 20:
                print(f"{text!r} {region!r}\n  right {right!r}\n  given {given!r}")
    thread.join()
    print(f"phonenumbers {P.__version__}, seed {options.seed}: {rows} rows of {options.rows}, {different} different")
    sys.exit(1 if different or rows != options.rows else 0)


if __name__ == "__main__":
    main()
