#!/usr/bin/env bash
# Builds the release preset and makes its Debian package: build/release/package/gambade_*.deb.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/build.sh release
cmake -E chdir build/release cpack
ls build/release/package/*.deb
