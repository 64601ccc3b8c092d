#!/usr/bin/env python3
"""The whole pipeline beside what others need: usage: clean.py MUSTER LIST [ROUNDS]

LIST is what make-list writes. In one run and in turn, ROUNDS times (3): Muster's full clean on one worker and on all, and as a filter
between pipes; a Python script that does the same work with phonenumbers and nameparser, and a C++ program that does it with
libphonenumber and ICU (clean.cpp); DuckDB, polars and Miller that only copy the file. Prints medians of wall and processor time a
record, and how many times those are what Muster needs on one worker. The two that clean get the first 20,000 records, since they need
a hundred times longer. Makes a virtual environment for the Python peers and builds the C++ one under benchmarks/.build; the C++ one
needs g++, libphonenumber-dev and libicu-dev, and Miller is mlr: what is not installed is left out, and it says so.
"""
import os, resource, shutil, statistics, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
ENVIRONMENT = os.path.join(HERE, "..", ".build", "peers")
PYTHON = os.path.join(ENVIRONMENT, "bin", "python")
PACKAGES = ["phonenumbers", "nameparser", "duckdb", "polars"]

SCRIPT = """
import csv, sys, phonenumbers
from nameparser import HumanName
seen = set()
with open(sys.argv[1], newline="") as source, open(sys.argv[2], "w", newline="") as target:
    out = csv.writer(target)
    out.writerow(["firstName", "lastName", "salutation", "cellPhoneNumber", "cellPhoneCountryCode", "cellPhoneExtension"])
    regions = {"United States": "US", "United Kingdom": "GB", "Germany": "DE", "France": "FR", "India": "IN", "Spain": "ES",
               "Italy": "IT", "Netherlands": "NL", "Belgium": "BE", "Switzerland": "CH", "Austria": "AT", "Sweden": "SE",
               "Norway": "NO", "Denmark": "DK", "Finland": "FI", "Poland": "PL", "Portugal": "PT", "Greece": "GR"}
    for row in csv.DictReader(source):
        region = row["Country"] if len(row["Country"]) == 2 else regions.get(row["Country"])
        try:
            number = phonenumbers.parse(row["Mobile Phone"], region)
        except phonenumbers.NumberParseException:
            continue
        if not phonenumbers.is_valid_number(number):
            continue
        e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        if e164 in seen:
            continue
        seen.add(e164)
        name = HumanName(first=row["First Name"].strip(), last=row["Last Name"].strip())
        name.capitalize()
        out.writerow([name.first, name.last, row["Title"], e164, "+%d" % number.country_code, number.extension or "+"])
"""
DUCKDB = "import duckdb,sys; duckdb.sql(f\"COPY (SELECT * FROM read_csv('{sys.argv[1]}', all_varchar=true)) TO '{sys.argv[2]}'\")"
POLARS = "import polars,sys; polars.scan_csv(sys.argv[1], infer_schema=False).sink_csv(sys.argv[2])"


def cpp():
    """The C++ program, built anew where it can be."""
    built = os.path.join(ENVIRONMENT, "clean-cpp")
    command = ["g++", "-O2", "-std=c++17", os.path.join(HERE, "clean.cpp"), "-o", built, "-lphonenumber", "-licuuc", "-licui18n"]
    if shutil.which("g++") and subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 0:
        return built
    print("the C++ program is left out: it needs g++, libphonenumber-dev and libicu-dev")
    return None


def timed(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    muster, path = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    if not os.path.exists(PYTHON):
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    head = os.path.join(ENVIRONMENT, "head.csv")
    target = os.path.join(ENVIRONMENT, "out.csv")
    with open(path, "rb") as source, open(head, "wb") as small:
        records = -1
        for line in source:
            records += 1
            if records <= 20000:
                small.write(line)
    few = min(records, 20000)
    runs = {
        "muster, 1 worker": ([muster, path, "-o", target, "--quiet", "--jobs", "1"], records),
        "muster, all cores": ([muster, path, "-o", target, "--quiet"], records),
        "Python (phonenumbers, nameparser)": ([PYTHON, "-c", SCRIPT, head, target], few),
        "DuckDB, copy only": ([PYTHON, "-c", DUCKDB, path, target], records),
        "polars, copy only": ([PYTHON, "-c", POLARS, path, target], records),
    }
    pipes = f"cat '{path}' | '{muster}' --quiet --rejects '{target}.rejects' | cat > '{target}'"
    runs["muster, all cores, pipe to pipe"] = (["/bin/sh", "-c", pipes], records)
    if program := cpp():
        runs["C++ (libphonenumber, ICU)"] = ([program, head, target], few)
    if shutil.which("mlr"):
        runs["Miller, copy only"] = (["/bin/sh", "-c", f"mlr --csv cat '{path}' > '{target}'"], records)
    else:
        print("Miller is left out: mlr is not installed")
    figures = {name: [] for name in runs}
    for _ in range(rounds):
        for name, (command, count) in runs.items():
            # Nobody pays for what the one before left behind: files to be replaced, and bytes on their way to the disk.
            for left in os.listdir(ENVIRONMENT):
                if left.startswith("out."):
                    os.remove(os.path.join(ENVIRONMENT, left))
            os.sync()
            wall, processor = timed(command)
            figures[name].append((wall / count * 1e6, processor / count * 1e6))
    base = [statistics.median(f[i] for f in figures["muster, 1 worker"]) for i in (0, 1)]
    print(f"{records:,} records, medians of {rounds} rounds in turn; µs a record (times muster on one worker)")
    for name, values in figures.items():
        wall, processor = (statistics.median(v[i] for v in values) for i in (0, 1))
        print(f"  {name:36} wall {wall:8.3f} ({wall / base[0]:6.2f})   processor {processor:8.3f} ({processor / base[1]:6.2f})")


main()
