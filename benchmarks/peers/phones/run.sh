#!/bin/sh
# Runs this library beside Debian's libphonenumber-dev (C++) and Python's phonenumbers, in turn, on one core, and prints the medians and
# ratios. usage: run.sh NUMBERS.tsv [ROUNDS]. NUMBERS.tsv has `REGION<TAB>number` lines; the peers take its first 20,000.
# Needs: apt install libphonenumber-dev; pip install phonenumbers (PYTHON names the interpreter that has it).
set -eu
numbers=$1
rounds=${2:-3}
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

head -n 20000 "$numbers" > "$work/head.tsv"
(cd "$here/../.." && swift build -c release --product bench-phones >&2)
c++ -O2 -o "$work/cpp" "$here/libphonenumber.cc" -lphonenumber -lprotobuf

round=0
while [ "$round" -lt "$rounds" ]; do
  round=$((round + 1))
  "$here/../../.build/release/bench-phones" "$numbers" --exact | sed -n 's/^parse + valid + type + E.164 *\([0-9.]*\).*/\1/p' >> "$work/swift.txt"
  "$work/cpp" "$work/head.tsv" >> "$work/cpp.txt"
  "$python" "$here/python_phonenumbers.py" "$work/head.tsv" >> "$work/python.txt"
done

median() { sort -n "$1" | sed -n "$(((rounds + 1) / 2))p"; }
ours=$(median "$work/swift.txt")
for peer in cpp python; do
  theirs=$(median "$work/$peer.txt")
  awk -v peer="$peer" -v ours="$ours" -v theirs="$theirs" \
    'BEGIN { printf "PhoneNumbers %.1f ns, %s %.1f ns: %.0f times\n", ours, peer, theirs, theirs / ours }'
done
