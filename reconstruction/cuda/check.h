#pragma once

#include <cuda_runtime_api.h>

namespace gambade::cuda {

/// @param action what was being done, as the end of "the GPU failed while …"
/// @throws Error(kDevice) with a sentence for the user unless `error` is cudaSuccess.
void check(cudaError_t error, const char* action);

} // namespace gambade::cuda
