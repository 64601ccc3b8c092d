#!/usr/bin/env python3
"""Exact dedup by number, the first record kept: Muster, DuckDB and Miller on one file, in turns.

usage: dedup.py FILE.csv [--muster COMMAND] [--rounds N]
Prints the median processor seconds (user and system, of the whole process) of each, and the ratio to the first. A peer that
is not installed is left out and named. FILE has a column cellPhoneNumber; `bench-duplicates list N` makes one.
"""
import argparse, os, resource, shutil, statistics, subprocess, sys, tempfile


def seconds(command, out):
    """Processor seconds of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(out, "wb") as sink:
        subprocess.run(command, stdout=sink, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


DUCKDB = """
import duckdb, sys
db = duckdb.connect(); db.execute("set threads = 1")
db.execute(f"copy (select * exclude (n, k) from (select *, row_number() over (partition by cellPhoneNumber order by n) k"
  f" from (select *, row_number() over () n from read_csv('{sys.argv[1]}', all_varchar = true))) where k = 1 order by n)"
  f" to '{sys.argv[2]}' (header)")
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--muster", default="muster")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out.csv")
        peers = {}
        if shutil.which(options.muster.split()[0]):
            peers["muster"] = options.muster.split() + ["dedup", options.file, "--by", "cellPhoneNumber"]
        if subprocess.run([sys.executable, "-c", "import duckdb"], stderr=subprocess.DEVNULL).returncode == 0:
            peers["duckdb"] = [sys.executable, "-c", DUCKDB, options.file, out]
        if shutil.which("mlr"):
            peers["miller"] = ["mlr", "--csv", "head", "-n", "1", "-g", "cellPhoneNumber", options.file]
        for name in {"muster", "duckdb", "miller"} - set(peers):
            print(f"{name}: not installed")
        times = {name: [] for name in peers}
        for _ in range(options.rounds):
            for name, command in peers.items():
                times[name].append(seconds(command, out))
        medians = {name: statistics.median(values) for name, values in times.items()}
        for name, median in medians.items():
            print(f"{name}: {median:.2f} s of processor time, {median / next(iter(medians.values())):.1f} times the first")


main()
