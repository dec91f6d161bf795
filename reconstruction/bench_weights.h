#pragma once

#include "reconstruction/network.h"

namespace gambade {

/// The sizes of the model that ships.
NetworkConfig defaultModelConfig();

/// Random weights that keep activations in their usual range.
/// @param unitSpacedDecay A is −(n+1), as our own models have it; else near it
TensorSource madeUpWeights(const NetworkConfig& config, bool unitSpacedDecay);

} // namespace gambade
