#!/usr/bin/env bash
# scripts/test.sh: installs what is missing, builds, and passes the tests (options go to ctest). The last
# line counts skipped tests apart; why they were skipped stands above it.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/build.sh release --test

report=build/release/ctest.xml
status=0
ctest --preset release --output-junit "$PWD/$report" "$@" || status=$?

echo
grep -h '^SKIP: ' build/release/Testing/Temporary/LastTest.log | sort -u || true
grep -ho 'Screenshots are kept in .*' build/release/Testing/Temporary/LastTest.log || true
count() {
    grep -o "[[:space:]]$1=\"[0-9]*\"" "$report" | head -n 1 | tr -dc 0-9
}
failed=$(count failures)
skipped=$(count skipped)
echo "$(($(count tests) - failed - skipped)) passed, $failed failed, $skipped skipped"
exit "$status"
