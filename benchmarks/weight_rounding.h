#pragma once

#include "reconstruction/network.h"

namespace gambade {

/// How the weights of projections are stored; everything else stays as it is.
enum class WeightStorage {
    kPlain,
    kInt8, ///< whole numbers of −127 … 127, and a scale for each output
    kFp8,  ///< E4M3 (arXiv 2209.05433), and a scale for each output
};

/// The source's tensors, those of projections (attention, MLPs, the blocks' and the decoder's
/// layers) rounded to what the storage can hold.
TensorSource withRoundedWeights(TensorSource source, WeightStorage storage);

/// Nearest value of E4M3, ties to even; |value| ≤ 448.
float roundToE4m3(float value);

} // namespace gambade
