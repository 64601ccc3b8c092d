"""The program on the driver: what it decides about a list, and where it cuts it."""

import json
import subprocess
from typing import List, NamedTuple


class MusterError(RuntimeError):
    """Muster refused, in its own words."""


class Range(NamedTuple):
    """A part of a list, as `muster split --ranges` says it."""

    start: int
    end: int
    json: str


def run(arguments: List[str]) -> str:
    """Runs Muster and returns what it wrote; raises MusterError with its sentence where it ends badly."""
    try:
        done = subprocess.run(arguments, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError as error:
        raise MusterError(f"{arguments[0]} cannot be run ({error.strerror}): name the program with muster=") from error
    if done.returncode != 0:
        raise MusterError(done.stderr.decode("utf-8", "replace").strip() or f"{arguments[0]} ended with status {done.returncode}")
    return done.stdout.decode("utf-8", "replace")


def split(muster: str, path: str, parts: int, told: List[str]) -> List[Range]:
    """Cuts a list between records into at most so many ranges."""
    ranges = []
    for line in run([muster, "split", path, "--parts", str(parts), "--ranges", *told]).splitlines():
        values = json.loads(line)
        ranges.append(Range(values["start"], values["end"], line))
    return ranges
