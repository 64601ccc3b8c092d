#!/usr/bin/env python3
"""Holds the full clean to a count of instructions and of allocations a record: usage: counts.py MUSTER

Counts do not shake as seconds do, so a machine that is busy can gate on them. Both are differences of two runs (callgrind) over lists
of 10,000 and 20,000 records of the usual kinds, every one of which is written, so that start-up falls out. Of allocations only room
that grows is left; a record itself makes none.
The bounds stand below, with what was measured when they were set; a tenth more is what another C library or ICU may cost.
Needs valgrind and binutils. Without them nothing is checked, and it says so.
"""
import os, re, shutil, subprocess, sys, tempfile

INSTRUCTIONS = 5_000  # 4,534 when it was set
ALLOCATIONS = 0.1  # 0.0 when it was set; tables that grow at another moment move it by 0.07

# Grouped and E.164 numbers, national ones, an extension; capitals, a mixed case, letters beyond ASCII, scripts without case, particles;
# quoted cells, a salutation without a value, spaces around.
USUAL = [
    "Anna,Schmidt,Ms,+49 171 {n},DE,ACME GmbH",
    "JAMES,SMITH,Mr.,+1415{n},United States,",
    'françois,lefèvre,,06 {n}8,France,"Café ""Zur Post"""',
    "ИВАН,СМИРНОВА,,+7 912 {n},RU,",
    "太郎,鈴木,,+81 90 1{n},Japan,株式会社 東京",
    "Anna-Lena,O'Brien,,+353 85 {n},IE,",
    'Mary,"Smith, Jr.",,"+1 212 {n}, ext. 123",US,"Johnson, Lee & Co"',
    "  Pieter ,Jansen,Dr.,(06) 1{n},NL,",
    "JAN,VAN DEN BERG,,062{n},Netherlands,",
]


def usual(records):
    lines = ["First Name,Last Name,Title,Mobile Phone,Country,Company"]
    lines += [USUAL[i % len(USUAL)].replace("{n}", str(2345000 + i)) for i in range(records)]
    return "\n".join(lines) + "\n"


def callgrind(muster, path, folder):
    out = os.path.join(folder, "counts")
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", muster, path, "-o", os.path.join(folder, "o.csv")]
    run = subprocess.run(command + ["--quiet", "--jobs", "1"], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"counts.py: muster failed under valgrind:\n{run.stderr}")
    instructions = int(re.search(r"Collected : (\d+)", run.stderr)[1])
    names, allocations, callee = {}, 0, None
    for line in open(out, errors="replace"):
        if line.startswith("cfn="):
            number, _, name = line[4:].strip().partition(" ")
            if name:
                names[number] = name
            callee = names.get(number)
        elif line.startswith("fn="):
            number, _, name = line[3:].strip().partition(" ")
            if name:
                names[number] = name
        elif line.startswith("calls=") and callee == "malloc":
            allocations += int(line[6:].split()[0])
    return instructions, allocations


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    missing = [tool for tool in ("valgrind", "strip") if not shutil.which(tool)]
    if missing:
        print(f"counts: NOT CHECKED, since {' and '.join(missing)} is not installed (apt-get install valgrind binutils)")
        return
    with tempfile.TemporaryDirectory() as folder:
        muster = os.path.join(folder, "muster")
        # Valgrind gives up on debug information of this size.
        subprocess.run(["strip", "-g", "-o", muster, sys.argv[1]], check=True)
        counts = []
        for records in (10_000, 20_000):
            path = os.path.join(folder, "list.csv")
            with open(path, "w", encoding="utf-8") as target:
                target.write(usual(records))
            counts.append(callgrind(muster, path, folder))
    instructions, allocations = ((counts[1][i] - counts[0][i]) / 10_000 for i in (0, 1))
    checks = [("instructions a record", instructions, INSTRUCTIONS), ("allocations a record", allocations, ALLOCATIONS)]
    failed = False
    for name, value, bound in checks:
        failed |= value > bound
        print(f"{'FAILED' if value > bound else 'ok':6} {name}: {value:,.2f}, at most {bound:,}")
    sys.exit(1 if failed else 0)


main()
