#include "reconstruction/cuda/cuda_rates.h"

#include "reconstruction/cuda/gemm.h"

#include <cmath>

namespace gambade::cuda {

namespace {

double bf16Rate(Context& context) {
    constexpr int kSide = 8192;
    constexpr std::size_t kCount = std::size_t{kSide} * kSide;
    std::vector<float> values(kCount);
    for (std::size_t i = 0; i < kCount; ++i) {
        values[i] = static_cast<float>(std::sin(0.001 * static_cast<double>(i)));
    }
    const auto a = context.copy<Bf16>(values);
    const auto b = context.copy<Bf16>(values);
    auto c = context.allocate<Bf16>(kCount);
    check(cudaDeviceSynchronize(), "measuring");
    const Product<Bf16, Bf16> product(context, GemmShape::linear(kSide, kSide, kSide));
    const Lane& lane = context.main();
    const double seconds = medianTime(
        lane.stream, [&] { product.run(lane, a.data(), b.data(), nullptr, nullptr, c.data()); });
    return 2.0 * kSide * kSide * kSide / seconds;
}

double copyRate(Context& context) {
    constexpr std::size_t kBytes = 512U << 20U; // several times any second-level cache
    auto from = context.allocate<unsigned char>(kBytes);
    auto to = context.allocate<unsigned char>(kBytes);
    check(cudaDeviceSynchronize(), "measuring");
    const cudaStream_t stream = context.main().stream;
    const double seconds = medianTime(stream, [&] {
        check(cudaMemcpyAsync(to.data(), from.data(), kBytes, cudaMemcpyDeviceToDevice, stream),
              "measuring");
    });
    return 2.0 * kBytes / seconds;
}

double exponentialRate(int gpu) {
    constexpr double kPerClock = 16; // of a multiprocessor
    int multiprocessors = 0;
    int kilohertz = 0;
    check(cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, gpu),
          "measuring");
    check(cudaDeviceGetAttribute(&kilohertz, cudaDevAttrClockRate, gpu), "measuring");
    return kPerClock * multiprocessors * kilohertz * 1e3;
}

} // namespace

Rates measureRates(Context& context) {
    return {bf16Rate(context), copyRate(context), exponentialRate(context.gpu())};
}

} // namespace gambade::cuda
