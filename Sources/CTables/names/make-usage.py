#!/usr/bin/env python3
"""Writes rules/tables/name-usage.tsv: words that are nearly always a given name, or nearly always a family name.

    make-usage.py SHARED CENSUS

SHARED  a folder with surnames-by-country.csv and forenames-by-country.csv (CC0)
CENSUS  the folder names of the Python package names (MIT): the names of the 1990 United States census (public domain)

A word counts when it is at least twenty times as frequent as one as it is as the other; in the lists by country, when it is in
one and not in the other.
"""
import collections
import csv
import pathlib
import sys

shared, census = map(pathlib.Path, sys.argv[1:3])
tables = pathlib.Path(__file__).parents[3] / "rules" / "tables"


def frequencies(*names):
    result = collections.Counter()
    for name in names:
        for line in (census / name).read_text().splitlines():
            word, share = line.split()[:2]
            result[word.lower()] += float(share) / len(names)
    return result


def listed(name):
    result = set()
    for row in csv.DictReader((shared / name).open(encoding="utf-8-sig")):
        for column in ("Localized Name", "Romanized Name"):
            word = (row[column] or "").lower()
            if word and " " not in word and len(word) > 1:
                result.add(word)
    return result


given, family = frequencies("dist.male.first", "dist.female.first"), frequencies("dist.all.last")
forenames, surnames = listed("forenames-by-country.csv"), listed("surnames-by-country.csv")
givens = {word for word, share in given.items() if share >= 0.004 and share >= 20 * family[word] and word not in surnames}
families = {word for word, share in family.items() if share >= 0.004 and share >= 20 * given[word] and word not in forenames}
givens |= {word for word in forenames if word not in surnames and family[word] * 20 <= max(given[word], 0.001)}
families |= {word for word in surnames if word not in forenames and given[word] * 20 <= max(family[word], 0.001)}
with (tables / "name-usage.tsv").open("w", encoding="utf8", newline="\n") as file:
    file.write("# Words that are nearly always one kind of name, made by Sources/CTables/names/make-usage.py, which names the sources.\n")
    for kind, words in (("given", givens - families), ("family", families - givens)):
        file.write(kind + "\t" + " ".join(sorted(words)) + "\n")
print(len(givens), len(families), len(givens & families))
