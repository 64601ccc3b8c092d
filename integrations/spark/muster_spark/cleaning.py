"""One list, cleaned by many workers as one would have done it."""

import json
import os
import tempfile
from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional, Sequence

from pyspark import StorageLevel
from pyspark.sql import Column, DataFrame, SparkSession, Window
from pyspark.sql import functions as F

from .lines import csv_record, record_lines, unescaped
from .muster import MusterError, run, split

__all__ = ["Cleaned", "MusterError", "clean"]

REASON_COLUMNS = ["muster_record", "muster_line", "muster_code", "muster_reason"]
SAME_NUMBER = "duplicate.same-number"
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
    #: The same four columns, `muster_kept` for the number of the record that stands for this one (null where that is in another list),
    #: and the record as it would have been written.
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
        """Writes `written`, `rejected` and `report.json` into a folder that Spark can write to, in the list's order.

        The files of `written`, one after the other, are what `muster clean` writes, byte for byte, and those of `rejected` are its
        rejects.
        """
        result = self.plan["result"]
        names = result["columns"]
        columns = F.array(*[F.lit(name) for name in names])
        mark = "\ufeff" if result["byteOrderMark"] else ""
        header = F.concat(F.lit(mark), csv_record(columns, result["delimiter"], result["quotes"]))
        cells = F.transform(F.split("rest", "\t", -1), unescaped)
        self._save(
            f"{folder}/written",
            self._settled.where(F.col("outcome") == "written").select("record", csv_record(cells, result["delimiter"], result["quotes"])),
            header,
            "\r\n" if result["lineEnd"] == "crlf" else "\n",
        )
        reasons = F.array(F.col("record").cast("string"), F.col("line").cast("string"), F.col("code"), unescaped(F.col("reason")))
        columns = F.array(*[F.lit(name) for name in REASON_COLUMNS + self._source])
        self._save(
            f"{folder}/rejected",
            self._settled.where(F.col("outcome") == "rejected").select("record", csv_record(F.concat(reasons, cells), self._delimiter)),
            csv_record(columns, self._delimiter),
            "\n",
        )
        spark = self._settled.sparkSession
        text = spark.createDataFrame([(json.dumps(self.report, ensure_ascii=False),)], "value string")
        text.coalesce(1).write.mode("errorifexists").text(f"{folder}/report.json")

    def _save(self, folder: str, records: DataFrame, header: Column, line_end: str) -> None:
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
    if plan["result"]["uniqueColumns"]:
        name = plan["result"]["uniqueColumns"][0]
        raise MusterError(f"the rules allow no value of {name} twice (unique), which parts of a list cannot answer: use muster clean")
    count = partitions or max(2 * spark.sparkContext.defaultParallelism, -(-os.path.getsize(path) // TASK_BYTES))
    ranges = [part.json for part in split(muster, path, count, told)]
    worker_options = [word for export in against for word in ("--against", export)] + (["--strict"] if strict else [])
    plan_line = json.dumps(plan, ensure_ascii=False, separators=(",", ":"))
    lines = record_lines(spark, muster, path, plan_line, ranges, worker_options)
    settled = _settle(lines, plan["result"]["survivor"]).persist(StorageLevel.MEMORY_AND_DISK)
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


def _settle(lines: DataFrame, survivor: str) -> DataFrame:
    """Decides among the records of one key which one stays: by one shuffle on the key, in the order that the rules ask for."""
    order = {"first": [F.col("record")], "last": [F.col("record").desc()], "fullest": [F.col("filled").desc(), F.col("record")]}
    group = Window.partitionBy("key").orderBy(*order[survivor])
    kept = F.first("record").over(group)
    outcome = (
        F.when(F.col("code") == "sums", "sums")
        .when(F.col("code").startswith("duplicate."), "duplicate")
        .when(F.col("code") != "", "rejected")
        .when(F.col("kept") != F.col("record"), "duplicate")
        .otherwise("written")
    )
    return lines.withColumn("kept", kept).withColumn("outcome", outcome).drop("key", "filled")


def _report(settled: DataFrame, parts: int) -> Dict[str, Any]:
    """The workers' sums together, with the duplicates that only the shuffle could find."""
    found = {row["outcome"]: row["count"] for row in settled.groupBy("outcome").count().collect()}
    sums = [json.loads(row[0]) for row in settled.where(F.col("outcome") == "sums").select(unescaped(F.col("reason"))).collect()]
    if len(sums) != parts:
        raise MusterError(f"{parts} ranges were cleaned and {len(sums)} came back whole: look at the workers' logs")
    report: Dict[str, Any] = {name: sum(part[name] for part in sums) for name in ("read", "written", "rejected", "duplicates", "alreadyThere")}
    report["written"] = found.get("written", 0)
    report["duplicates"] = found.get("duplicate", 0)
    if report["rejected"] != found.get("rejected", 0) or report["read"] != sum(found.values()) - parts:
        raise MusterError("the workers' sums are not those of the records that came back: look at the workers' logs")
    for name in ("reasons", "findings"):
        counts: Dict[str, int] = {}
        for part in sums:
            for code, count in part[name].items():
                counts[code] = counts.get(code, 0) + count
        report[name] = dict(sorted(counts.items()))
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
    rejected = settled_rows.where(F.col("outcome") == "rejected").select(
        number, line, F.col("code").alias("muster_code"), unescaped(F.col("reason")).alias("muster_reason"), *columns(source), more
    )
    is_there = F.col("code") != ""
    kept = F.col("kept").cast("string")
    duplicates = settled_rows.where(F.col("outcome") == "duplicate").select(
        number,
        line,
        F.when(is_there, F.col("code")).otherwise(SAME_NUMBER).alias("muster_code"),
        F.when(is_there, unescaped(F.col("reason")))
        .otherwise(F.concat(F.lit("record "), kept, F.lit(" has the same number and stands for this one")))
        .alias("muster_reason"),
        F.when(~is_there, F.col("kept")).alias("muster_kept"),
        *columns(plan["result"]["columns"]),
    )
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
