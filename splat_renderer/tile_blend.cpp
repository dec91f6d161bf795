#include "splat_renderer/tile_blend.h"

#include <algorithm>

// Highway compiles this file once for each instruction set, and chooses when it runs.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "splat_renderer/tile_blend.cpp"
#include <hwy/foreach_target.h>

#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace gambade::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// Splats between two looks at whether the whole tile is finished.
constexpr std::size_t kFinishedCheckInterval = 32;

using FloatTag = hn::CappedTag<float, kTileSize>;

bool isFinished(const Tile& tile) {
    const FloatTag d;
    auto largest = hn::Load(d, tile.transmittance);
    for (std::size_t i = hn::Lanes(d); i < kTileSize * kTileSize; i += hn::Lanes(d)) {
        largest = hn::Max(largest, hn::Load(d, tile.transmittance + i));
    }
    return hn::AllTrue(d, hn::Le(largest, hn::Zero(d)));
}

/// One row of 16 pixels. `u` is the splat's first normalised coordinate at the row's first pixel,
/// `v2` the square of its second.
void blendRow(const ProjectedSplat& splat, float u, float v2, Tile& tile, std::size_t offset) {
    const FloatTag d;
    for (std::size_t x = 0; x < kTileSize; x += hn::Lanes(d)) {
        const auto column = hn::Iota(d, static_cast<float>(x));
        const auto uPixel = hn::MulAdd(column, hn::Set(d, splat.factor.x), hn::Set(d, u));
        const auto distance2 = hn::MulAdd(uPixel, uPixel, hn::Set(d, v2));
        const auto gauss = hn::Exp(d, hn::Mul(distance2, hn::Set(d, -0.5f)));
        const auto alpha =
            hn::Min(hn::Mul(gauss, hn::Set(d, splat.opacity)), hn::Set(d, kMaxAlpha));

        const std::size_t i = offset + x;
        const auto before = hn::Load(d, tile.transmittance + i);
        const auto counts =
            hn::And(hn::Ge(alpha, hn::Set(d, kMinAlpha)), hn::Gt(before, hn::Zero(d)));
        if (hn::AllFalse(d, counts)) {
            continue;
        }
        const auto after = hn::NegMulAdd(before, alpha, before);
        const auto ends = hn::Lt(after, hn::Set(d, kMinTransmittance));
        const auto blends = hn::AndNot(ends, counts);
        const auto weight = hn::IfThenElseZero(blends, hn::Mul(before, alpha));
        const auto add = [&](float* channel, float value) {
            hn::Store(hn::MulAdd(weight, hn::Set(d, value), hn::Load(d, channel + i)), d,
                      channel + i);
        };
        add(tile.red, splat.color.r);
        add(tile.green, splat.color.g);
        add(tile.blue, splat.color.b);
        const auto kept = hn::IfThenElse(blends, after, before);
        hn::Store(hn::IfThenElse(hn::And(counts, ends), hn::Neg(before), kept), d,
                  tile.transmittance + i);
    }
}

void blendSplat(const ProjectedSplat& splat, Tile& tile) {
    const double dx = tile.firstColumn - splat.center.x;
    const int firstRow = std::max(splat.firstRow - tile.firstRow, 0);
    const int lastRow = std::min(splat.lastRow - tile.firstRow, kTileSize - 1);
    for (int row = firstRow; row <= lastRow; ++row) {
        // In double: far from the centre of a long thin splat the two terms all but cancel.
        const double dy = tile.firstRow + row - splat.center.y;
        const auto u = static_cast<float>(splat.factor.x * dx + splat.factor.y * dy);
        const auto v = static_cast<float>(splat.factor.z * dy);
        blendRow(splat, u, v * v, tile, static_cast<std::size_t>(row) * kTileSize);
    }
}

void blendTile(const ProjectedSplat* splats, std::span<const std::uint32_t> order, Tile& tile) {
    for (std::size_t i = 0; i < kTileSize * kTileSize; ++i) {
        tile.red[i] = tile.green[i] = tile.blue[i] = 0.0f;
        tile.transmittance[i] = 1.0f;
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i % kFinishedCheckInterval == 0 && isFinished(tile)) {
            return;
        }
        blendSplat(splats[order[i]], tile);
    }
}

} // namespace gambade::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace gambade {

HWY_EXPORT(blendTile);

void blendTile(const ProjectedSplat* splats, std::span<const std::uint32_t> order, Tile& tile) {
    HWY_DYNAMIC_DISPATCH(blendTile)(splats, order, tile);
}

} // namespace gambade
#endif
