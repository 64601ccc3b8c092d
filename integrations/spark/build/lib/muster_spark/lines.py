"""The lines of `muster clean --keys`, as columns of a DataFrame."""

from typing import List

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

LATIN = "ISO-8859-1"
# The cells of a line that `muster settle` writes.
SETTLED = ["record", "line", "code", "reason", "kept", "person", "rest"]

# One worker's part: a plan and a range come in on two lines, and the lines of the range's records go out. The shell ends as Muster
# does, and Spark tries a task again whose program ended badly.
SCRIPT = (
    'muster=$1; list=$2; shift 2; '
    'while IFS= read -r plan && IFS= read -r range; do '
    'printf "%s\\n" "$plan" | "$muster" clean "$list" --plan - --keys --range "$range" "$@" || exit $?; '
    'done'
)


def record_lines(spark: SparkSession, muster: str, path: str, plan: str, ranges: List[str], options: List[str]) -> DataFrame:
    """The lines that the workers write, a task for each range, in the column `value`."""
    context = spark.sparkContext
    tasks = context._jsc.parallelize([f"{plan}\n{part}" for part in ranges], max(1, len(ranges)))
    return piped(spark, tasks, ["sh", "-c", SCRIPT, "muster-spark", muster, path, *options])


def settled_lines(lines: DataFrame, muster: str, result: str) -> DataFrame:
    """The same lines, as Muster decides among those of one key, after one shuffle on the key."""
    spark = lines.sparkSession
    cells = F.split("value", "\t", 6)
    # A record without a key is nobody's duplicate: its number, which is shorter than any key, stands for it.
    key = F.when(cells[4] == "", cells[0]).otherwise(cells[4])
    keyed = lines.select(key.alias("key"), cells[0].cast("long").alias("record"), "value")
    together = keyed.repartition("key").sortWithinPartitions("key", "record").select("value")
    settled = piped(spark, sendable(together), [muster, "settle", "--result", result]).select(F.split("value", "\t", 7).alias("cells"))
    cell = F.col("cells").getItem
    return settled.select(
        cell(0).cast("long").alias("record"),
        cell(1).cast("long").alias("line"),
        cell(2).alias("code"),
        cell(3).alias("reason"),
        F.when(cell(4) != "", cell(4)).cast("long").alias("kept"),
        cell(5).alias("person"),
        cell(6).alias("rest"),
    )


def sendable(lines: DataFrame):
    """Lines for a pipe, from the column `value`."""
    text = lines.select(F.decode(F.col("value").cast("binary"), LATIN).alias("value"))
    return getattr(text._jdf, "as")(lines.sparkSession.sparkContext._jvm.org.apache.spark.sql.Encoders.STRING()).javaRDD()


def piped(spark: SparkSession, strings, command: List[str]) -> DataFrame:
    """What a program makes of lines, through the JVM's pipe, in the column `value`.

    A pipe of PySpark's own would take every line through Python, give up the program's exit status, and be several times slower.
    """
    # Read as Latin-1, every byte is a character and comes out again as it was, UTF-8 or not.
    lines = strings.pipe(command, {}, False, 1 << 16, LATIN)
    data = spark._jsparkSession.createDataset(lines.rdd(), spark.sparkContext._jvm.org.apache.spark.sql.Encoders.STRING())
    return DataFrame(data, spark).select(F.encode("value", LATIN).cast("string").alias("value"))


def unescaped(cell: Column) -> Column:
    """A cell as it was before `\\\\`, `\\t`, `\\n`, `\\r` and `\\0` were written for what would break a line."""
    pieces = F.split(cell, r"\\\\", -1)
    whole = F.array_join(
        F.transform(
            pieces,
            lambda piece: F.replace(
                F.replace(
                    F.replace(F.replace(piece, F.lit("\\t"), F.lit("\t")), F.lit("\\n"), F.lit("\n")), F.lit("\\r"), F.lit("\r")
                ),
                F.lit("\\0"),
                F.lit("\0"),
            ),
        ),
        "\\",
    )
    return F.when(F.instr(cell, "\\") > 0, whole).otherwise(cell)


# A cell that a spreadsheet would run, apostrophes in front of it or not: as Muster's guard against formulas has it.
FORMULA = (
    r"^'*(?:[=@\t\n\r\uFF1D\uFF20]"
    r"|[+\-\uFF0B\uFF0D](?![0-9 ().\-/]*(?:(?:[eE][xX][tT]|[xX])[0-9 ().\-/]*)?\z))"
)


def guarded(cell: Column) -> Column:
    """A cell for a file that people open: what a spreadsheet would run has an apostrophe in front."""
    return F.when(cell.rlike(FORMULA), F.concat(F.lit("'"), cell)).otherwise(cell)


def csv_record(cells: Column, delimiter: str, quotes: str = "needed") -> Column:
    """Unescaped cells (an array) as one record of CSV without its line end, written as Muster writes it (RFC 4180)."""
    special = '[\\r\\n"' + ("\\" + delimiter if delimiter in "\\^-]|" else delimiter) + "]"

    def quoted(cell: Column) -> Column:
        inner = F.concat(F.lit('"'), F.replace(cell, F.lit('"'), F.lit('""')), F.lit('"'))
        return inner if quotes == "always" else F.when(cell.rlike(special), inner).otherwise(cell)

    record = F.array_join(F.transform(cells, quoted), delimiter)
    # A line without a byte would be no record.
    return F.when(record == "", F.lit('""')).otherwise(record)
