#!/usr/bin/env bash
# scripts/soak_window.sh [RECONSTRUCTIONS [FRAMES]]: the window's start, three times, and its memory
# over many reconstructions and frames (tests/app/gui/window_soak.cpp), on a virtual display.
# Prints what it measured; exits 1 where the memory grows by more than 1 %.
set -euo pipefail
cd "$(dirname "$0")/.."

cmake --preset release -DGAMBADE_TESTS=ON >/dev/null
cmake --build --preset release --target gambade-studio window_soak >&2
display=tests/app/run_with_display.sh
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for _ in 1 2 3; do
    # It stays open: the two lines are there long before it is ended.
    trace=$(XDG_CONFIG_HOME=$scratch XDG_STATE_HOME=$scratch GAMBADE_DATA_DIR=$PWD/assets \
        "$display" timeout 15 build/release/bin/gambade-studio --startup-trace 2>/dev/null || true)
    echo "start: ${trace//$'\n'/, }"
done
"$display" build/release/bin/window_soak "$@"
