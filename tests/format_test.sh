#!/usr/bin/env bash
# Every C++ and CUDA source stands as .clang-format lays it out. Other versions lay out otherwise, so only
# version 14, Debian 12's, may judge. Prints the first places that differ.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v clang-format-14 >/dev/null; then
    echo "SKIP: the sources' format is not checked: clang-format-14 is missing (Debian package clang-format-14)"
    exit 77
fi
find app benchmarks reconstruction shaders splat_renderer splats tests training -name build -prune -o \
    -regex '.*\.\(cpp\|h\|cu\|cuh\)' -print0 | sort -z |
    xargs -0 clang-format-14 --dry-run --Werror --ferror-limit=1
