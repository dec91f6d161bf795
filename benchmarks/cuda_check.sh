#!/usr/bin/env bash
# Everything that needs a GPU, in one go: the CUDA engine's tests, the memory and race checkers at
# small sizes, and its times by stage. Builds what is missing first.
#   benchmarks/cuda_check.sh [--build FOLDER] [--quick] [--out FOLDER]
# --quick leaves out the checkers. Results go to benchmarks/results/ unless --out says otherwise.
# Exit code 77: no GPU here, nothing was checked.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
build=$root/build/release
out=$root/benchmarks/results
checkers=yes
while [ $# -gt 0 ]; do
    case $1 in
    --build) build=$2; shift 2 ;;
    --out) out=$2; shift 2 ;;
    --quick) checkers=no; shift ;;
    *) echo "unknown option $1; see the head of $0" >&2; exit 2 ;;
    esac
done
mkdir -p "$out"
failures=0

# run NAME SECONDS COMMAND...: runs it with its output kept; a failure is counted, not fatal.
run() {
    local name=$1 limit=$2 status=0
    shift 2
    echo "== $name"
    timeout "$limit" "$@" 2>&1 | tee "$out/cuda_$name.txt" || status=$?
    if [ "$status" -ne 0 ]; then
        echo "== $name failed (exit code $status)"
        failures=$((failures + 1))
    fi
}

if [ ! -x "$build/bin/cuda_parity_tests" ] || [ ! -x "$build/bin/cuda_bench" ]; then
    cmake -S "$root" -B "$build" -DCMAKE_BUILD_TYPE=Release -DGAMBADE_CUDA=ON -DGAMBADE_GUI=OFF
    cmake --build "$build" --parallel "$(nproc)" --target \
        cuda_ops_tests cuda_network_tests cuda_parity_tests cuda_bench gambade
fi
bin=$build/bin

status=0
"$bin/cuda_ops_tests" --list-test-names-only > /dev/null || status=$?
if [ "$status" -eq 77 ]; then
    "$bin/cuda_ops_tests" || true # prints why
    exit 77
fi
if command -v nvidia-smi > /dev/null; then
    run device 30 nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv
fi
run ops_tests 200 "$bin/cuda_ops_tests"
run network_tests 120 "$bin/cuda_network_tests"
run parity_tests 200 "$bin/cuda_parity_tests"
run bench 120 "$bin/cuda_bench" "$root/assets/models/gambade-base.safetensors"
if [ "$checkers" = yes ]; then
    sanitizer=$(command -v compute-sanitizer || echo /usr/local/cuda/bin/compute-sanitizer)
    for tool in memcheck racecheck initcheck; do
        run "$tool" 200 "$sanitizer" --tool "$tool" --error-exitcode 1 \
            "$bin/cuda_network_tests" "CUDA: our kind of network*"
    done
    run memcheck_scan 200 "$sanitizer" --tool memcheck --error-exitcode 1 \
        "$bin/cuda_ops_tests" "CUDA: a scan without gate*,CUDA: causal convolution*"
fi
echo "== $failures of the checks failed; their output is in $out"
[ "$failures" -eq 0 ]
