"""What cleaning costs beside the plain DataFrame job, in one run, and what a record takes through the shuffle.

    MUSTER=../../.build/release/muster python benchmark.py [RECORDS [TURNS]]

The plain job reads the same list with Spark's own reader, drops repeated numbers as they are written, and writes what is left. The list
has no quoted line ends, since that reader would cut records at them. The jobs (plain, cleaned, and
cleaned with a review of possible duplicates) take turns, three each unless told otherwise; the median counts.
"""

import os
import random
import shutil
import statistics
import sys
import tempfile
import time

from pyspark.sql import SparkSession

from muster_spark import clean


def write_list(path: str, records: int) -> None:
    """Contacts as an export has them, a tenth of them twice."""
    choose = random.Random(1)
    first = ["anna", "BOB", "Jürgen", "maria", "ZOË", "asha", "Li", "o'neil", "Priya", "john"]
    last = ["LEE", "de la cruz", "Müller", "RAO", "mcdonald", "van der Berg", "Smith", "GARCIA"]
    with open(path, "w", encoding="utf-8") as out:
        out.write("First name,Last name,Title,Phone,Country,E-mail,Company\n")
        for i in range(records):
            k = i if choose.random() > 0.1 else choose.randrange(max(1, i))
            number, country = [(f"+49 30 {k + 1000000}", "Germany"), (f"(415) 55{k % 100000000 // 10000000}-{k % 10000:04}", "US"),
                               (f"98{k % 100000000:08}", "India"), (f"0044 7400 {k % 1000000:06}", "")][k % 4]
            out.write(
                f'{first[k % 10]},"{last[k % 8]}",{["Mr", "Mrs.", ""][k % 3]},{number},{country},person{k}@example.com,"Company {k % 977}, Ltd."\n'
            )


def shuffled_bytes(spark: SparkSession) -> int:
    """All that the session has written for shuffles so far."""
    gateway = spark.sparkContext._gateway
    store = spark.sparkContext._jsc.sc().statusStore()
    stages = store.stageList(None, False, False, gateway.new_array(gateway.jvm.double, 0), gateway.jvm.java.util.ArrayList())
    return sum(stages.apply(index).shuffleWriteBytes() for index in range(stages.size()))


def main() -> None:
    records = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    turns = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    muster = os.path.abspath(os.environ.get("MUSTER", "muster"))
    spark = SparkSession.builder.appName("muster-spark benchmark").config("spark.ui.showConsoleProgress", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "list.csv")
        write_list(path, records)
        size = os.path.getsize(path)

        def plain(output: str) -> None:
            spark.read.option("header", True).csv(path).dropDuplicates(["Phone"]).write.option("header", True).csv(output)

        def cleaned(output: str, review: bool = False) -> None:
            before = shuffled_bytes(spark)
            result = clean(spark, path, review=review, muster=muster)
            shuffled["reviewed" if review else "cleaned"] = shuffled_bytes(spark) - before
            result.save(output)
            result.unpersist()

        shuffled: dict = {}
        seconds: dict = {"plain": [], "cleaned": [], "reviewed": []}
        for turn in range(turns):
            for name, job in (("plain", plain), ("cleaned", cleaned), ("reviewed", lambda output: cleaned(output, review=True))):
                output = os.path.join(folder, f"{name}-{turn}")
                start = time.monotonic()
                job(output)
                seconds[name].append(time.monotonic() - start)
                shutil.rmtree(output)
        medians = {name: statistics.median(times) for name, times in seconds.items()}
        print(f"{records:,} records, {size / 1e6:.0f} MB, {spark.sparkContext.defaultParallelism} cores, medians of {turns} turns")
        for name, median in medians.items():
            print(f"{name:9} {median:6.1f} s  {records / median:12,.0f} records/s  {median / medians['plain']:.1f} times the plain job")
        print(f"through the shuffle on the key: {shuffled['cleaned'] / records:.0f} bytes a record (compressed)")
        print(f"through all shuffles of a review: {shuffled['reviewed'] / records:.0f} bytes a record (compressed)")
    spark.stop()


if __name__ == "__main__":
    main()
