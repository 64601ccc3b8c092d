"""People who stand in a list more than once, found across all of its parts: the steps of `muster match`, with Spark's shuffles between."""

from dataclasses import dataclass
from typing import List, Optional

from pyspark import StorageLevel
from pyspark.sql import Column, DataFrame, SparkSession, Window
from pyspark.sql import functions as F

from .lines import SETTLED, piped, sendable, unescaped
from .muster import feed, run

# The columns of a review file, as `--review` writes it.
REVIEW_COLUMNS = [
    "decision", "kind", "group", "score", "name_1", "name_2", "phone_1", "phone_2", "email_1", "email_2", "record_1", "record_2", "line_1",
    "line_2", "evidence", "note", "id_1", "id_2",
]  # fmt: skip
# A person of a pair or a group, as the steps take it.
PERSON = ["record", "line", "person", "uses"]


@dataclass
class Matching:
    """What was found."""

    #: The columns of a review file in its order, and `place` to order by.
    review: DataFrame
    #: `first` and `record`: each record that is made one with others, and the first of them. None where nothing is to be merged.
    merges: Optional[DataFrame]
    #: What Spark holds for these two.
    held: List[DataFrame]


def match(settled: DataFrame, muster: str, merge_above: Optional[float]) -> Matching:
    """Finds people among the records that go out.

    :param settled: the lines that `muster settle` wrote of a list cleaned with `--people`.
    :param muster: the program.
    :param merge_above: the score from which records are made one; None for a review alone.
    """
    spark = settled.sparkSession
    held: List[DataFrame] = []

    def hold(frame: DataFrame) -> DataFrame:
        held.append(frame.persist(StorageLevel.MEMORY_AND_DISK))
        return frame

    try:
        signed = hold(_signed(spark, settled, muster))
        people = hold(_counted(signed))
        blocks = signed.select("record", F.explode(_listed("blocks")).alias("block")).select(
            "record", *[F.get(F.split("block", ":"), F.lit(index)).alias(name) for index, name in enumerate(["key", "hash", "name"])]
        )
        sizes = hold(blocks.groupBy("key", "hash").agg(F.count("*").alias("size")))
        plan = _plan(signed, sizes, muster)
        shared = blocks.join(sizes.where("size > 1"), ["key", "hash"]).join(people, "record")
        entries = hold(_ordered(shared, ["key", "hash"], ["name", "record"], ["key", "hash", "name", *PERSON]))
        plan = _learn(spark, entries, people, plan, muster, hold)
        found = hold(_cells(piped(spark, sendable(entries), [muster, "match", "compare", "--matching", plan]).distinct()))
        grouped = hold(_group(spark, found, people, plan, muster, merge_above))
        lines = found.union(grouped)
        merges = None
        if merge_above is not None:
            merges = _columns(grouped.where(_cell(0) == "merge"), {"first": (1, "long"), "record": (2, "long")})
        return Matching(_review(lines), merges, held)
    except BaseException:
        for frame in held:
            frame.unpersist()
        raise


def merged(settled: DataFrame, matching: Matching, muster: str, plan: str) -> DataFrame:
    """The lines of `muster settle`, with records made one that are one person's.

    :param plan: what `muster inspect --plan` decided, as JSON on one line.
    """
    if matching.merges is None:
        return settled
    spark = settled.sparkSession
    meant = settled.join(matching.merges, "record")
    lines = _ordered(meant, ["first"], ["record"], ["first", *SETTLED])
    # The plan comes in beside the lines.
    script = 'exec "$1" match merge --plan /dev/fd/3 3<<PLAN\n$2\nPLAN'
    made = piped(spark, sendable(lines), ["sh", "-c", script, "muster-spark", muster, plan]).select(F.split("value", "\t", 7).alias("cells"))
    whole = _columns(
        made, {"record": (0, "long"), "line": (1, "long"), "code": (2, "string"), "reason": (3, "string"), "kept": (4, "long"),
               "person": (5, "string"), "rest": (6, "string")}
    )  # fmt: skip
    return settled.join(matching.merges, "record", "left_anti").select(*SETTLED).unionByName(whole)


def _signed(spark: SparkSession, settled: DataFrame, muster: str) -> DataFrame:
    going = settled.where((F.col("code") == "") & (F.col("record") > 0))
    lines = going.select(F.concat_ws("\t", "record", "line", F.lit(""), F.lit(""), F.lit(""), "person").alias("value"))
    names = {"record": "long", "line": "long", "person": "string", "counted": "string", "asked": "string", "blocks": "string"}
    signed = piped(spark, sendable(lines), [muster, "match", "sign"]).select(F.split("value", "\t", 6).alias("cells"))
    return _columns(signed, {name: (index, kind) for index, (name, kind) in enumerate(names.items())})


def _counted(signed: DataFrame) -> DataFrame:
    """Each record with how often its values stand in the list."""
    counts = signed.select(F.explode(_listed("counted")).alias("value")).groupBy("value").agg(F.count("*").alias("count"))
    asked = signed.select("record", F.posexplode(F.concat(_listed("counted"), _listed("asked"))).alias("place", "value"))
    answered = asked.join(counts, "value", "left").select("record", F.struct("place", F.coalesce("count", F.lit(0)).alias("count")).alias("use"))
    uses = answered.groupBy("record").agg(F.array_sort(F.collect_list("use")).alias("uses"))
    joined = F.array_join(F.transform("uses", lambda use: use["count"].cast("string")), ",")
    return signed.join(uses, "record", "left").select("record", "line", "person", F.coalesce(joined, F.lit("")).alias("uses"))


