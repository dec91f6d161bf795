#include "reconstruction/ops.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "reconstruction/cpu/convolution.cpp"
#include <hwy/foreach_target.h> // must come before highway.h

#include "reconstruction/cpu/vector_math-inl.h"

HWY_BEFORE_NAMESPACE();
namespace gambade::cpu::HWY_NAMESPACE {

void convolveSilu(const float* x, const float* weights, const float* bias, int taps, int rows,
                  int channels, float* y) {
    const auto width = static_cast<std::size_t>(channels);
    for (int row = 0; row < rows; ++row, x += width, y += width) {
        forVectors(width, [&](auto d, std::size_t c) HWY_ATTR {
            auto sum = hn::LoadU(d, bias + c);
            for (std::size_t tap = 0; tap < static_cast<std::size_t>(taps); ++tap) {
                sum = hn::MulAdd(hn::LoadU(d, weights + tap * width + c),
                                 hn::LoadU(d, x + tap * width + c), sum);
            }
            hn::StoreU(math::silu(d, sum), d, y + c);
        });
    }
}

} // namespace gambade::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace gambade::cpu {

HWY_EXPORT(convolveSilu);

void convolveSilu(const float* x, const float* weights, const float* bias, int taps, int rows,
                  int channels, float* y) {
    HWY_DYNAMIC_DISPATCH(convolveSilu)(x, weights, bias, taps, rows, channels, y);
}

} // namespace gambade::cpu
#endif
