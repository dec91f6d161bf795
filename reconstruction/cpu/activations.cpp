#include "reconstruction/ops.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "reconstruction/cpu/activations.cpp"
#include <hwy/foreach_target.h> // must come before highway.h

#include "reconstruction/cpu/vector_math-inl.h"

HWY_BEFORE_NAMESPACE();
namespace gambade::cpu::HWY_NAMESPACE {

void add(float* x, const float* y, std::size_t count) {
    forVectors(count, [&](auto d, std::size_t i) HWY_ATTR {
        hn::StoreU(hn::Add(hn::LoadU(d, x + i), hn::LoadU(d, y + i)), d, x + i);
    });
}

void addWeighted(float* x, const float* const (&rows)[4], const float (&weights)[4],
                 std::size_t count) {
    forVectors(count, [&](auto d, std::size_t i) HWY_ATTR {
        auto sum = hn::LoadU(d, x + i);
        for (int row = 0; row < 4; ++row) {
            sum = hn::MulAdd(hn::Set(d, weights[row]), hn::LoadU(d, rows[row] + i), sum);
        }
        hn::StoreU(sum, d, x + i);
    });
}

void gelu(float* x, std::size_t count) {
    forVectors(count, [&](auto d, std::size_t i)
                          HWY_ATTR { hn::StoreU(math::gelu(d, hn::LoadU(d, x + i)), d, x + i); });
}

void silu(float* x, std::size_t count) {
    forVectors(count, [&](auto d, std::size_t i)
                          HWY_ATTR { hn::StoreU(math::silu(d, hn::LoadU(d, x + i)), d, x + i); });
}

void softmaxRows(float* x, int rows, int columns, float scale) {
    const hn::ScalableTag<float> full;
    const auto width = static_cast<std::size_t>(columns);
    for (int row = 0; row < rows; ++row, x += columns) {
        float largest = x[0];
        for (std::size_t i = 1; i < width; ++i) {
            largest = x[i] > largest ? x[i] : largest;
        }
        auto sums = hn::Zero(full);
        float rest = 0.0F;
        const auto exponential = [&](auto d, std::size_t i) HWY_ATTR {
            const auto shifted = hn::Sub(hn::LoadU(d, x + i), hn::Set(d, largest));
            const auto e = math::exp(d, hn::Mul(shifted, hn::Set(d, scale)));
            hn::StoreU(e, d, x + i);
            return e;
        };
        std::size_t i = 0;
        for (; i + hn::Lanes(full) <= width; i += hn::Lanes(full)) {
            sums = hn::Add(sums, exponential(full, i));
        }
        for (const hn::CappedTag<float, 1> single; i < width; ++i) {
            rest += hn::GetLane(exponential(single, i));
        }
        const float inverse = 1.0F / (hn::GetLane(hn::SumOfLanes(full, sums)) + rest);
        forVectors(width, [&](auto d, std::size_t j) HWY_ATTR {
            hn::StoreU(hn::Mul(hn::LoadU(d, x + j), hn::Set(d, inverse)), d, x + j);
        });
    }
}

const char* instructionSet() {
    return hwy::TargetName(HWY_TARGET);
}

} // namespace gambade::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include <string_view>

namespace gambade::cpu {

HWY_EXPORT(add);
HWY_EXPORT(addWeighted);
HWY_EXPORT(gelu);
HWY_EXPORT(silu);
HWY_EXPORT(softmaxRows);
HWY_EXPORT(instructionSet);

void add(float* x, const float* y, std::size_t count) {
    HWY_DYNAMIC_DISPATCH(add)(x, y, count);
}

void addWeighted(float* x, const float* const (&rows)[4], const float (&weights)[4],
                 std::size_t count) {
    HWY_DYNAMIC_DISPATCH(addWeighted)(x, rows, weights, count);
}

void gelu(float* x, std::size_t count) {
    HWY_DYNAMIC_DISPATCH(gelu)(x, count);
}

void silu(float* x, std::size_t count) {
    HWY_DYNAMIC_DISPATCH(silu)(x, count);
}

void softmaxRows(float* x, int rows, int columns, float scale) {
    HWY_DYNAMIC_DISPATCH(softmaxRows)(x, rows, columns, scale);
}

const char* instructionSet() {
    const std::string_view target = HWY_DYNAMIC_DISPATCH(instructionSet)();
    if (target == "AVX3") {
        return "AVX-512";
    }
    return target == "EMU128" || target == "SCALAR" ? "no vector instructions" : target.data();
}

} // namespace gambade::cpu
#endif
