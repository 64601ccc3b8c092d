#!/bin/sh
# Makes the tables anew from PyPI's newest `phonenumbers`, in a virtual environment of its own. `VERSION=9.0.43 refresh.sh` takes that release.
# Afterwards: read the difference of VERSION, run the tests, commit.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fixtures="$here/../../../Tests/PhoneNumbersTests/Fixtures"

${PYTHON:-python3.11} -m venv "$work"
"$work/bin/pip" install --quiet "phonenumbers${VERSION:+==$VERSION}"
cd "$here"
"$work/bin/python" write_tables.py phones.bin
"$work/bin/python" write_tables.py "$fixtures/tables_for_testing.bin" "$fixtures/metadata_for_testing.json"
"$work/bin/python" write_plain.py "$fixtures/plans.tsv"
"$work/bin/python" -c "import phonenumbers; print(phonenumbers.__version__)" > VERSION
