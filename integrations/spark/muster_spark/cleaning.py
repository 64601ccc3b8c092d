"""One list, cleaned by many workers as one would have done it."""

import json
import os
import tempfile
from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional, Sequence

from pyspark import StorageLevel
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

from .lines import csv_record, guarded, record_lines, settled_lines, unescaped
from .muster import MusterError, run, split

__all__ = ["Cleaned", "MusterError", "clean"]

REASON_COLUMNS = ["muster_record", "muster_line", "muster_code", "muster_reason"]
# What makes a record a duplicate; another person who has its number makes it a rejected one (duplicate.shared-number).
DUPLICATE_CODES = ["duplicate.same-number", "duplicate.same-values", "duplicate.already-there"]
# The least that a task is worth starting for, and the most that is lost with one.
TASK_BYTES = 64 << 20


@dataclass
class Cleaned:
    """What became of a list's records. Each is in exactly one of the three DataFrames.

    The records are held by Spark (in memory, then on disk) until `unpersist`, so that Muster runs once whatever is asked of them.
    """

    #: `muster_record`, the record's number in the list, and the columns of the rules.
    written: DataFrame
    #: `muster_record`, `muster_line`, `muster_code` and `muster_reason`, then the list's own columns as they stand there, and in
    #: `muster_more` what a record has beyond them.
    rejected: DataFrame
    #: The same, and `muster_kept`, the number of the record that stands for this one; null where that is in another list.
    duplicates: DataFrame
    #: How many records were read, and what became of them: `read`, `written`, `rejected`, `duplicates`, `alreadyThere`, and by code
    #: `reasons` of rejections and `findings`.
    report: Dict[str, Any]
    #: What `muster inspect --plan` decided about the list.
    plan: Dict[str, Any]
    _settled: DataFrame = field(repr=False)
    _source: List[str] = field(repr=False)
    _delimiter: str = field(repr=False)

    def save(self, folder: str) -> None:
        """Writes `written`, `rejected`, `duplicates` and `report.json` into a folder that Spark can write to, in the list's order.

        The files of each, one after the other, are what `muster clean` writes, byte for byte: the cleaned list, its rejects, and its
        duplicates.
        """
        result = self.plan["result"]
        cells = F.transform(F.split("rest", "\t", -1), unescaped)
        self._save(
            f"{folder}/written",
            "written",
            csv_record(cells, result["delimiter"], result["quotes"]),
            F.concat(F.lit("\ufeff" if result["byteOrderMark"] else ""), _header(result["columns"], result["delimiter"], result["quotes"])),
            "\r\n" if result["lineEnd"] == "crlf" else "\n",
        )
        reasons = F.array(F.col("record").cast("string"), F.col("line").cast("string"), F.col("code"), unescaped(F.col("reason")))
        names = F.array(*[F.lit(name) for name in REASON_COLUMNS + self._source])
        header = csv_record(F.transform(names, guarded), self._delimiter)
        for outcome, name in (("rejected", "rejected"), ("duplicate", "duplicates")):
            self._save(f"{folder}/{name}", outcome, csv_record(F.transform(F.concat(reasons, cells), guarded), self._delimiter), header, "\n")
        spark = self._settled.sparkSession
        text = spark.createDataFrame([(json.dumps(self.report, ensure_ascii=False),)], "value string")
        text.coalesce(1).write.mode("errorifexists").text(f"{folder}/report.json")

    def _save(self, folder: str, outcome: str, record: Column, header: Column, line_end: str) -> None:
        records = self._settled.where(F.col("outcome") == outcome).select("record", record)
        first = records.sparkSession.range(1).select(F.lit(0).cast("long"), header)
        ordered = first.union(records).toDF("record", "value").orderBy("record").select("value")
        ordered.write.mode("errorifexists").option("lineSep", line_end).text(folder)

    def unpersist(self) -> None:
        """Lets go of the records. What is asked of the DataFrames afterwards is worked out anew."""
        self._settled.unpersist()


