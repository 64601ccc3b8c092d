#!/usr/bin/env python3
"""Runs the peers on one file beside Muster's reader and writer, in one run, and prints processor time and ratios.

usage: csv.py FILE [ROUNDS]

Peers that are not installed are left out: zsv and mlr are looked for on the path; polars and duckdb are imported. Each peer is one
process on one thread; rounds alternate, so that a busy machine is busy for all, and the median counts. The yardstick is
`zsv select -W` (parse and minimal rewrite). Where there is no zsv, a tenth of the processor time of Python's csv module stands
for it, which is what was measured where both ran.
"""
import os
import resource
import shutil
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
BENCH = os.path.join(HERE, "..", ".build", "release", "bench-csv")

PYTHON_REWRITE = """
import csv, sys
with open(sys.argv[1], newline="", encoding="utf-8") as source, open("/dev/null", "w", newline="", encoding="utf-8") as sink:
    csv.writer(sink, lineterminator="\\n").writerows(csv.reader(source))
"""
PYTHON_COUNT = """
import csv, sys
with open(sys.argv[1], newline="", encoding="utf-8") as source:
    print(sum(1 for _ in csv.reader(source)))
"""
POLARS_REWRITE = """
import sys, polars
polars.read_csv(sys.argv[1], infer_schema=False).write_csv("/dev/null")
"""
DUCKDB = """
import sys, duckdb
connection = duckdb.connect()
connection.execute("set threads = 1")
table = f"read_csv('{sys.argv[1]}', all_varchar = true, header = true, delim = ',', quote = '\\"', escape = '\\"')"
"""
DUCKDB_REWRITE = DUCKDB + 'connection.execute(f"copy (from {table}) to \'/dev/null\' (format csv)")'
DUCKDB_COUNT = DUCKDB + 'print(connection.execute(f"select count(*) from {table}").fetchone()[0])'


def has_module(name):
    return subprocess.run([sys.executable, "-c", f"import {name}"], capture_output=True).returncode == 0


def processor_seconds(command, environment=None):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **(environment or {})})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peers(path):
    python = [sys.executable, "-c"]
    yield "muster: index of every field", [BENCH, path, "1", "index of every field"], None
    yield "muster: parse and rewrite", [BENCH, path, "1", "by record"], None
    if shutil.which("zsv"):
        yield "zsv count", ["zsv", "count", path], None
        yield "zsv select -W", ["zsv", "select", "-W", path], None
    yield "python: count", python + [PYTHON_COUNT, path], None
    yield "python: rewrite", python + [PYTHON_REWRITE, path], None
    if has_module("polars"):
        yield "polars: rewrite", python + [POLARS_REWRITE, path], {"POLARS_MAX_THREADS": "1"}
    if has_module("duckdb"):
        yield "duckdb: count", python + [DUCKDB_COUNT, path], None
        yield "duckdb: rewrite", python + [DUCKDB_REWRITE, path], None
    if shutil.which("mlr"):
        yield "mlr: rewrite", ["mlr", "--icsv", "--ocsv", "cat", path], {"GOMAXPROCS": "1"}


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    path = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    all_peers = list(peers(path))
    times = {name: [] for name, _, _ in all_peers}
    for _ in range(rounds):
        for name, command, environment in all_peers:
            times[name].append(processor_seconds(command, environment))
    medians = {name: statistics.median(values) for name, values in times.items()}
    yardstick = medians.get("zsv select -W", medians["python: rewrite"] / 10)
    kind = "zsv select -W" if "zsv select -W" in medians else "python: rewrite / 10"
    print(f"{os.path.getsize(path) / 1e6:.0f} MB, {rounds} rounds; ratio to {kind} ({yardstick:.2f} s)")
    for name, seconds in sorted(medians.items(), key=lambda entry: entry[1]):
        print(f"{name:32} {seconds:7.2f} s  {seconds / yardstick:6.2f}")


if __name__ == "__main__":
    main()
