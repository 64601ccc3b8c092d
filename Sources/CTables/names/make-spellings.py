#!/usr/bin/env python3
"""Writes rules/tables/name-spellings.tsv: names whose capitals no rule gives, with where they are attested.

    make-spellings.py SHARED FAKER CENSUS

SHARED  a folder with us-legislators.csv (public domain), surnames-by-country.csv, forenames-by-country.csv (CC0) and
        names/casing.tsv, of which the Tate artists (CC0) and the hand-written names are used
FAKER   faker/providers/person of the Python package Faker (MIT)
CENSUS  dist.all.last of the Python package names (MIT), the surnames of the 1990 United States census (public domain)

and spellings-by-hand.tsv beside this script. The last column says which: L legislators, S surnames, F forenames, T Tate and
hand-written names, K Faker, U census, H by hand.
"""
import collections
import csv
import importlib
import pathlib
import re
import sys

shared, faker, census = map(pathlib.Path, sys.argv[1:4])
here = pathlib.Path(__file__).parent
tables = here.parents[2] / "rules" / "tables"

particles = {line.split("\t")[1] for line in (tables / "name-habits.tsv").read_text("utf8").splitlines()
             if line.startswith("particle")}
particles |= {"di", "della", "dello", "delle", "degli", "dei", "dal", "dalla", "le", "lo", "san", "saint", "st"}

# (lower case, kind or "") -> spelling -> source -> regions, "" for none known
attested = collections.defaultdict(lambda: collections.defaultdict(lambda: collections.defaultdict(collections.Counter)))


def attest(spelling, kind, region, source):
    attested[spelling.lower(), kind][spelling][source][region] += 1


def plain(word):
    return word[:1].upper() + word[1:].lower()


def by_rule(word):
    """Whether the general rules spell the word so, without having seen it."""
    return word == plain(word) or re.fullmatch(r"(Mc|O['’]|D['’]|L['’])[A-Z]\w+", word) is not None


def words(name, kind, region, source):
    """Attests the single words of a name that have inner capitals, and every Mac, which may or may not."""
    parts = [part for part in re.split(r"[ \-,./()\"]+", name) if part]
    for index, word in enumerate(parts):
        if re.search("[\u10a0-\u10ff\u1c90-\u1cbf]", word) or len(word) < 4 or word.isupper() or word.islower():
            continue
        role = "first" if kind == "first" or (kind == "full" and index == 0) else "last"
        if not by_rule(word) and not re.match(r"Mac|h[A-ZÁÉÍÓÚ]|tS|IJ|d['’]", word) or (role == "last" and word.lower().startswith("mac")):
            attest(word, role, region, source)


def tail(name, kind, region, source, keep_kind):
    """Attests a family name with the particles before it."""
    parts = re.sub(r",? (Jr\.?|Sr\.?|[IVX]{2,})$", "", name).split(" ")
    first = 0 if kind == "last" else 1
    for index in range(first, len(parts) - 1):
        if parts[index].lower() in particles:
            kept = "last" if keep_kind else ""
            # What is small behind a first name says nothing about a Dutch family name alone.
            if kind == "full" and region in ("NL", "SR") and parts[index].islower():
                kept = "full"
            attest(" ".join(parts[index:]), kept, region, source)
            return


def load_csv(path):
    return list(csv.DictReader(path.open(encoding="utf-8-sig")))


for row in load_csv(shared / "us-legislators.csv"):
    for kind in ("first", "last", "full"):
        name = row[kind + "_name"]
        words(name, kind, "US", "L")
    tail(row["last_name"], "last", "US", "L", False)
for row in load_csv(shared / "surnames-by-country.csv"):
    words(row["Localized Name"], "last", row["Country"], "S")
    # A Dutch family name alone has the capital that it loses behind a first name.
    tail(row["Localized Name"], "last", row["Country"], "S", row["Country"] in ("NL", "SR"))
for row in load_csv(shared / "forenames-by-country.csv"):
    words(row["Localized Name"], "first", row["Country"], "F")
