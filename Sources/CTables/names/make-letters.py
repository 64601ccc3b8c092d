#!/usr/bin/env python3
"""Writes letters.bin: case mappings and classes of the code points below U+2000, from Python's copy of UnicodeData.

Layout: 128 page numbers (one byte for each 64 code points), then a record of 8 bytes for each code point of each page:
what to add for lower case (u16 little-endian, wrapping), for title case (u16), class bits (u8), script (u8), two zeros.
A mapping to several code points is left out (add 0) and has the SPECIAL bit.
Run it beside itself; the tests compare the result with ICU over all of Unicode.
Source: Unicode Character Database, Unicode licence v3.
"""
import pathlib
import unicodedata

UPPER, LOWER, LETTER, MARK, UNSTABLE, ODD, SPECIAL, DIGIT = (1 << bit for bit in range(8))
SCRIPTS = {"LATIN": 1, "GREEK": 2, "CYRILLIC": 3, "ARMENIAN": 4}
OTHER = 7

seconds = set()
for code in range(0x110000):
    parts = unicodedata.decomposition(chr(code)).split()
    if len(parts) == 2 and not parts[0].startswith("<"):
        seconds.add(int(parts[1], 16))
seconds |= set(range(0x1161, 0x1176)) | set(range(0x11A8, 0x11C3))  # conjoining Hangul vowels and finals


def record(code):
    char = chr(code)
    category = unicodedata.category(char)
    lower, title = char.lower(), char.title()
    flags = 0
    if category in ("Cn", "Co"):
        flags |= UNSTABLE
    if category in ("Cc", "Cf", "Zs", "Zl", "Zp", "Cn", "Co") and char != " " or char in "`´\\" or 0x80 <= code < 0xC0 and char not in "ªº·":
        flags |= ODD
    # Case as Unicode derives it: a letter that another case maps to or from.
    if category == "Lu" or category == "Lt":
        flags |= UPPER
    if category == "Ll":
        flags |= LOWER
    if category[0] == "L":
        flags |= LETTER
    if category[0] == "M":
        flags |= MARK
    if category == "Nd":
        flags |= DIGIT
    if unicodedata.combining(char) or unicodedata.normalize("NFC", char) != char or code in seconds:
        flags |= UNSTABLE
    if len(lower) != 1 or len(title) != 1:
        flags |= SPECIAL
    lower = ord(lower) if len(lower) == 1 else code
    title = ord(title) if len(title) == 1 else code
    name = unicodedata.name(char, "")
    script = next((number for word, number in SCRIPTS.items() if name.startswith(word)), OTHER if flags & LETTER else 0)
    steps = ((mapped - code & 0xFFFF).to_bytes(2, "little") for mapped in (lower, title))
    return b"".join(steps) + bytes([flags, script, 0, 0])


pages, index = [], bytearray()
for page in range(128):
    body = b"".join(record(code) for code in range(page * 64, page * 64 + 64))
    if body not in pages:
        pages.append(body)
    index.append(pages.index(body))
pathlib.Path(__file__).with_name("letters.bin").write_bytes(bytes(index) + b"".join(pages))
