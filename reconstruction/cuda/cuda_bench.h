#pragma once

#include "reconstruction/network.h"

namespace gambade {

using PrintLine = std::function<void(std::string_view line)>;

/// Measures the CUDA engine on a made-up picture and prints, line by line: GPU time of each stage,
/// of the whole pass, and time from host to host (medians of `rounds` after as many to warm up),
/// device memory, and what the dense work would take at `bf16Rate`.
/// @param bf16Rate operations a second, from printCudaRates
/// @throws Error(kDevice); Cancelled
void benchCudaEngine(std::string_view title, const TensorSource& source, int rounds,
                     double bf16Rate, const PrintLine& print, const Progress& progress = {});

/// Measures and prints the machine's own rates: copying in device memory, and a large product of
/// bf16 matrices. @returns the latter, operations a second @throws Error(kDevice)
double printCudaRates(const PrintLine& print);

} // namespace gambade
