// y = W·x + b for one vector: a warp per output.

#include "reconstruction/cuda/launch.h"
#include "reconstruction/cuda/ops.h"
#include "reconstruction/cuda/values.h"

namespace gambade::cuda {

namespace {

constexpr int kOutputs = 8; // a block

__global__ void __launch_bounds__(kWarp* kOutputs)
    affineKernel(const float* weights, const float* bias, const float* x, int outputs, int inputs,
                 float* y) {
    const int output = static_cast<int>(blockIdx.x) * kOutputs + static_cast<int>(threadIdx.y);
    if (output >= outputs) {
        return;
    }
    const float* row = weights + static_cast<std::int64_t>(output) * inputs;
    float sum = 0;
    for (int i = static_cast<int>(threadIdx.x); i < inputs; i += kWarp) {
        sum = fmaf(row[i], x[i], sum);
    }
    sum = warpSum(sum);
    if (threadIdx.x == 0) {
        y[output] = sum + bias[output];
    }
}

} // namespace

void affineRow(const float* weights, const float* bias, const float* x, int outputs, int inputs,
               float* y, cudaStream_t stream) {
    launch(affineKernel, blocksFor(outputs, kOutputs), dim3(kWarp, kOutputs), stream, weights, bias,
           x, outputs, inputs, y);
}

} // namespace gambade::cuda
