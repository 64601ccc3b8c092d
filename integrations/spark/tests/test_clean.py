"""What many workers make of a list is what one machine makes of it.

Run by `make test-spark`, which builds the program and names it in MUSTER.
"""

import csv
import io
import json
import os
import random
import re
import stat
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

import pyspark
from pyspark.sql import SparkSession

from muster_spark import MusterError, clean

MUSTER = os.path.abspath(os.environ.get("MUSTER", "muster"))
SEED = int(os.environ.get("SEED", random.randrange(1 << 32)))


def messy_list(count: int, seed: int) -> bytes:
    """A list as bad as they come: quoted line ends of every kind, stray and open quotes, ragged records, bytes that are no text,
    numbers written in many ways, and a quarter of its contacts again somewhere behind."""
    choose = random.Random(seed)
    first = ["anna", "BOB", "Jürgen", "maria", "ZOË", "asha", "Li", "o'neil"]
    last = ["LEE", "de la cruz", "Müller", "RAO", "mcdonald", "van der Berg"]
    numbers = [
        lambda k: f"+49 30 {k % 900000 + 100000}",
        lambda k: f"020 7946 {k % 10000:04}",
        lambda k: f"(0)55 {k % 10000}",
        lambda k: f"+1 415 555 {k % 10000:04}",
        lambda k: f"9.{k % 100000 + 100000}E+11",
        lambda k: f"0049 30 {k % 900000 + 100000}",
        lambda k: "",
        lambda k: f"'+34 912 {k % 1000000:06}",
    ]
    countries = ["Germany", "GB", "", "US", "India", "", "", "Spain"]
    notes = [
        b"", b'"two\nlines"', b'"say ""hi"", ok"', b"back\\slash \\n", b"tab\there", b'"a,b\r\nc\rd"', b"\xff\xfe no text", b'6" pipe',
        "\u2028 lines that are none \x85".encode(),
    ]
    records = []
    for i in range(count):
        k = i if choose.random() > 0.25 else choose.randrange(max(1, i))
        number = numbers[k % 8](k)
        if choose.random() < 0.3:
            number = number.replace(" ", choose.choice(["", "-", "\u00a0"]))
        # Now and then somebody else has the number.
        name = f"{first[k % 8]} {last[k % 6]}" if choose.random() < 0.95 else f"{choose.choice(first)} {choose.choice(last)}"
        fields = [name.encode(), number.encode(), countries[k % 8].encode(), choose.choice(notes)]
        if choose.random() < 0.01:
            fields[3] = b'"never closed'
        if choose.random() < 0.01:
            fields.append(b"extra")
        if choose.random() < 0.01:
            del fields[2:]
        records.append(b",".join(fields) + choose.choice([b"\n", b"\n", b"\n", b"\r\n", b"\n\n"]))
    return b"Name,Phone,Country,Note\n" + b"".join(records)


def people_list(count: int, seed: int) -> bytes:
    """People with numbers, mailboxes and towns; many stand there again under another number, a nickname or a slip of the pen, and families
    share a mailbox."""
    choose = random.Random(seed)
    first = [("Robert", "Bob"), ("William", "Bill"), ("Margaret", "Peggy"), ("Elizabeth", "Liz"), ("Jürgen", "Jurgen"), ("Anna", "Anna"),
             ("Dmitri", "Дмитрий"), ("Katherine", "Kate"), ("Thomas", "Tom"), ("Christopher", "Chris")]  # fmt: skip
    last = [a + b for a in ("Mac", "Ber", "Hol", "Stein", "Fitz", "War", "Lind", "Gold") for b in ("Donald", "ger", "mann", "gerald", "wick", "berg", "stone")]
    lines = []
    for i in range(count):
        name, short = choose.choice(first)
        family = choose.choice(last)
        mail = f"{family.lower()}{i}@example.org"
        town = choose.choice(["Leeds", "York", "Bath", "Ely", 'Wells,\nSomerset'])
        number = f"+44 20 7946 {i:04}"
        lines.append((name, family, number, mail, town))
        for _ in range(choose.choice([0, 0, 0, 1, 2])):
            kind = choose.randrange(5)
            other = f"+44 20 7946 {choose.randrange(5000, 9999)}"
            if kind == 0:
                lines.append((short, family, other, mail, town))
            elif kind == 1:
                lines.append((name, family[:-1] + "x", other, mail.upper(), ""))
            elif kind == 2:
                lines.append((choose.choice(first)[0], family, other, mail, town))
            elif kind == 3:
                lines.append((family, name, other, mail, town))
            else:
                lines.append((name[0], family, number, "", town))
    choose.shuffle(lines)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("First name", "Last name", "Phone", "Email", "City"), *lines])
    return text.getvalue().encode()


