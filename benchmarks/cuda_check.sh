#!/usr/bin/env bash
# Everything that needs a GPU, in one go: the CUDA engine's tests, the memory and race checkers at
# small sizes, and its times by stage. Builds what is missing first.
#   benchmarks/cuda_check.sh [--build FOLDER] [--quick] [--out FOLDER]
#   benchmarks/cuda_check.sh [--build FOLDER] --pack PACK
# --quick leaves out the checkers. Results go to benchmarks/results/ unless --out says otherwise.
# --pack only collects the programs, with the libraries that they need, in a folder that can be
# carried to a machine with a GPU and without a compiler: --build PACK runs them there.
# Exit code 77: no GPU here, nothing was checked.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
build=$root/build/release
out=$root/benchmarks/results
checkers=yes
pack=
while [ $# -gt 0 ]; do
    case $1 in
    --build) build=$2; shift 2 ;;
    --out) out=$2; shift 2 ;;
    --quick) checkers=no; shift ;;
    --pack) pack=$2; shift 2 ;;
    *) echo "unknown option $1; see the head of $0" >&2; exit 2 ;;
    esac
done
programs="cuda_ops_tests cuda_network_tests cuda_parity_tests cuda_loss_tests cuda_gl_tests cuda_bench
    cuda_ops_bench cuda_gl_bench cuda_precision"
failures=0

# run NAME SECONDS COMMAND...: runs it with its output kept; a failure is counted, not fatal. What
# skips itself (exit code 77: OpenGL is not drawn by the GPU) says why.
run() {
    local name=$1 limit=$2 status=0
    shift 2
    echo "== $name"
    timeout "$limit" "$@" 2>&1 | tee "$out/cuda_$name.txt" || status=$?
    if [ "$status" -eq 77 ]; then
        echo "== $name was skipped"
    elif [ "$status" -ne 0 ]; then
        echo "== $name failed (exit code $status)"
        failures=$((failures + 1))
    fi
}

if [ ! -x "$build/bin/cuda_parity_tests" ] || [ ! -x "$build/bin/cuda_precision" ]; then
    cmake -S "$root" -B "$build" -DCMAKE_BUILD_TYPE=Release -DGAMBADE_CUDA=ON -DGAMBADE_GUI=OFF
    # shellcheck disable=SC2086 # a list of names
    cmake --build "$build" --parallel "$(nproc)" --target $programs
fi
if [ -n "$pack" ]; then
    mkdir -p "$pack/bin" "$pack/lib"
    for program in $programs; do
        strip -o "$pack/bin/$program" "$build/bin/$program"
        # All but the C and C++ libraries, which every system has.
        ldd "$build/bin/$program" | awk '/=> \// {print $3}' |
            grep -vE '/(libc|libm|libdl|librt|libpthread|libstdc\+\+|libgcc_s)\.so' |
            xargs -r cp -uL -t "$pack/lib"
    done
    du -sh "$pack"
    exit 0
fi
mkdir -p "$out"
if [ -d "$build/lib" ]; then
    export LD_LIBRARY_PATH=$build/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
fi
export GAMBADE_TEST_DATA=$root/tests/data
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
run loss_tests 60 "$bin/cuda_loss_tests"
run gl_tests 60 "$bin/cuda_gl_tests"
run ops_bench 60 "$bin/cuda_ops_bench"
run gl_bench 60 "$bin/cuda_gl_bench" "$root/assets/models/gambade-base.safetensors"
run bench 120 "$bin/cuda_bench" "$root/assets/models/gambade-base.safetensors"
run precision 120 "$bin/cuda_precision" "$root/assets/models/gambade-base.safetensors"
if [ "$checkers" = yes ]; then
    sanitizer=$(command -v compute-sanitizer || echo /usr/local/cuda/bin/compute-sanitizer)
    # Each kind of network, with all that models may have, and many pictures.
    networks="CUDA: the published kind of network - Bf16"
    networks+=",CUDA: features of the picture on a grid that the patches do not divide - Bf16"
    networks+=",CUDA: several pictures at once are the same as one after the other - Bf16"
    networks+=",CUDA: a result that stays on the GPU becomes the same cloud when asked - Bf16"
    operations="CUDA: a scan without gate*,CUDA: selective scan - Bf16,CUDA: causal convolution*"
    operations+=",CUDA: attention*,CUDA: projection of the step sizes*,CUDA: layer norm*"
    operations+=",CUDA: the visible rows*"
    operations+=",CUDA: matrix products in bf16"
    for tool in memcheck racecheck initcheck synccheck; do
        run "$tool" 200 "$sanitizer" --tool "$tool" --error-exitcode 1 \
            "$bin/cuda_network_tests" "$networks"
        run "${tool}_ops" 200 "$sanitizer" --tool "$tool" --error-exitcode 1 \
            "$bin/cuda_ops_tests" "$operations"
    done
fi
echo "== $failures of the checks failed; their output is in $out"
[ "$failures" -eq 0 ]
