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
from .matching import REVIEW_COLUMNS, Matching, match, merged
from .muster import MusterError, run, split

__all__ = ["Cleaned", "MusterError", "clean"]

REASON_COLUMNS = ["muster_record", "muster_line", "muster_code", "muster_reason"]
# What makes a record a duplicate; another person who has its number makes it a rejected one (duplicate.shared-number).
DUPLICATE_CODES = ["duplicate.same-number", "duplicate.same-values", "duplicate.same-person", "duplicate.already-there"]
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
    #: The columns of a review file (`muster clean --review`), a row for each pair of written records that may be one person, and `place`,
    #: by which it is in order. None unless it was asked for.
    review: Optional[DataFrame]
    _settled: DataFrame = field(repr=False)
    _source: List[str] = field(repr=False)
    _delimiter: str = field(repr=False)
    _held: List[DataFrame] = field(repr=False)

    def save(self, folder: str) -> None:
        """Writes `written`, `rejected`, `duplicates`, `report.json` and a review that was asked for into a folder that Spark can write to,
        in the list's order.

        The files of each, one after the other, are what `muster clean` writes, byte for byte: the cleaned list, its rejects, its
        duplicates, and its review.
        """
        result = self.plan["result"]
        cells = F.transform(F.split("rest", "\t", -1), unescaped)
        self._save(
            f"{folder}/written",
            "written",
            csv_record(F.slice(cells, 1, len(result["columns"])), result["delimiter"], result["quotes"]),
            F.concat(F.lit("\ufeff" if result["byteOrderMark"] else ""), _header(result["columns"], result["delimiter"], result["quotes"])),
            "\r\n" if result["lineEnd"] == "crlf" else "\n",
        )
        reasons = F.array(F.col("record").cast("string"), F.col("line").cast("string"), F.col("code"), unescaped(F.col("reason")))
        names = F.array(*[F.lit(name) for name in REASON_COLUMNS + self._source])
        header = csv_record(F.transform(names, guarded), self._delimiter)
        for outcome, name in (("rejected", "rejected"), ("duplicate", "duplicates")):
            self._save(f"{folder}/{name}", outcome, csv_record(F.transform(F.concat(reasons, cells), guarded), self._delimiter), header, "\n")
        if self.review is not None:
            pairs = self.review.select("place", csv_record(F.transform(F.array(*REVIEW_COLUMNS), guarded), ",").alias("value"))
            before = F.lit(None).cast(pairs.schema["place"].dataType)
            header = pairs.sparkSession.range(1).select(before.alias("place"), _header(REVIEW_COLUMNS, ",").alias("value"))
            header.union(pairs).orderBy("place").select("value").write.mode("errorifexists").text(f"{folder}/review")
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
        for frame in self._held:
            frame.unpersist()


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
    review: bool = False,
    merge_above: Optional[float] = None,
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
    :param review: whether pairs of written records are sought that may be one person.
    :param merge_above: the score from which such pairs are made one record (10 is a thousand to one); the review is made as well.
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
    if merge_above is not None and not merge_above > 3:
        raise MusterError(f"merge_above={merge_above}: expected a score above 3, below which no pair is listed; 10 is a careful one")
    seeks = review or merge_above is not None
    if seeks:
        worker_options.append("--people")
    plan_line = json.dumps(plan, ensure_ascii=False, separators=(",", ":"))
    lines = record_lines(spark, muster, path, plan_line, ranges, worker_options)
    result = json.dumps(plan["result"], ensure_ascii=False, separators=(",", ":"))
    settled = settled_lines(lines, muster, result).persist(StorageLevel.MEMORY_AND_DISK)
    held = [settled]
    try:
        matching: Optional[Matching] = None
        if seeks:
            matching = match(settled, muster, merge_above)
            held += matching.held
            settled = merged(settled, matching, muster, plan_line).persist(StorageLevel.MEMORY_AND_DISK)
            held.append(settled)
        outcomes = settled.withColumn("outcome", _outcome())
        report = _report(outcomes, len(ranges))
        limit = plan["result"]["maxRejects"]
        if limit is not None and report["rejected"] > limit:
            raise MusterError(f"more than {limit} records were rejected, which the rules do not allow (max_rejects)")
    except BaseException:
        for frame in held:
            frame.unpersist()
        raise
    return _frames(outcomes, report, plan, in_order, matching, held)


def _outcome() -> Column:
    return (
        F.when(F.col("code") == "", "written")
        .when(F.col("code") == "sums", "sums")
        .when(F.col("code").isin(DUPLICATE_CODES), "duplicate")
        .otherwise("rejected")
    )


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


def _frames(
    settled: DataFrame, report: Dict[str, Any], plan: Dict[str, Any], in_order: bool, matching: Optional[Matching], held: List[DataFrame]
) -> Cleaned:
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
    review = None if matching is None else matching.review
    if review is not None and in_order:
        review = review.orderBy("place")
    return Cleaned(written, rejected, duplicates, report, plan, review, settled, source, plan["list"]["delimiter"], held)


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
