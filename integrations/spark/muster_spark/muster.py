"""The program on the driver: what it decides about a list, and where it cuts it."""

import json
import subprocess
import tempfile
from typing import Iterable, List, NamedTuple, Sequence


class MusterError(RuntimeError):
    """Muster refused, in its own words."""


class Range(NamedTuple):
    """A part of a list, as `muster split --ranges` says it."""

    start: int
    end: int
    json: str


def run(arguments: List[str], lines: Sequence[str] = ()) -> str:
    """Runs Muster on some lines and returns what it wrote; raises MusterError with its sentence where it ends badly."""
    return feed(arguments, (line.encode() for line in lines))


def feed(arguments: List[str], lines: Iterable[bytes]) -> str:
    """The same for lines that come one after the other. Muster has to read all of them before it writes."""
    # What it says goes to a file: a pipe that nobody reads while the lines are written could fill up.
    with tempfile.TemporaryFile() as said:
        try:
            process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said)
        except OSError as error:
            raise MusterError(f"{arguments[0]} cannot be run ({error.strerror}): name the program with muster=") from error
        try:
            for line in lines:
                process.stdin.write(line + b"\n")
        except BrokenPipeError:
            pass  # Its status tells why.
        except BaseException:
            process.kill()
            process.wait()
            raise
        output, _ = process.communicate()
        if process.returncode != 0:
            said.seek(0)
            raise MusterError(said.read().decode("utf-8", "replace").strip() or f"{arguments[0]} ended with status {process.returncode}")
        return output.decode("utf-8", "replace")


def split(muster: str, path: str, parts: int, told: List[str]) -> List[Range]:
    """Cuts a list between records into at most so many ranges."""
    ranges = []
    for line in run([muster, "split", path, "--parts", str(parts), "--ranges", *told]).splitlines():
        values = json.loads(line)
        ranges.append(Range(values["start"], values["end"], line))
    return ranges
