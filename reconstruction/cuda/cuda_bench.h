#pragma once

#include "reconstruction/bench.h"
#include "reconstruction/network.h"

namespace gambade {

using PrintLine = std::function<void(std::string_view line)>;

/// What a GPU does a second: operations of a large product of bf16 matrices, and bytes read and
/// written by a copy in its memory.
struct CudaRates {
    double bf16 = 0;
    double copy = 0;
};

/// Measures and prints them. @throws Error(kDevice)
CudaRates printCudaRates(const PrintLine& print);

/// Measures the CUDA engine on a made-up picture and prints, line by line: the whole pass and time
/// from host to host, with the elevation given and estimated; each stage one after the other beside
/// its two floors and the ratio to the higher one; pictures a second when there are many; device
/// memory. Medians of `rounds` after as many to warm up.
/// @throws Error(kDevice); Cancelled
BenchReport::Network benchCudaEngine(std::string_view title, const TensorSource& source, int rounds,
                                     const CudaRates& rates, const PrintLine& print,
                                     const Progress& progress = {});

/// Prints the whole pass's time and the device memory of other precisions than the engine's usual
/// one. @throws as above
void benchCudaPrecisions(const TensorSource& source, int rounds, const PrintLine& print,
                         const Progress& progress = {});

/// Prints what stem, blocks and decoder take on the GPU. @throws as above
BenchReport::Tokens benchCudaTokens(const TensorSource& source, int rounds, const PrintLine& print);

} // namespace gambade
