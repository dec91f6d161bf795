#!/usr/bin/env bash
# scripts/node_tools.sh [FOLDER]: installs the pinned npm packages that tests use as independent
# readers into FOLDER (default: build/node_tools) and prints the folder of their programs.
# Exits 77, with the reason, where npm or its registry is not there.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(@playcanvas/splat-transform@2.7.1 gltf-validator@2.0.0-dev.3.10)

folder=$(realpath -m -- "${1:-build/node_tools}")
mkdir -p "$folder"
exec 9>"$folder/.lock" # tests run at the same time
flock 9

if [ "$(cat "$folder/.installed" 2>/dev/null)" != "${packages[*]}" ]; then
    if ! command -v npm >/dev/null; then
        echo "SKIP: npm is not installed (scripts/install_dependencies.sh does)" >&2
        exit 77
    fi
    if ! npm ping --fetch-retries 1 --fetch-timeout 20000 >/dev/null 2>&1; then
        echo "SKIP: the npm registry cannot be reached" >&2
        exit 77
    fi
    npm install --prefix "$folder" --no-save --no-audit --no-fund --loglevel=error \
        "${packages[@]}" >&2
    echo "${packages[*]}" >"$folder/.installed"
fi
echo "$folder/node_modules/.bin"