def _plan(signed: DataFrame, sizes: DataFrame, muster: str) -> str:
    blocks = sizes.groupBy("key", "size").count().collect()
    lines = [f"records\t{signed.count()}"] + [f"block\t{row['key']}\t{row['size']}\t{row['count']}" for row in blocks]
    return run([muster, "match", "plan"], lines).strip()


def _learn(spark: SparkSession, entries: DataFrame, people: DataFrame, plan: str, muster: str, hold) -> str:
    """The plan with what some pairs of the list teach."""
    lines = _cells(piped(spark, sendable(entries), [muster, "match", "compare", "--matching", plan])).where(_cell(0) == "pair")
    pairs = hold(_columns(lines, {"a": (1, "long"), "b": (2, "long"), "lot": (3, "long")}).distinct())
    count = pairs.count()
    learn = [muster, "match", "learn", "--matching", plan, "--pairs", str(count)]
    chosen = pairs.where(F.col("lot") % int(run([*learn, "--step"])) == 0)
    for name in ("a", "b"):
        person = F.concat_ws("\t", *PERSON)
        chosen = chosen.join(people.select(F.col("record").alias(name), person.alias(f"person_{name}")), name)
    ordered = chosen.orderBy("a", "b").select(_latin(F.concat_ws("\t", "person_a", "person_b")).alias("value"))
    return feed(learn, (row[0].encode("latin-1") for row in ordered.toLocalIterator())).strip()


def _group(spark: SparkSession, found: DataFrame, people: DataFrame, plan: str, muster: str, merge_above: Optional[float]) -> DataFrame:
    matches = _columns(found.where(_cell(0) == "match"), {"a": (1, "long"), "b": (2, "long"), "evidence": (3, "string")})
    # One union-find over all pairs, on the driver: some 60 bytes for each record that is in one.
    lines = (f"match\t{row['a']}\t{row['b']}".encode() for row in matches.select("a", "b").toLocalIterator())
    connected = [tuple(int(cell) for cell in line.split("\t")) for line in feed([muster, "match", "connect"], lines).splitlines()]
    components = spark.createDataFrame(connected, "record long, component long")
    records = components.join(people, "record").select(
        "component", F.lit(0).alias("kind"), F.col("record").alias("a"), F.lit(0).cast("long").alias("b"),
        F.concat_ws("\t", "component", F.lit(0), *PERSON).alias("value"),
    )  # fmt: skip
    pairs = matches.join(components.withColumnRenamed("record", "a"), "a").select(
        "component", F.lit(1).alias("kind"), "a", "b", F.concat_ws("\t", "component", F.lit(1), "a", "b", "evidence").alias("value")
    )
    lines = records.union(pairs).repartition("component").sortWithinPartitions("component", "kind", "a", "b").select("value")
    command = [muster, "match", "group", "--matching", plan]
    if merge_above is not None:
        command += ["--merge-above", str(merge_above)]
    return _cells(piped(spark, sendable(lines), command))


def _review(lines: DataFrame) -> DataFrame:
    """The review in its order, with the groups numbered, the best first."""
    order = {"class": (1, "int"), "best": (2, "double"), "first": (3, "long"), "points": (4, "double"), "a": (5, "long"), "b": (6, "long")}
    cells = {name: (7 + index, "string") for index, name in enumerate(REVIEW_COLUMNS)}
    pairs = _columns(lines.where(_cell(0) == "review"), {**order, **cells})
    # A window without partitions is one task's: there are far fewer groups than records.
    groups = pairs.where("class = 0").select("best", "first").distinct()
    groups = groups.withColumn("number", F.row_number().over(Window.orderBy(F.desc("best"), "first")))
    numbered = pairs.join(groups, ["best", "first"], "left")
    place = F.struct(F.col("class"), -F.col("best"), F.col("first"), -F.col("points"), F.col("a"), F.col("b")).alias("place")
    shown = [
        F.when(F.col("class") == 0, F.col("number").cast("string")).otherwise("").alias("group") if name == "group" else unescaped(F.col(name)).alias(name)
        for name in REVIEW_COLUMNS
    ]
    return numbered.select(place, *shown)


def _listed(name: str) -> Column:
    return F.filter(F.split(name, ","), lambda word: word != "")


def _ordered(frame: DataFrame, keys: List[str], within: List[str], cells: List[str]) -> DataFrame:
    """Lines of which those of a key stand behind one another."""
    line = F.concat_ws("\t", *[F.coalesce(F.col(cell).cast("string"), F.lit("")) for cell in cells])
    return frame.repartition(*keys).sortWithinPartitions(*keys, *within).select(line.alias("value"))


def _cells(lines: DataFrame) -> DataFrame:
    return lines.select(F.split("value", "\t", -1).alias("cells"))


def _cell(index: int) -> Column:
    return F.get("cells", F.lit(index))


def _columns(cells: DataFrame, columns) -> DataFrame:
    """Columns out of cells: for each name which cell it is, and what kind of value; null where an empty cell is a number."""
    return cells.select(
        *[(_cell(index) if kind == "string" else F.when(_cell(index) != "", _cell(index)).cast(kind)).alias(name) for name, (index, kind) in columns.items()]
    )


def _latin(text: Column) -> Column:
    """Bytes as characters, so that Python sees all of them, UTF-8 or not."""
    return F.decode(text.cast("binary"), "ISO-8859-1")
