#include "reconstruction/ops.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "reconstruction/cpu/scan.cpp"
#include <hwy/foreach_target.h> // must come before highway.h

#include "reconstruction/cpu/vector_math-inl.h"

HWY_BEFORE_NAMESPACE();
namespace gambade::cpu::HWY_NAMESPACE {

/// One vector of channels through one row: tokens follow one another, channels are independent, so
/// the lanes are channels. The states stay in the first-level cache: a load and a store each are
/// hidden behind the exponential's arithmetic.
/// @param lane first channel inside the group @param channel the same, of all channels
template <bool kUnitDecay, class D>
HWY_INLINE void scanRow(D d, const ScanParameters& parameters, const ScanRows& rows,
                        std::size_t row, std::size_t channel, const float* decay, float* state) {
    using V = hn::Vec<D>;
    const auto states = static_cast<std::size_t>(parameters.stateSize);
    const std::size_t at = row * static_cast<std::size_t>(parameters.channels) + channel;
    const float* b = rows.bc + row * 2 * states;
    const float* c = b + states;

    const V u = hn::LoadU(d, rows.u + at);
    const V delta = math::softplus(
        d, hn::Add(hn::LoadU(d, rows.delta + at), hn::LoadU(d, parameters.deltaBias + channel)));
    const V input = hn::Mul(delta, u);
    V unitStep = hn::Zero(d);
    V step = hn::Zero(d);
    if constexpr (kUnitDecay) {
        unitStep = math::exp(d, hn::Neg(delta));
        step = unitStep;
    }
    V sum = hn::Zero(d);
    for (std::size_t n = 0; n < states; ++n) {
        if constexpr (!kUnitDecay) {
            step = math::exp2(d, hn::Mul(delta, hn::LoadU(d, decay + n * kScanGroup)));
        }
        float* held = state + n * kScanGroup;
        const V h = hn::MulAdd(step, hn::LoadU(d, held), hn::Mul(input, hn::Set(d, b[n])));
        hn::StoreU(h, d, held);
        sum = hn::MulAdd(h, hn::Set(d, c[n]), sum);
        if constexpr (kUnitDecay) {
            step = hn::Mul(step, unitStep);
        }
    }
    if (rows.gate) {
        sum = hn::MulAdd(u, hn::LoadU(d, parameters.skip + channel), sum);
        sum = hn::Mul(sum, math::silu(d, hn::LoadU(d, rows.gate + at)));
        hn::StoreU(sum, d, rows.y + at);
    }
}

template <bool kUnitDecay, class D>
HWY_INLINE void scanLanes(D d, const ScanParameters& parameters, const ScanRows& rows,
                          std::size_t channel, std::size_t channels, const float* decay,
                          float* state) {
    for (std::size_t row = 0; row < static_cast<std::size_t>(rows.rows); ++row) {
        for (std::size_t lane = 0; lane < channels; lane += hn::Lanes(d)) {
            scanRow<kUnitDecay>(d, parameters, rows, row, channel + lane, decay + lane,
                                state + lane);
        }
    }
}

template <bool kUnitDecay>
HWY_INLINE void scanGroup(const ScanParameters& parameters, const ScanRows& rows, int group,
                          float* state) {
    const auto channel = static_cast<std::size_t>(group) * kScanGroup;
    const auto left = static_cast<std::size_t>(parameters.channels) - channel;
    const std::size_t offset = channel * static_cast<std::size_t>(parameters.stateSize);
    // The unit decay reads no table: any pointer that offsets may be added to will do.
    const float* decay = kUnitDecay ? state + offset : parameters.decay + offset;
    if (left >= kScanGroup) {
        scanLanes<kUnitDecay>(hn::CappedTag<float, kScanGroup>(), parameters, rows, channel,
                              kScanGroup, decay, state + offset);
    } else {
        scanLanes<kUnitDecay>(hn::CappedTag<float, 1>(), parameters, rows, channel, left, decay,
                              state + offset);
    }
}

void selectiveScan(const ScanParameters& parameters, const ScanRows& rows, int group,
                   float* state) {
    if (parameters.decay) {
        scanGroup<false>(parameters, rows, group, state);
    } else {
        scanGroup<true>(parameters, rows, group, state);
    }
}

} // namespace gambade::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace gambade::cpu {

HWY_EXPORT(selectiveScan);

void selectiveScan(const ScanParameters& parameters, const ScanRows& rows, int group,
                   float* state) {
    HWY_DYNAMIC_DISPATCH(selectiveScan)(parameters, rows, group, state);
}

} // namespace gambade::cpu
#endif
