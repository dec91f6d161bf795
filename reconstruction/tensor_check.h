#pragma once

#include "reconstruction/network_config.h"
#include "reconstruction/safetensors.h"

#include <map>
#include <string>
#include <vector>

namespace gambade {

/// Compares what a file has with what a network needs.
/// @returns "" where they agree, else "lacks A, B and 3 more; has tensors the network does not
///          know: C; …" as the end of a sentence whose subject is the file. Names the first few of
///          each kind and counts the rest.
std::string describeMismatch(const std::map<std::string, std::vector<std::int64_t>>& present,
                             const std::vector<TensorSpec>& required);

} // namespace gambade
