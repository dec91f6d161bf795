#!/usr/bin/env bash
# Compiles the training kernels where there is a CUDA compiler. They run on a GPU only, which this does not need.
set -euo pipefail
if ! command -v nvcc >/dev/null && [ ! -x /usr/local/cuda/bin/nvcc ]; then
    echo "SKIP: the training kernels are not compiled: nvcc was not found"
    exit 77
fi
exec "$(dirname "$0")/../../training/build_kernels.sh" --arch sm_90
