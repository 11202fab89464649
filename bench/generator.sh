#!/usr/bin/env bash
# Prints the generator's table of docs/performance.md: CPU time as a ratio to binding the same 1,000 workflows without generators, beside the floor, Mediator and
# Mapperly, all in one run. It needs the folder of the generator benchmark that bench/scenarios are written for: a project, and run-anchors.sh, which measures others.
# Usage: bench/generator.sh FOLDER [COPIES] [REPETITIONS]
set -euo pipefail
benchmark=$(cd "${1:?the folder of the generator benchmark}" && pwd) copies=${2:-1000} repetitions=${3:-9}
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

dotnet build src/Orchestrator.Runtime --configuration Release --nologo --verbosity quiet > /dev/null
dotnet build src/Orchestrator.Generators --configuration Release --nologo --verbosity quiet > /dev/null

# The folder may be read-only, and a build writes beside its project.
cp -r "$benchmark" "$work/benchmark"
chmod -R u+w "$work/benchmark"
program=$(basename "$work"/benchmark/*.csproj .csproj)
bash "$work/benchmark/run-anchors.sh" "$work" "$copies" "$repetitions" floor mediator mapperly > "$work/anchors.log" || { cat "$work/anchors.log"; exit 1; }
ours() { # repetitions
  dotnet "$work/artifacts/bin/$program/release/$program.dll" --scenario bench/scenarios/orchestrator --count "$copies" --iterations "$1" --analyzers \
    --generator src/Orchestrator.Generators/bin/Release/netstandard2.0/Orchestrator.Generators.dll \
    --reference src/Orchestrator.Runtime/bin/Release/net10.0/Orchestrator.Runtime.dll
}
ours "$repetitions" > "$work/orchestrator.txt"

# The rules' own clock is read once in a run, and a garbage collection stops it in the middle of whichever rule it hits: the median of each rule over five runs does not have it.
for run in 1 2 3 4; do ours 1 > "$work/rules$run.txt"; done

# A row of each table is "| name | CPU ms | wall ms | wall min | CPU x bind | alloc MB |".
ratio() { awk -F '|' -v name="$2" '{ row = $2; gsub(/^ +| +$/, "", row) } row == name { gsub(/ /, "", $6); print $6 }' "$work/$1.txt"; }
allocated() { awk -F '|' -v name="$2" '{ row = $2; gsub(/^ +| +$/, "", row) } row == name { gsub(/ /, "", $7); print $7 " MB" }' "$work/$1.txt"; }
characters() { sed -nE 's/^generated: [0-9]+ files, ([0-9]+) K chars.*/\1/p' "$work/$1.txt" | awk -v copies="$copies" '{ printf "%d", $1 * 1024 / copies }'; }
written() { sed -nE 's/^re-run, model change.*modified\/new ([0-9]+);.*/\1/p' "$work/$1.txt"; }

row() { # title, function, argument
  printf '| %s |' "$1"
  for scenario in orchestrator floor mediator mapperly; do printf ' %s |' "$($2 "$scenario" "${3:-}")"; done
  printf '\n'
}

printf '| %s copies, %s repetitions | Orchestrator | floor | Mediator | Mapperly |\n| --- | --- | --- | --- | --- |\n' "$copies" "$repetitions"
row 'first run' ratio 'first run'
row 'one character in an unrelated file' ratio 're-run, one char in an unrelated file'
row 'one character in a method body' ratio 're-run, one char in a body of one annotated file'
row 'nothing changed' ratio 're-run, nothing changed'
row 'model change in one of them: files written' written
row 'model change in one of them: time' ratio 're-run, model change in one annotated file'
row 'binding with the emitted code in' ratio 'bind, generated code included'
row 'emitted characters for each' characters
row 'allocated by an unrelated edit' allocated 're-run, one char in an unrelated file'

# As the compiler reports it, against the wall time of binding in the same run.
awk -F '[ :]+' '
  /^analyzers: / { ids = $3 }
  /^    [A-Za-z]+Analyzer: / { print "rule", $2, $3 }
  /^\| bind \(GetDiagnostics\)/ { split($0, cells, "|"); print "bind", "bind", cells[4] }
  END { print "ids", "ids", ids }' "$work/orchestrator.txt" "$work"/rules?.txt | sort -k 2,2 -k 3,3n | awk '
  function close_group() { if (n > 0) { value = values[int((n + 1) / 2)]; if (kind == "rule") total += value; else result[kind] = value } n = 0 }
  $2 != last { close_group(); last = $2; kind = $1 }
  { values[++n] = $3 }
  END { close_group(); printf "| analyzers, per rule (own clock, %d rules) | %.4f | | | |\n", result["ids"], total / result["bind"] / result["ids"] }'
