#!/usr/bin/env bash
# Builds one preset (default: release) after installing what is missing. Options are handed to
# install_dependencies.sh: scripts/build.sh release --test
set -euo pipefail
cd "$(dirname "$0")/.."

preset=${1:-release}
scripts/install_dependencies.sh "${@:2}"
scripts/fetch_matting_model.sh "build/$preset/models"
cmake --preset "$preset" -DGAMBADE_TESTS="$([ "${2:-}" = --test ] && echo ON || echo OFF)"
cmake --build --preset "$preset"
