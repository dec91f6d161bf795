#!/usr/bin/env bash
# scripts/test.sh: installs what is missing, builds, and passes the tests (options go to ctest).
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/build.sh release --test

log=build/release/ctest.log
status=0
ctest --preset release "$@" 2>&1 | tee "$log" || status=$?

# ctest names skipped tests; their reasons are in its log.
reasons=$(grep -h '^SKIP: ' build/release/Testing/Temporary/LastTest.log | sort -u || true)
if [ -n "$reasons" ]; then
    printf '\n%s\n' "$reasons"
fi
grep -h 'tests passed' "$log"
exit "$status"
