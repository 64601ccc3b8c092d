"""The Python port on `REGION<TAB>number` lines: parse, validity, type, E.164. Prints processor nanoseconds a number."""
import sys
import time

import phonenumbers as P

rows = [line.rstrip("\n").split("\t", 1) for line in open(sys.argv[1], encoding="utf-8")]


def run():
    for region, text in rows:
        try:
            number = P.parse(text, region or None)
        except P.NumberParseException:
            continue
        P.is_valid_number(number)
        P.number_type(number)
        P.format_number(number, P.PhoneNumberFormat.E164)


run()
start = time.process_time()
run()
print(f"{(time.process_time() - start) / len(rows) * 1e9:.1f}")
