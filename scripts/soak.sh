#!/usr/bin/env bash
# scripts/soak.sh [--limit N] [--fuzz] [--program GAMBADE] VIEWS IMAGES: what takes longer than the
# tests. Every picture of the folder IMAGES and every VIEWS/*/input.png through the default model
# (each has to give splats and a preview), another program's look at the results, a checkpoint of the
# published size, speed, and with --fuzz a minute of each fuzz target.
#
# The summary goes to benchmarks/results/soak.txt; with --limit (the first N of either folder) only
# to build/soak, where the splats and previews are too. The exit status tells whether all went well.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

usage() {
    echo "usage: $0 [--limit N] [--fuzz] [--program GAMBADE] VIEWS IMAGES" >&2
    exit 2
}
limit=
fuzz=false
program=
while [ $# -gt 2 ]; do
    case $1 in
    --limit) limit=$2 && shift ;;
    --fuzz) fuzz=true ;;
    --program) program=$(realpath -- "$2") && shift ;;
    *) usage ;;
    esac
    shift
done
[ $# -eq 2 ] && [ -d "$1" ] && [ -d "$2" ] || usage
views=$(realpath -- "$1")
images=$(realpath -- "$2")
cd "$root"
if [ -z "$program" ]; then
    scripts/build.sh release >&2
    program=$root/build/release/bin/gambade
fi

# A program elsewhere finds the shipped model too.
export GAMBADE_DATA_DIR=${GAMBADE_DATA_DIR:-$root/assets}

work=$root/build/soak
rm -rf "$work"
mkdir -p "$work/results"
summary=$work/soak.txt
failures=0

say() {
    printf '%s\n' "$*" | tee -a "$summary"
}
fail() {
    say "FAILED: $*"
    failures=$((failures + 1))
}

# reconstruct NAME PICTURE: its line of JSON goes to results/NAME.json.
reconstruct() {
    local to=$work/results/$1
    if ! "$program" reconstruct "$2" -o "$to.ply" --preview "$to.png" --json \
        >"$to.json" 2>"$to.log"; then
        fail "$1: $(tail -n 1 "$to.log")"
    elif [ ! -s "$to.ply" ] || [ ! -s "$to.png" ]; then
        fail "$1: no splats or no preview"
    fi
}

# pictures LABEL NAMES_AND_FILES: a line "NAME<tab>FILE" each.
pictures() {
    local before=$failures count=0 name file
    while IFS=$'\t' read -r name file; do
        reconstruct "$name" "$file" </dev/null
        count=$((count + 1))
    done < <(if [ -n "$limit" ]; then head -n "$limit"; else cat; fi <<<"$2")
    say "$1: $((count - failures + before)) of $count pictures gave splats and a preview"
}

say "Gambade $(git rev-parse --short HEAD), $(date -u +%F)," \
    "$(nproc) cores of $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
say ""
pictures "evaluation inputs" "$(for folder in "$views"/*/; do
    printf '%s\t%s\n' "view-$(basename "$folder")" "${folder}input.png"
done)"
pictures "people's pictures" "$(find "$images" -maxdepth 1 -type f ! -name '*.md' ! -name '*.txt' \
    -printf '%f\t%p\n' | sort)"

say ""
if tools=$(scripts/node_tools.sh 2>"$work/node_tools.log"); then
    PYTHONDONTWRITEBYTECODE=1 python3 scripts/soak_splats.py "$tools/splat-transform" \
        "$work/results" | tee -a "$summary" || fail "splat-transform disagrees"
else
    say "splat-transform: $(tail -n 1 "$work/node_tools.log")"
fi

say ""
checkpoint=$work/published.pth
if ! /usr/bin/python3 -c 'import torch, numpy' 2>/dev/null; then
    say "published checkpoint: skipped, /usr/bin/python3 has no torch (Debian package python3-torch)"
elif /usr/bin/python3 tests/tools/write_checkpoint.py gamba "$checkpoint" &&
    "$program" model import "$checkpoint" -o "$work/published.safetensors" >/dev/null &&
    "$program" reconstruct assets/examples/rocket.png --model "$work/published.safetensors" \
        -o "$work/published.ply" >"$work/published.log"; then
    # The weights are a formula's: what is shown is that a file of its size and layout goes through.
    say "published checkpoint (weights by a formula): $(sed 's/, written to.*//; s/.*: //' \
        "$work/published.log")"
else
    fail "published checkpoint"
fi
rm -f "$checkpoint"

say ""
say "gambade bench"
"$program" bench 2>&1 | tee -a "$summary" || fail "bench"

if $fuzz; then
    say ""
    cmake --preset fuzz >/dev/null
    targets=()
    for seeds in tests/fuzz/*_seeds; do
        targets+=("$(basename "$seeds" _seeds)")
    done
    cmake --build --preset fuzz --target "${targets[@]/%/_fuzz}" >&2
    for target in "${targets[@]}"; do
        found=$work/fuzz/$target
        mkdir -p "$found/corpus"
        options=(-max_total_time=60 "-artifact_prefix=$found/")
        if [ -f "tests/fuzz/$target.dict" ]; then
            options+=("-dict=tests/fuzz/$target.dict")
        fi
        if "build/fuzz/bin/${target}_fuzz" "${options[@]}" "$found/corpus" \
            "tests/fuzz/${target}_seeds" >"$found/log" 2>&1; then
            say "fuzzing $target: clean, $(grep '^Done' "$found/log")"
        else
            fail "fuzzing $target: $(tail -n 1 "$found/log")"
        fi
    done
fi

say ""
say "$failures failures"
if [ -z "$limit" ]; then
    mkdir -p benchmarks/results
    cp "$summary" benchmarks/results/soak.txt
fi
[ "$failures" -eq 0 ]
