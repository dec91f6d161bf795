#!/usr/bin/env bash
# scripts/soak.sh [--limit N] [--fuzz] [--fresh] [--program GAMBADE] VIEWS IMAGES: what takes longer
# than the tests. Every picture of the folder IMAGES and every VIEWS/*/input.png through the default
# model (each has to give splats and a preview), another program's look at the results, a checkpoint
# of the published size, speed, the window over many reconstructions and frames, and with --fuzz a
# minute of each fuzz target.
#
# Progress goes to the standard error. Started again after a break, with the same program and model,
# it goes on where it was; --fresh begins anew. Splats, previews and logs are in build/soak. The
# summary goes to benchmarks/results/soak.txt; with --limit (the first N of either folder) only to
# build/soak. The exit status tells whether all went well.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

usage() {
    echo "usage: $0 [--limit N] [--fuzz] [--fresh] [--program GAMBADE] VIEWS IMAGES" >&2
    exit 2
}
limit=
fuzz=false
fresh=false
program=
while [ $# -gt 2 ]; do
    case $1 in
    --limit) limit=$2 && shift ;;
    --fuzz) fuzz=true ;;
    --fresh) fresh=true ;;
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
state=$(cat "$program" "$GAMBADE_DATA_DIR/models/gambade-base.safetensors" | sha256sum)
if $fresh || [ "$(cat "$work/state" 2>/dev/null)" != "$state" ]; then
    rm -rf "$work"
fi
mkdir -p "$work/results"
printf '%s\n' "$state" >"$work/state"
summary=$work/soak.txt
: >"$summary"

say() {
    printf '%s\n' "$*" >>"$summary"
}
progress() {
    printf '%s\n' "$*" >&2
}

# The table at the end: a line "CHECK<tab>RESULT<tab>ok or FAILED" each.
table=$work/table
: >"$table"
row() {
    printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>"$table"
    progress "$1: $2, $3"
}

# section NAME COMMAND...: its output and success are kept in NAME.out and NAME.ok, so that it is not
# done twice.
section() {
    local name=$1
    shift
    if [ ! -f "$work/$name.ok" ]; then
        progress "$name ..."
        "$@" >"$work/$name.out" 2>&1 && touch "$work/$name.ok"
    fi
}

# reconstruct NAME PICTURE: its line of JSON goes to results/NAME.json.
reconstruct() {
    local to=$work/results/$1
    if [ ! -s "$to.json" ] || [ ! -s "$to.ply" ] || [ ! -s "$to.png" ]; then
        "$program" reconstruct "$2" -o "$to.ply" --preview "$to.png" --json \
            >"$to.part" 2>"$to.log" </dev/null && mv "$to.part" "$to.json"
    fi
}

# pictures LABEL LINES: a line "NAME<tab>FILE" each.
pictures() {
    local lines=$2 count=0 good=0 all name file
    if [ -n "$limit" ]; then
        lines=$(head -n "$limit" <<<"$lines")
    fi
    all=$(wc -l <<<"$lines")
    while IFS=$'\t' read -r name file; do
        count=$((count + 1))
        progress "$1 $count of $all: $name"
        if reconstruct "$name" "$file"; then
            good=$((good + 1))
        else
            say "FAILED: $name: $(tail -n 1 "$work/results/$name.log")"
        fi
    done <<<"$lines"
    row "$1" "$good of $count pictures gave splats and a preview" \
        "$([ "$good" -eq "$count" ] && echo ok || echo FAILED)"
}

# The weights are a formula's: what is shown is that a file of the published size and layout goes
# through.
published() {
    local checkpoint=$work/published.pth weights=$work/published.safetensors status=0
    /usr/bin/python3 tests/tools/write_checkpoint.py gamba "$checkpoint" &&
        "$program" model import "$checkpoint" -o "$weights" &&
        "$program" reconstruct assets/examples/rocket.png --model "$weights" \
            -o "$work/published.ply" || status=1
    rm -f "$checkpoint" "$weights"
    return "$status"
}

