#!/bin/sh
# Builds training/kernels/*.cu into training/build/libgambade_training.so, the library that
# gambade_training/native.py loads. Needs the CUDA toolkit's nvcc, no PyTorch.
#   build_kernels.sh [--arch sm_90] [--verbose]
# --arch builds for one GPU architecture only (default: sm_80 and sm_90, and PTX for newer ones);
# --verbose prints each kernel's registers and spills. Sources that did not change are not
# compiled again.
set -eu

folder=$(cd "$(dirname "$0")" && pwd)
build=$folder/build
architectures='80 90'
options=
while [ $# -gt 0 ]; do
    case $1 in
    --arch)
        [ $# -ge 2 ] || { echo "--arch needs a name such as sm_90" >&2; exit 2; }
        architectures=${2#sm_}
        shift ;;
    --verbose) options='-Xptxas -v' ;;
    *) echo "unknown option: $1 (known: --arch NAME, --verbose)" >&2; exit 2 ;;
    esac
    shift
done
nvcc=$(command -v nvcc || echo /usr/local/cuda/bin/nvcc)
[ -x "$nvcc" ] || { echo "nvcc was not found: install the CUDA toolkit" >&2; exit 1; }

for architecture in $architectures; do
    options="$options -gencode arch=compute_$architecture,code=sm_$architecture"
done
options="$options -gencode arch=compute_$architecture,code=compute_$architecture"
options="$options -O3 -std=c++17 -Xcompiler -fPIC,-Wall,-Wextra -Werror all-warnings"

mkdir -p "$build"
[ "$(cat "$build/options" 2>/dev/null)" = "$options" ] || rm -f "$build"/*.o
echo "$options" > "$build/options"

objects=
running=
for source in "$folder"/kernels/*.cu; do
    object=$build/$(basename "$source" .cu).o
    objects="$objects $object"
    if [ -n "$(find "$source" "$folder"/kernels/*.h -newer "$object" 2>/dev/null)" ] ||
        [ ! -e "$object" ]; then
        # shellcheck disable=SC2086
        "$nvcc" $options -c "$source" -o "$object" &
        running="$running $!"
    fi
done
for process in $running; do
    wait "$process"
done
# The CUDA runtime is linked in, its symbols kept local: PyTorch's own copy does not meet it.
# shellcheck disable=SC2086
"$nvcc" -shared -cudart static -Xlinker --exclude-libs=ALL -o "$build/libgambade_training.so" \
    $objects
echo "$build/libgambade_training.so"
