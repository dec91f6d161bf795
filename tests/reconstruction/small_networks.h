#pragma once

#include "formula_source.h"

namespace gambade {

/// The network with sizes that the CUDA engine takes and that fill no tile.
inline NetworkConfig resizedForCuda(NetworkConfig config) {
    config.tokenizer = {42, 14, 128, 2, 2, 136, 2, 5};
    config.sequence.width = 40;
    config.sequence.innerWidth = 72;
    config.sequence.stateSize = 16;
    config.sequence.dtRank = 8;
    config.decoder.width = 24;
    return config;
}

/// Two blocks and 324 Gaussians, as published.
inline NetworkConfig smallConfig() {
    return resizedForCuda(tinyConfig());
}

/// The same with everything that our own models add.
inline NetworkConfig smallRayConfig() {
    return resizedForCuda(tinyRayConfig());
}

} // namespace gambade
