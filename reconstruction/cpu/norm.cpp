#include "reconstruction/ops.h"

#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "reconstruction/cpu/norm.cpp"
#include <hwy/foreach_target.h> // must come before highway.h

#include "reconstruction/cpu/vector_math-inl.h"

HWY_BEFORE_NAMESPACE();
namespace gambade::cpu::HWY_NAMESPACE {

/// Σ (x − offset)^power over a row, power 1 or 2.
template <int kPower>
HWY_INLINE float sumOfPowers(const float* x, std::size_t width, float offset) {
    const hn::ScalableTag<float> full;
    const hn::CappedTag<float, 1> single;
    const auto term = [&](auto d, std::size_t i, auto sum) HWY_ATTR {
        const auto value = hn::Sub(hn::LoadU(d, x + i), hn::Set(d, offset));
        if constexpr (kPower == 1) {
            return hn::Add(sum, value);
        } else {
            return hn::MulAdd(value, value, sum);
        }
    };
    auto sums = hn::Zero(full);
    auto rest = hn::Zero(single);
    std::size_t i = 0;
    for (; i + hn::Lanes(full) <= width; i += hn::Lanes(full)) {
        sums = term(full, i, sums);
    }
    for (; i < width; ++i) {
        rest = term(single, i, rest);
    }
    return hn::GetLane(hn::SumOfLanes(full, sums)) + hn::GetLane(rest);
}

void layerNorm(const float* x, const float* weight, const float* bias, float epsilon, int rows,
               int width, float* y) {
    const auto count = static_cast<std::size_t>(width);
    for (int row = 0; row < rows; ++row, x += width, y += width) {
        const float mean = sumOfPowers<1>(x, count, 0) / static_cast<float>(width);
        const float variance = sumOfPowers<2>(x, count, mean) / static_cast<float>(width);
        const float scale = 1.0F / std::sqrt(variance + epsilon);
        forVectors(count, [&](auto d, std::size_t i) HWY_ATTR {
            const auto centred = hn::Sub(hn::LoadU(d, x + i), hn::Set(d, mean));
            const auto normal = hn::Mul(centred, hn::Set(d, scale));
            const auto result =
                hn::MulAdd(normal, hn::LoadU(d, weight + i), hn::LoadU(d, bias + i));
            hn::StoreU(result, d, y + i);
        });
    }
}

void rmsNorm(const float* x, const float* weight, float epsilon, int rows, int width, float* y) {
    const auto count = static_cast<std::size_t>(width);
    for (int row = 0; row < rows; ++row, x += width, y += width) {
        const float meanSquare = sumOfPowers<2>(x, count, 0) / static_cast<float>(width);
        const float scale = 1.0F / std::sqrt(meanSquare + epsilon);
        forVectors(count, [&](auto d, std::size_t i) HWY_ATTR {
            const auto normal = hn::Mul(hn::LoadU(d, x + i), hn::Set(d, scale));
            hn::StoreU(hn::Mul(normal, hn::LoadU(d, weight + i)), d, y + i);
        });
    }
}

} // namespace gambade::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace gambade::cpu {

HWY_EXPORT(layerNorm);
HWY_EXPORT(rmsNorm);

void layerNorm(const float* x, const float* weight, const float* bias, float epsilon, int rows,
               int width, float* y) {
    HWY_DYNAMIC_DISPATCH(layerNorm)(x, weight, bias, epsilon, rows, width, y);
}

void rmsNorm(const float* x, const float* weight, float epsilon, int rows, int width, float* y) {
    HWY_DYNAMIC_DISPATCH(rmsNorm)(x, weight, epsilon, rows, width, y);
}

} // namespace gambade::cpu
#endif
