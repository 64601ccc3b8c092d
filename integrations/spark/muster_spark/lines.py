"""The lines of `muster clean --keys`, as columns of a DataFrame."""

from typing import List

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

# One worker's part: a plan and a range come in on two lines, and the lines of the range's records go out. The shell ends as Muster
# does, and Spark tries a task again whose program ended badly.
SCRIPT = (
    'muster=$1; list=$2; shift 2; '
    'while IFS= read -r plan && IFS= read -r range; do '
    'printf "%s\\n" "$plan" | "$muster" clean "$list" --plan - --keys --range "$range" "$@" || exit $?; '
    'done'
)


def record_lines(spark: SparkSession, muster: str, path: str, plan: str, ranges: List[str], options: List[str]) -> DataFrame:
    """One row for each line that the workers write, in seven columns: a task for each range, through the JVM's pipe.

    A pipe of PySpark's own would take every line through Python, give up the program's exit status, and be several times slower.
    """
    context = spark.sparkContext
    tasks = context._jsc.parallelize([f"{plan}\n{part}" for part in ranges], max(1, len(ranges)))
    command = ["sh", "-c", SCRIPT, "muster-spark", muster, path, *options]
    # Read as Latin-1, every byte is a character and comes out again as it was, UTF-8 or not.
    piped = tasks.pipe(command, {}, False, 1 << 16, "ISO-8859-1")
    lines = spark._jsparkSession.createDataset(piped.rdd(), context._jvm.org.apache.spark.sql.Encoders.STRING())
    text = F.expr("cast(encode(value, 'ISO-8859-1') as string)")
    cells = DataFrame(lines, spark).select(F.split(text, "\t", 7).alias("cells"))["cells"]
    return DataFrame(lines, spark).select(F.split(text, "\t", 7).alias("cells")).select(
        cells_at(0).cast("long").alias("record"),
        cells_at(1).cast("long").alias("line"),
        cells_at(2).alias("code"),
        cells_at(3).alias("reason"),
        # A record without a key is nobody's duplicate: its number, which is shorter than any key, stands for it.
        F.when(cells_at(4) == "", F.encode(cells_at(0), "UTF-8")).otherwise(F.unhex(cells_at(4))).alias("key"),
        cells_at(5).cast("int").alias("filled"),
        F.coalesce(F.try_element_at(F.col("cells"), F.lit(7)), F.lit("")).alias("rest"),
    )


def cells_at(index: int) -> Column:
    return F.col("cells")[index]


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


def csv_record(cells: Column, delimiter: str, quotes: str = "needed") -> Column:
    """Unescaped cells (an array) as one record of CSV without its line end, written as Muster writes it (RFC 4180)."""
    special = '[\\r\\n"' + ("\\" + delimiter if delimiter in "\\^-]|" else delimiter) + "]"

    def quoted(cell: Column) -> Column:
        inner = F.concat(F.lit('"'), F.replace(cell, F.lit('"'), F.lit('""')), F.lit('"'))
        return inner if quotes == "always" else F.when(cell.rlike(special), inner).otherwise(cell)

    record = F.array_join(F.transform(cells, quoted), delimiter)
    # A line without a byte would be no record.
    return F.when(record == "", F.lit('""')).otherwise(record)