for line in (shared / "names" / "casing.tsv").read_text("utf8").splitlines()[1:]:
    name, kind, region, source = line.split("\t")[:4]
    if source in ("tate-artists", "curated"):
        words(name, kind, region, "T")
        if kind != "first":
            tail(name, kind, region, "T", False)


def flatten(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list, tuple, set, frozenset)):
        for item in value:
            yield from flatten(item)


sys.path.insert(0, str(faker.parents[2]))
english = {"en_IE", "en_NZ", "en_GB"}
for folder in sorted(faker.iterdir()):
    if not re.fullmatch(r"[a-z]{2}_[A-Z]{2}", folder.name) or folder.name in ("ar_AA", "de_LU"):
        continue
    provider = importlib.import_module("faker.providers.person." + folder.name).Provider
    region = "CA" if folder.name.endswith("QC") else folder.name[3:]
    for attribute in dir(provider):
        kind = "first" if "first_name" in attribute else "last" if re.search("last_name|surname", attribute) else None
        value = getattr(provider, attribute) if kind else None
        if kind is None or callable(value):
            continue
        for name in flatten(value):
            name = name.strip()
            if "{{" in name or not name or name.isupper() or name.islower():
                continue
            if folder.name in english:
                words(name, kind, region, "K")
            if kind == "last" and folder.name in ("es_MX", "fr_FR", "pt_BR", "es_CL"):
                tail(name, kind, region, "K", True)

frequency = {line.split()[0]: float(line.split()[1]) for line in census.read_text().splitlines()}
for name, share in frequency.items():
    rest = name[2:]
    if name.startswith("MC") and len(rest) >= 3 and rest[0] not in "KH" and share > frequency.get("MAC" + rest, 0):
        for region in ("US", "CA", "AU", "NZ", "IE", "ZA"):
            attest("Mac" + plain(rest), "last", region, "U")

for line in (here / "spellings-by-hand.tsv").read_text("utf8").splitlines():
    if line.startswith("#"):
        continue
    kind, regions, spellings = line.split("\t")
    for spelling in spellings.split("|"):
        for region in regions.split() or [""]:
            attest(spelling, kind, region, "H")

out = []
for (key, kind), variants in sorted(attested.items()):
    def weight(variant):
        sources = variants[variant]
        hand = 1000 * (("H" in sources) + ("" in sources.get("H", {})))
        return hand + sum(sum(regions.values()) for source, regions in sources.items() if source != "U")
    best = max(sorted(variants), key=weight)

    def weight_in(variant, region):
        hand = region in variants[variant].get("H", {})
        return (hand, sum(counts[region] for counts in variants[variant].values()), variant == best)
    winner = {region: max(sorted(variants), key=lambda variant: weight_in(variant, region))
              for sources in variants.values() for counts in sources.values() for region in counts if region}
    for variant, sources in sorted(variants.items()):
        regions = sorted(region for region in winner if winner[region] == variant)
        letters = "".join(sorted(sources))
        everywhere = variant == best and (any("" in counts for counts in sources.values()) or " " not in variant and set(sources) & {"L", "T", "F"})
        if everywhere:
            if by_rule(variant) and " " not in variant and len(variants) == 1 and not key.startswith("mac"):
                continue
            if not (by_rule(variant) and key.startswith("mac") and not regions):
                out.append((variant, kind, "", letters))
        if regions and (not everywhere or len(variants) > 1 or " " in variant or key.startswith("mac")):
            out.append((variant, kind, " ".join(regions), letters))
with (tables / "name-spellings.tsv").open("w", encoding="utf8", newline="\n") as file:
    file.write("# Attested spellings, made by Sources/CTables/names/make-spellings.py, which names the sources and their licences.\n")
    file.write("# Columns: spelling, kind (empty: any), regions (empty: any), sources (L legislators, S surnames, F forenames,\n")
    file.write("# T Tate and hand-written names, K Faker, U census, H by hand).\n")
    for row in out:
        file.write("\t".join(row) + "\n")
print(len(out), "spellings")
