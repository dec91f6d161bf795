#pragma once

#include <cuda_runtime_api.h>

namespace gambade::cuda {

/// Floats of a splat among the visible ones.
inline constexpr int kVisibleLength = 14;

/// The rows that a cloud keeps (cloud_of_rows.h), in their order, as n × 14 values in arrays one
/// after the other: positions, scales, rotations (x y z w), opacities, SH coefficients of degree 0.
/// @param rows [count × NetworkOutput::kRowLength]
/// @param lowestOpacity, shC0 those of cloud_of_rows.h and cloud.h
/// @param values room for count × kVisibleLength
/// @param visible becomes n
void gatherVisible(const float* rows, int count, float lowestOpacity, float shC0, float* values,
                   int* visible, cudaStream_t stream);

} // namespace gambade::cuda
