#!/bin/sh
# Does the gate pass two identical programs, and find one that is slower? Rounds of its second tier,
# each with another order of pairs: 20 with the program against itself, 10 with a candidate that
# burns 8 % more processor time. Prints a line for each round; ends with 1 if one went wrong.
#
#   Benchmarks/gate-rounds.sh [PROGRAM [SCENARIO [IDENTICAL [SLOWER [PERCENT]]]]]
set -eu
cd "$(dirname "$0")/.."
program=${1:-.build/release/cocarde}
scenario=${2:-Scenarios/gate.yaml}
identical=${3:-20}
slower=${4:-10}
percent=${5:-8}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$program" gate --baseline "$folder/baseline.json" --scenario "$scenario" --record \
  --no-instructions > /dev/null
cp "$program" "$folder/other"

wrong=0
round() { # NAME NUMBER WANTED FLAGS…
  name=$1 number=$2 wanted=$3
  shift 3
  code=0
  "$program" gate --baseline "$folder/baseline.json" --against "$folder/other" --timed "$scenario" \
    --no-instructions --seed "$number" --out "json=$folder/verdict.json" "$@" \
    > "$folder/text" 2> /dev/null || code=$?
  figures=$(grep -E '÷|interval|floor|slow-down above|pairs, and|✗' "$folder/text" |
    sed 's/^ *//; s/ \.*: /: /' | tr '\n' ';')
  load=$(cut -d ' ' -f 1 /proc/loadavg 2> /dev/null || echo '?')
  echo "$name $number: $code (wanted $wanted), load $load; $figures"
  [ "$code" -eq "$wanted" ] || wrong=$((wrong + 1))
}

number=0
while [ "$number" -lt "$identical" ]; do
  number=$((number + 1))
  round identical "$number" 0
done
number=0
while [ "$number" -lt "$slower" ]; do
  number=$((number + 1))
  round "$percent% slower" "$number" 5 --canary "$percent"
done
echo "$wrong of $((identical + slower)) rounds went wrong"
[ "$wrong" -eq 0 ]