class OneMachine:
    """What `muster clean` makes of a list."""

    def __init__(self, folder: Path, path: Path, options=()):
        self.options = list(options)
        output = folder / "one.csv"
        done = subprocess.run([MUSTER, "clean", str(path), "-o", str(output), *options], capture_output=True, check=True)
        self.summary = done.stderr.decode()
        self.output = output.read_bytes()
        self.rejects = self._aside(folder / "one.rejects.csv")
        self.duplicates = self._aside(folder / "one.duplicates.csv")

    @staticmethod
    def _aside(path: Path) -> bytes:
        return path.read_bytes() if path.exists() else b""

    def count(self, label: str) -> int:
        found = re.search(rf"^  {label} +([\d,]+)", self.summary, re.M)
        return int(found.group(1).replace(",", "")) if found else 0

    def findings(self) -> dict:
        """The counts that the summary has beside codes, for what was fixed and what was warned of."""
        behind = self.summary[self.summary.index("  duplicates") :]
        counts = re.findall(r"^    ([\d,]+) +([a-z]+\.[a-z.-]+)$", behind, re.M)
        return {code: int(count.replace(",", "")) for count, code in counts if not code.startswith("duplicate.")}


def as_csv(header, rows, delimiter=",") -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8", "surrogateescape")


class CleanTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # A task may be tried four times, as on a cluster; a local session has to be told so.
        cls.spark = (
            SparkSession.builder.master("local[2,4]")
            .appName("muster-spark tests")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()
        )
        cls.spark.sparkContext.setLogLevel("OFF")

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()

    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.folder = Path(self.scratch.name)

    def tearDown(self):
        self.scratch.cleanup()

    def write(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def assert_same(self, cleaned, one: OneMachine):
        """Compares what Spark made with what one machine made: record for record, and the sums."""
        written = cleaned.written.orderBy("muster_record").drop("muster_record")
        self.assertEqual(as_csv(written.columns, written.collect()), one.output)
        self.assertEqual(
            {name: cleaned.report[name] for name in ("read", "written", "rejected", "duplicates")},
            {name: one.count(name) for name in ("read", "written", "rejected", "duplicates")},
        )
        fixed = {code: count for code, count in cleaned.report["findings"].items() if code not in cleaned.report["reasons"]}
        shown = {code: count for code, count in one.findings().items() if code not in cleaned.report["reasons"]}
        self.assertEqual(fixed, shown)
        rejected = [(row[0], row[1], row[2], row[3]) for row in cleaned.rejected.orderBy("muster_record").collect()]
        self.assertEqual(rejected, self.reasons(one.rejects))
        duplicates = [(row[0], row[1], row[2], row[3]) for row in cleaned.duplicates.orderBy("muster_record").collect()]
        self.assertEqual(duplicates, self.reasons(one.duplicates))

    @staticmethod
    def reasons(aside: bytes):
        rows = csv.reader(io.StringIO(aside.decode("utf-8", "surrogateescape"), newline=""), delimiter=delimiter_of(aside))
        return [(int(row[0]), int(row[1]), row[2], row[3]) for row in list(rows)[1:]]

    def saved(self, name: str) -> bytes:
        return b"".join(part.read_bytes() for part in sorted((self.folder / "saved" / name).glob("part-*")))

    def test_any_number_of_ranges_is_one_machine(self):
        print(f"\nSEED={SEED}")
        path = self.write("list.csv", messy_list(1500, SEED))
        one = OneMachine(self.folder, path)
        self.assertGreater(one.count("duplicates"), 100)
        self.assertGreater(one.count("rejected"), 100)
        for partitions in (1, 2, 7, 64):
            with self.subTest(partitions=partitions, seed=SEED):
                cleaned = clean(self.spark, str(path), partitions=partitions, muster=MUSTER)
                self.assert_same(cleaned, one)
                if partitions == 7:
                    cleaned.save(str(self.folder / "saved"))
                    self.assertEqual(self.saved("written"), one.output)
                    self.assertEqual(self.saved("rejected"), one.rejects)
                    self.assertEqual(self.saved("duplicates"), one.duplicates)
                cleaned.unpersist()

    def test_other_rules_encodings_and_delimiters(self):
        text = "Vorname;Nachname;Telefon;Firma\n" + "".join(
            f'J\xfcrgen{i};M\xf6ller;+49 30 {901820 + i % 17};"Gl\xfcck;\nauf"\n' for i in range(60)
        )
        path = self.write("latin.csv", text.encode("windows-1252"))
        for options in ([], ["--rules", "contacts"], ["--rules", "hubspot", "--region", "DE"]):
            with self.subTest(options=options):
                one = OneMachine(self.folder, path, options)
                cleaned = clean(self.spark, str(path), partitions=5, options=options, muster=MUSTER)
                cleaned.save(str(self.folder / "saved"))
                self.assertEqual(self.saved("written"), one.output)
                self.assertEqual(cleaned.report["duplicates"], one.count("duplicates"))
                cleaned.unpersist()
                subprocess.run(["rm", "-r", str(self.folder / "saved")], check=True)

    def test_the_survivor_that_the_rules_ask_for(self):
        path = self.write("list.csv", messy_list(400, SEED + 1).replace(b"Name,Phone,Country,Note", b"Name,Phone,Country,Last modified"))
        shown = subprocess.run([MUSTER, "rules", "show", "kore-agentassist"], capture_output=True, check=True).stdout
        for choice in ("survivor: last", "survivor: fullest\nshared_number: fullest", "shared_number: nobody", "shared_number: everyone"):
            with self.subTest(choice=choice, seed=SEED + 1):
                rules = self.write("rules.yaml", re.sub(rb"(?m)^(survivor|shared_number):.*\n", b"", shown) + b"\n" + choice.encode() + b"\n")
                one = OneMachine(self.folder, path, ["--rules", str(rules)])
                cleaned = clean(self.spark, str(path), str(rules), partitions=5, muster=MUSTER)
                self.assert_same(cleaned, one)
                cleaned.unpersist()
        rules = self.write("rules.yaml", re.sub(rb"(?m)^survivor:.*\n", b"", shown) + b"\nsurvivor: merged\n")
        with self.assertRaisesRegex(MusterError, "survivor: merged"):
            clean(self.spark, str(path), str(rules), muster=MUSTER)

    def test_people_who_stand_there_more_than_once(self):
        path = self.write("list.csv", people_list(700, SEED + 2))
        for options, told in (([], {"review": True}), (["--merge-above", "9"], {"merge_above": 9})):
            review = self.folder / "review.csv"
            one = OneMachine(self.folder, path, ["--review", str(review), *options])
            pairs = list(csv.DictReader(io.StringIO(review.read_text())))
            kinds = {kind: sum(pair["kind"] == kind for pair in pairs) for kind in ("match", "merged", "household")}
            self.assertGreater(kinds["household"], 20, kinds)
            self.assertGreater(kinds["match"] + kinds["merged"], 100, kinds)
            if options:
                self.assertGreater(one.duplicates.count(b"duplicate.same-person"), 50)
            with self.subTest(options=options, seed=SEED + 2):
                cleaned = clean(self.spark, str(path), partitions=5, muster=MUSTER, **told)
                self.assert_same(cleaned, one)
                cleaned.save(str(self.folder / "saved"))
                self.assertEqual(self.saved("review").decode(), review.read_text())
                self.assertEqual(self.saved("written"), one.output)
                self.assertEqual(self.saved("duplicates"), one.duplicates)
                cleaned.unpersist()
                subprocess.run(["rm", "-r", str(self.folder / "saved")], check=True)
        with self.assertRaisesRegex(MusterError, "expected a score above 3"):
            clean(self.spark, str(path), merge_above=2, muster=MUSTER)

    def test_what_the_target_has_already(self):
        path = self.write("list.csv", messy_list(200, 5))
        # The same people, and others who have their numbers.
        names = ["LEE", "de la cruz", "Müller", "RAO", "mcdonald", "van der Berg"]
        people = "".join(
            f"{'Anna ' + names[k % 6] if k % 16 == 0 else 'Xaver Yilmaz'},+4930{k + 100000:06}\n" for k in range(0, 200, 8)
        )
        export = self.write("export.csv", ("Name,Phone\n" + people).encode())
        one = OneMachine(self.folder, path, ["--against", str(export)])
        cleaned = clean(self.spark, str(path), partitions=4, against=[str(export)], muster=MUSTER)
        self.assertGreater(cleaned.report["alreadyThere"], 0)
        self.assert_same(cleaned, one)

    def test_a_worker_that_dies_is_tried_again(self):
        path = self.write("list.csv", messy_list(400, 6))
        one = OneMachine(self.folder, path)
        # Hands on half of what Muster writes, and is then killed with it: once for each of the first three workers.
        program = self.write(
            "dying",
            f"""#!/bin/sh
case "$*" in *--keys*) ;; *) exec "{MUSTER}" "$@" ;; esac
for life in 1 2 3; do
  if mkdir "{self.folder}/died-$life" 2> "{self.folder}/mkdir.err"; then
    "{MUSTER}" "$@" > "{self.folder}/lines-$life"
    head -c $(($(wc -c < "{self.folder}/lines-$life") / 2)) "{self.folder}/lines-$life"
    kill -KILL $$
  fi
done
exec "{MUSTER}" "$@"
""".encode(),
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        cleaned = clean(self.spark, str(path), partitions=6, muster=str(program))
        self.assertEqual(len(list(self.folder.glob("died-*"))), 3)
        self.assert_same(cleaned, one)

    def test_a_worker_that_always_dies_ends_the_job(self):
        path = self.write("list.csv", messy_list(50, 7))
        program = self.write("dead", f'#!/bin/sh\ncase "$*" in *--keys*) exit 3 ;; esac\nexec "{MUSTER}" "$@"\n'.encode())
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        with self.assertRaisesRegex(Exception, "exited with status 3"):
            clean(self.spark, str(path), partitions=2, muster=str(program))

    def test_in_order(self):
        path = self.write("list.csv", messy_list(300, 8))
        cleaned = clean(self.spark, str(path), partitions=9, in_order=True, muster=MUSTER)
        for frame in (cleaned.written, cleaned.rejected, cleaned.duplicates):
            records = [row[0] for row in frame.collect()]
            self.assertEqual(records, sorted(records))
            self.assertGreater(len(records), 0)

    def test_a_refusal_is_in_musters_words(self):
        path = self.write("list.csv", b"Colour,Size\nred,3\nblue,4\n")
        with self.assertRaisesRegex(MusterError, "no column of the list looks like a cellPhoneNumber"):
            clean(self.spark, str(path), muster=MUSTER)
        with self.assertRaisesRegex(MusterError, "cannot be run"):
            clean(self.spark, str(path), muster=str(self.folder / "none"))
        wide = self.write("wide.csv", "Name,Phone\nAnn Lee,+442079460018\n".encode("utf-16"))
        with self.assertRaisesRegex(MusterError, "of which no range can be read by itself"):
            clean(self.spark, str(wide), muster=MUSTER)

    def test_an_empty_list_is_empty(self):
        path = self.write("list.csv", b"Name,Phone\n")
        cleaned = clean(self.spark, str(path), review=True, merge_above=9, muster=MUSTER)
        self.assertEqual(cleaned.report["read"], 0)
        self.assertEqual(cleaned.written.count(), 0)
        self.assertEqual(cleaned.review.count(), 0)


class EntryPointTests(unittest.TestCase):
    """The program that is started: by `python -m`, and by spark-submit with nothing of this folder installed."""

    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.folder = Path(self.scratch.name)
        self.path = self.folder / "list.csv"
        self.path.write_bytes(messy_list(300, SEED + 3))
        self.local = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"}

    def tearDown(self):
        self.scratch.cleanup()

    def assert_saved(self, done):
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        one = OneMachine(self.folder, self.path, ["--region", "DE"])
        for name, expected in (("written", one.output), ("rejected", one.rejects), ("duplicates", one.duplicates)):
            saved = b"".join(part.read_bytes() for part in sorted((self.folder / "cleaned" / name).glob("part-*")))
            self.assertEqual(saved, expected, name)
        report = json.loads(done.stdout.splitlines()[-1])
        self.assertEqual({name: report[name] for name in ("read", "written")}, {"read": one.count("read"), "written": one.count("written")})

    def run_program(self, command, **environment):
        options = [str(self.path), "-o", str(self.folder / "cleaned"), "--region", "DE", "--partitions", "3", "--muster", MUSTER]
        return subprocess.run([*command, *options], capture_output=True, text=True, env={**self.local, **environment}, check=False)

    def test_spark_submit(self):
        integration = Path(__file__).resolve().parent.parent
        package = self.folder / "muster_spark.zip"
        with zipfile.ZipFile(package, "w") as zipped:
            for module in (integration / "muster_spark").glob("*.py"):
                zipped.write(module, f"muster_spark/{module.name}")
        # What the driver runs has no other package of ours to find.
        submit = Path(pyspark.__file__).parent / "bin" / "spark-submit"
        bare = self.folder / "submit.py"
        bare.write_bytes((integration / "submit.py").read_bytes())
        master = ["--master", "local[2,4]", "--conf", "spark.ui.enabled=false", "--py-files", str(package)]
        self.assert_saved(self.run_program([str(submit), *master, str(bare)]))

    def test_python_module_refuses_in_musters_words(self):
        done = self.run_program([sys.executable, "-m", "muster_spark", "--columns", "Nothing=cellPhoneNumber"])
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, "muster-spark: .*Nothing")


def delimiter_of(aside: bytes) -> str:
    """The delimiter behind the first of the four columns that a rejects file begins with."""
    return aside[len("muster_record") : len("muster_record") + 1].decode() or ","


if __name__ == "__main__":
    unittest.main()
