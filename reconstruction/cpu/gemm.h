#pragma once

#include "reconstruction/cpu/context.h"

#include <cstdint>

namespace gambade::cpu {

/// y = x·Wᵀ + b for a fixed number of rows, W packed for the processor at construction.
///
/// Callers share rows out in blocks, one call and thread each: so a run can stop between blocks and
/// its bits do not depend on the number of threads.
class Gemm {
public:
    /// @param weights [outputs × inputs] row-major; not kept
    /// @param bias [outputs], or null
    Gemm(Context& context, const float* weights, const float* bias, int outputs, int inputs,
         int rows);

    /// @param x [rows × inputs] @param y [rows × outputs]
    void run(const float* x, float* y, int thread) const;

private:
    dnnl::primitive m_primitive;
    dnnl::memory m_weights;
    dnnl::memory m_bias;
    struct PerThread {
        dnnl::memory x, y, scratch;
    };
    std::vector<PerThread> m_memory;
    std::vector<dnnl::stream> m_streams;
};

/// Distances between the elements of a matrix, in floats.
struct Strides {
    std::int64_t row = 0;
    std::int64_t column = 1;
};

/// c = a·b of plain matrices of fixed sizes, each run on the calling thread.
class MatrixProduct {
public:
    /// a [rows × inner], b [inner × columns], c [rows × columns]
    MatrixProduct(Context& context, int rows, int inner, int columns, Strides a, Strides b,
                  Strides c);

    void run(const float* a, const float* b, float* c, int thread) const;

private:
    dnnl::primitive m_primitive;
    struct PerThread {
        dnnl::memory a, b, c, scratch;
    };
    std::vector<PerThread> m_memory;
    std::vector<dnnl::stream> m_streams;
};

} // namespace gambade::cpu
