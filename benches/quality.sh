#!/usr/bin/env bash
# A table of strict and lax F1 over gold sets: benches/quality.sh FOLDER...
# Each folder is scored as one collection and, with every document alone, isolated. Needs the release build and python3.
set -euo pipefail
program="${BEADWORK:-$(dirname "${BASH_SOURCE[0]}")/../target/release/beadwork}"

row() {
    local folder="$1" mode="$2" started
    shift 2
    started=$(date +%s.%N)
    "$program" eval --gold "$folder" --json "$@" | python3 -c '
import json, sys, time
name, mode, started = sys.argv[1:]
score = json.load(sys.stdin)
cells = [score[key]["f1"] for key in ("strict", "lax", "links", "null_src", "null_tgt")]
figures = " | ".join(f"{cell:.4f}" for cell in cells)
documents = score["docs"]
print(f"| {name} | {documents} | {mode} | {figures} | {time.time() - float(started):.1f} |")' \
        "$(basename "$folder")" "$mode" "$started"
}

echo "| set | documents | mode | strict | lax | links | null source | null target | seconds |"
echo "|---|---|---|---|---|---|---|---|---|"
for folder in "$@"; do
    row "$folder" collection
    row "$folder" isolated --isolated
done
