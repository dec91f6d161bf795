#!/usr/bin/env bash
# scripts/run.sh [IMAGE]: installs what is missing, builds, and turns IMAGE (default: a bundled example)
# into splats: in the window where there is a display, else on the command line.
set -euo pipefail
start=$PWD
root=$(cd "$(dirname "$0")/.." && pwd)

image=$(realpath -- "${1:-$root/assets/examples/rocket.png}")
if [ ! -f "$image" ]; then
    echo "There is no picture $image" >&2
    exit 3
fi

"$root/scripts/build.sh" release

bin=$root/build/release/bin
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ -x "$bin/gambade-studio" ]; then
    exec "$bin/gambade-studio" "$image"
fi
name=$(basename -- "$image")
name=${name%.*}
exec "$bin/gambade" reconstruct "$image" -o "$start/$name.ply" --preview "$start/$name-preview.png"
