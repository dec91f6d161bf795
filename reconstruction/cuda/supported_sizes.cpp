#include "reconstruction/cuda/supported_sizes.h"

#include "reconstruction/cuda/ops.h"
#include "splats/error.h"

#include <fmt/format.h>

namespace gambade::cuda {

namespace {

void require(bool holds, std::string_view what, int size, std::string_view wanted) {
    if (!holds) {
        throw Error(ErrorKind::kDevice,
                    fmt::format("the CUDA engine takes only models with {}, and this one's is {}; "
                                "choose the CPU",
                                fmt::format(fmt::runtime(wanted), what), size));
    }
}

void requireMultiple(std::string_view what, int size) {
    constexpr int kMultiple = 8; // 16 bytes of bf16, what the matrix units read at once
    require(size % kMultiple == 0, what, size, "a {} that is a multiple of 8");
}

} // namespace

void requireSupportedSizes(const NetworkConfig& config) {
    const auto& vit = config.tokenizer;
    const auto& mamba = config.sequence;
    require(vit.width == vit.heads * kHeadWidth, "width of a tokenizer head", vit.width / vit.heads,
            "a {} of 64");
    require(mamba.stateSize == kStateSize, "state size", mamba.stateSize, "a {} of 16");
    require(mamba.convWidth == kTaps, "convolution width", mamba.convWidth, "a {} of 4");
    require(config.stem.patchSize % 2 == 0, "stem patch size", config.stem.patchSize, "an even {}");
    require(config.prefixTokens() >= kTaps - 1, "number of image tokens", config.prefixTokens(),
            "a {} of at least 3");
    requireMultiple("tokenizer width", vit.width);
    // The pose head's normalisation is twice as wide.
    require(2 * vit.width <= kWidestNorm, "tokenizer width", vit.width, "a {} of at most 2048");
    requireMultiple("tokenizer MLP width", vit.mlpWidth);
    require(config.prefixTokens() + config.gaussianCount() <= kMostConvolutionRows,
            "length of a sequence", config.prefixTokens() + config.gaussianCount(),
            "a {} of at most 1048560");
    requireMultiple("sequence width", mamba.width);
    require(mamba.width <= kWidestNorm, "sequence width", mamba.width, "a {} of at most 4096");
    requireMultiple("inner width", mamba.innerWidth);
    requireMultiple("Δ rank", mamba.dtRank);
    require(mamba.dtRank <= kHighestRank, "Δ rank", mamba.dtRank, "a {} of at most 64");
    requireMultiple("decoder width", config.decoder.width);
}

} // namespace gambade::cuda