fuzz_one() {
    local target=$1 found=$work/fuzz/$1 options
    mkdir -p "$found/corpus"
    options=(-max_total_time=60 "-artifact_prefix=$found/")
    if [ -f "tests/fuzz/$target.dict" ]; then
        options+=("-dict=tests/fuzz/$target.dict")
    fi
    "build/fuzz/bin/${target}_fuzz" "${options[@]}" "$found/corpus" "tests/fuzz/${target}_seeds"
}

say "Gambade $(git rev-parse --short HEAD), $(date -u +%F)," \
    "$(nproc) cores of $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
say ""
pictures "evaluation inputs" "$(for folder in "$views"/*/; do
    printf '%s\t%s\n' "view-$(basename "$folder")" "${folder}input.png"
done)"
pictures "people's pictures" "$(find "$images" -maxdepth 1 -type f ! -name '*.md' ! -name '*.txt' \
    -printf '%f\t%p\n' | sort)"

if tools=$(scripts/node_tools.sh 2>"$work/node_tools.log"); then
    progress "splat-transform ..."
    if PYTHONDONTWRITEBYTECODE=1 python3 scripts/soak_splats.py "$tools/splat-transform" \
        "$work/results" >"$work/splat-transform.out" 2>&1; then
        row "splat-transform" "same counts, all values finite" ok
    else
        row "splat-transform" "see above" FAILED
    fi
    cat "$work/splat-transform.out" >>"$summary"
    say ""
else
    row "splat-transform" "not run, $(tail -n 1 "$work/node_tools.log")" skipped
fi

if ! /usr/bin/python3 -c 'import torch, numpy' 2>/dev/null; then
    row "published checkpoint" "/usr/bin/python3 has no torch (Debian package python3-torch)" skipped
elif section published published; then
    row "published checkpoint" \
        "formula weights, $(sed -n 's/^[^:]*: \(.* splats in .*\), elevation.*/\1/p' \
            "$work/published.out")" ok
else
    row "published checkpoint" "$(tail -n 1 "$work/published.out")" FAILED
fi

if section bench "$program" bench; then
    row "gambade bench" "see above" ok
else
    row "gambade bench" "$(tail -n 1 "$work/bench.out")" FAILED
fi
say "gambade bench"
sed 's/^/  /' "$work/bench.out" >>"$summary"
say ""

if ! command -v Xvfb >/dev/null; then
    row "the window's memory" "Xvfb is missing (Debian package xvfb)" skipped
elif section window scripts/soak_window.sh; then
    row "the window's memory" "see above" ok
else
    row "the window's memory" "$(tail -n 1 "$work/window.out")" FAILED
fi
if [ -f "$work/window.out" ]; then
    say "the window: its start, and its memory over reconstructions and frames"
    sed -nE '/^(start|[0-9]+ )/ s/^/  /p' "$work/window.out" >>"$summary"
    say ""
fi

if $fuzz; then
    targets=()
    for seeds in tests/fuzz/*_seeds; do
        targets+=("$(basename "$seeds" _seeds)")
    done
    progress "building the fuzz targets ..."
    cmake --preset fuzz >/dev/null
    cmake --build --preset fuzz --target "${targets[@]/%/_fuzz}" >&2
    for target in "${targets[@]}"; do
        if section "fuzz-$target" fuzz_one "$target"; then
            row "fuzzing $target" \
                "$(sed -n 's/^Done \([0-9]* runs in [0-9]* second.*\)/\1/p' "$work/fuzz-$target.out")" ok
        else
            row "fuzzing $target" "$(tail -n 1 "$work/fuzz-$target.out")" FAILED
        fi
    done
fi

while IFS=$'\t' read -r check result verdict; do
    say "$(printf '%-22s %-8s %s' "$check" "$verdict" "$result")"
done <"$table"
failures=$(grep -c 'FAILED$' "$table" || true)
say "$failures failures"
cat "$summary"
if [ -z "$limit" ]; then
    mkdir -p benchmarks/results
    cp "$summary" benchmarks/results/soak.txt
fi
[ "$failures" -eq 0 ]
