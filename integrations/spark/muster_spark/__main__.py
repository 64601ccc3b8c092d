"""The entry point for spark-submit: cleans a list and saves what became of it in a folder."""

import argparse
import json
import sys

from pyspark.sql import SparkSession

from .cleaning import MusterError, clean


def main() -> int:
    parser = argparse.ArgumentParser(prog="muster-spark", description="Cleans a contact list with Muster on Apache Spark.")
    parser.add_argument("list", help="the list, at the same path on the driver and on every worker")
    parser.add_argument("-o", "--output", required=True, metavar="FOLDER", help="where written/, rejected/, duplicates/, review/ and report.json go; must not exist")
    parser.add_argument("--rules", metavar="NAME|FILE", help="the rules to clean by")
    parser.add_argument("--region", metavar="CC", help="the country of numbers whose record does not say")
    parser.add_argument("--columns", metavar="NAME=TARGET,…", help="what a column is, where its name does not tell")
    parser.add_argument("--no-header", action="store_true", help="the list's first line is a record")
    parser.add_argument("--against", action="append", default=[], metavar="FILE", help="an export of what the target has already")
    parser.add_argument("--strict", action="store_true", help="reject records with warnings as well")
    parser.add_argument("--review", action="store_true", help="look for pairs that may be one person, into review/")
    parser.add_argument("--merge-above", type=float, metavar="SCORE", help="make one record of such pairs from this score on (10 is a thousand to one)")
    parser.add_argument("--partitions", type=int, metavar="N", help="how many ranges the list is cut into (default: one for 64 MiB)")
    parser.add_argument("--muster", default="muster", metavar="PATH", help="the program, at the same path everywhere")
    told = parser.parse_args()
    if told.partitions is not None and told.partitions < 1:
        parser.error(f"--partitions {told.partitions}: expected at least 1")
    spark = SparkSession.builder.appName(f"muster {told.list}").getOrCreate()
    try:
        cleaned = clean(
            spark,
            told.list,
            told.rules,
            region=told.region,
            columns=told.columns,
            has_header=False if told.no_header else None,
            against=told.against,
            strict=told.strict,
            review=told.review,
            merge_above=told.merge_above,
            partitions=told.partitions,
            muster=told.muster,
        )
        cleaned.save(told.output)
    except MusterError as error:
        print(f"muster-spark: {error}", file=sys.stderr)
        return 2
    finally:
        spark.stop()
    print(json.dumps(cleaned.report, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