def clean(
    spark: SparkSession,
    path: str,
    rules: Optional[str] = None,
    *,
    region: Optional[str] = None,
    columns: Optional[str] = None,
    has_header: Optional[bool] = None,
    against: Sequence[str] = (),
    strict: bool = False,
    partitions: Optional[int] = None,
    in_order: bool = False,
    options: Sequence[str] = (),
    muster: str = "muster",
) -> Cleaned:
    """Cleans a list with Spark's workers, as `muster clean` does on one machine.

    The list, the exports of `against` and the program have to be at the same path on the driver and on every worker: on a file system
    that all of them mount.

    :param path: the list.
    :param rules: the name of built-in rules, or the path of a rules file (on the driver alone).
    :param region: the country of numbers whose record does not say, such as "US".
    :param columns: what a column is, where its name does not tell: "Mobile No.=cellPhoneNumber".
    :param has_header: False where the list's first line is a record.
    :param against: exports of the contacts that the target has already.
    :param strict: whether a record with a warning is rejected.
    :param partitions: how many ranges the list is cut into; by default one for 64 MiB, and two for each core.
    :param in_order: whether the DataFrames are sorted by the number of the record.
    :param options: further options of Muster about how the list is written, such as ["--delimiter", ";"].
    :param muster: the program.
    :raises MusterError: where Muster refuses the list, the rules or the options, or a limit of the rules was passed.
    """
    if not hasattr(spark, "_jsparkSession"):
        raise MusterError("muster_spark needs a session in the driver's own process, and this one is remote (Spark Connect)")
    told = list(options)
    for option, value in (("--rules", rules), ("--region", region), ("--columns", columns)):
        if value is not None:
            told += [option, value]
    if has_header is False:
        told.append("--no-header")
    plan = _decide(muster, path, told)
    if plan["result"]["survivor"] == "merged":
        raise MusterError("the rules fill a record's blanks from its duplicates (survivor: merged): use muster clean")
    if plan["result"]["uniqueColumns"]:
        name = plan["result"]["uniqueColumns"][0]
        raise MusterError(f"the rules allow no value of {name} twice (unique), which parts of a list cannot answer: use muster clean")
    count = partitions or max(2 * spark.sparkContext.defaultParallelism, -(-os.path.getsize(path) // TASK_BYTES))
    ranges = [part.json for part in split(muster, path, count, told)]
    worker_options = [word for export in against for word in ("--against", export)] + (["--strict"] if strict else [])
    plan_line = json.dumps(plan, ensure_ascii=False, separators=(",", ":"))
    lines = record_lines(spark, muster, path, plan_line, ranges, worker_options)
    result = json.dumps(plan["result"], ensure_ascii=False, separators=(",", ":"))
    outcome = (
        F.when(F.col("code") == "", "written")
        .when(F.col("code") == "sums", "sums")
        .when(F.col("code").isin(DUPLICATE_CODES), "duplicate")
        .otherwise("rejected")
    )
    settled = settled_lines(lines, muster, result).withColumn("outcome", outcome).persist(StorageLevel.MEMORY_AND_DISK)
    try:
        report = _report(settled, len(ranges))
        limit = plan["result"]["maxRejects"]
        if limit is not None and report["rejected"] > limit:
            raise MusterError(f"more than {limit} records were rejected, which the rules do not allow (max_rejects)")
    except BaseException:
        settled.unpersist()
        raise
    return _frames(settled, report, plan, in_order)


def _decide(muster: str, path: str, told: List[str]) -> Dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "plan.json")
        run([muster, "inspect", path, "--plan", file, *told])
        with open(file, encoding="utf-8") as plan:
            return json.load(plan)


def _header(names: List[str], delimiter: str, quotes: str = "needed") -> Column:
    return csv_record(F.array(*[F.lit(name) for name in names]), delimiter, quotes)


def _report(settled: DataFrame, parts: int) -> Dict[str, Any]:
    """The workers' sums together, with what only the shuffle could find."""
    counts = settled.groupBy("outcome", "code").count().collect()
    found = {
        outcome: {row["code"]: row["count"] for row in counts if row["outcome"] == outcome}
        for outcome in ("written", "rejected", "duplicate", "sums")
    }
    sums = [json.loads(row[0]) for row in settled.where(F.col("outcome") == "sums").select(unescaped(F.col("reason"))).collect()]
    report: Dict[str, Any] = {name: sum(found[name].values()) for name in ("written", "rejected")}
    report["duplicates"] = sum(found["duplicate"].values())
    report["read"] = sum(report.values())
    if len(sums) != parts or report["read"] != sum(part["read"] for part in sums):
        raise MusterError(f"{parts} ranges were cleaned, and not all of their records came back: look at the workers' logs")
    report["alreadyThere"] = found["duplicate"].get("duplicate.already-there", 0)
    report["reasons"] = dict(sorted(found["rejected"].items()))
    findings: Dict[str, int] = {}
    for part in sums:
        for code, count in part["findings"].items():
            findings[code] = findings.get(code, 0) + count
    report["findings"] = dict(sorted(findings.items()))
    return report


def _frames(settled: DataFrame, report: Dict[str, Any], plan: Dict[str, Any], in_order: bool) -> Cleaned:
    if in_order:
        settled_rows = settled.orderBy("record")
    else:
        settled_rows = settled
    cells = F.split("rest", "\t", -1)
    source = [column["name"] for column in plan["columns"]]
    if source[: len(REASON_COLUMNS)] == REASON_COLUMNS:
        source = source[len(REASON_COLUMNS) :]
    number = F.col("record").alias("muster_record")
    line = F.col("line").alias("muster_line")

    def columns(names: List[str]) -> List[Column]:
        unique = _unique(names)
        return [unescaped(F.coalesce(F.get(cells, F.lit(index)), F.lit(""))).alias(name) for index, name in enumerate(unique)]

    written = settled_rows.where(F.col("outcome") == "written").select(number, *columns(plan["result"]["columns"]))
    more = F.transform(F.slice(cells, len(source) + 1, 1 << 20), unescaped).alias("muster_more")
    reasons = [number, line, F.col("code").alias("muster_code"), unescaped(F.col("reason")).alias("muster_reason")]
    rejected = settled_rows.where(F.col("outcome") == "rejected").select(*reasons, *columns(source), more)
    kept = F.col("kept").alias("muster_kept")
    duplicates = settled_rows.where(F.col("outcome") == "duplicate").select(*reasons, kept, *columns(source), more)
    return Cleaned(written, rejected, duplicates, report, plan, settled, source, plan["list"]["delimiter"])


def _unique(names: List[str]) -> List[str]:
    """Names of columns that a DataFrame can tell apart: a second "Phone" is "Phone_2"."""
    taken = {name.lower() for name in REASON_COLUMNS + ["muster_kept", "muster_more"]}
    unique = []
    for name in names:
        candidate, number = name, 1
        while candidate.lower() in taken:
            number += 1
            candidate = f"{name}_{number}"
        taken.add(candidate.lower())
        unique.append(candidate)
    return unique
