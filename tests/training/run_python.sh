#!/usr/bin/env bash
# run_python.sh TEST ARGS...: a test script of the training package, where the system's Python has what it needs.
set -euo pipefail
if ! reason=$(python3 -c "import numpy, torch, PIL" 2>&1); then
    echo "SKIP: $(basename "$1") is not run: $(tail -n 1 <<<"$reason")"
    exit 77
fi
# Single-threaded: the sizes are tiny, and waiting threads that spin slow everything else.
OMP_NUM_THREADS=1 exec python3 "$@"
