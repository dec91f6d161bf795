#pragma once

#include "reconstruction/cuda/context.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace gambade::cuda {

/// Distances in memory, in elements.
struct Strides {
    std::int64_t row = 0;
    std::int64_t batch = 0;
};

/// Sizes of y = x·Wᵀ: x [rows × inputs], W [outputs × inputs], y [rows × outputs].
struct GemmShape {
    int rows = 0;
    int outputs = 0;
    int inputs = 0;
    int batch = 1;
    Strides x, weights, y;
    bool bias = false;         ///< y += b [outputs], in y's type
    bool accumulate = false;   ///< y += c, of y's shape and strides; c may be y
    bool plainWeights = false; ///< y = x·W with W [inputs × outputs]

    /// One product of dense matrices.
    static GemmShape linear(int rows, int outputs, int inputs) {
        return {.rows = rows,
                .outputs = outputs,
                .inputs = inputs,
                .x = {inputs, 0},
                .weights = {inputs, 0},
                .y = {outputs, 0}};
    }
};

inline GemmShape biased(GemmShape shape) {
    shape.bias = true;
    return shape;
}

inline GemmShape accumulated(GemmShape shape) {
    shape.accumulate = true;
    return shape;
}

/// A matrix product of fixed sizes, planned at construction: the sizes' layers share it. Of large
/// products the library's ways are tried, and the fastest taken of those that give the same bits as
/// its first in a sample (1 MiB at either end of a product of noise), so that the results should
/// not depend on which one wins. Sums are fp32; fp32 operands are rounded to TF32 only where the
/// context says so.
class Gemm {
public:
    Gemm(Context& context, const GemmShape& shape, cudaDataType_t operands, cudaDataType_t results);

    /// @param bias, c null where the shape has none
    void run(const Lane& lane, const void* x, const void* weights, const void* bias, const void* c,
             void* y) const;

private:
    struct DestroyDescription {
        void operator()(cublasLtMatmulDesc_t description) const;
    };
    struct DestroyLayout {
        void operator()(cublasLtMatrixLayout_t layout) const;
    };
    using Description =
        std::unique_ptr<std::remove_pointer_t<cublasLtMatmulDesc_t>, DestroyDescription>;
    using Layout = std::unique_ptr<std::remove_pointer_t<cublasLtMatrixLayout_t>, DestroyLayout>;

    static Layout makeLayout(cudaDataType_t type, std::uint64_t rows, std::uint64_t columns,
                             Strides strides, int batch);
    std::vector<cublasLtMatmulAlgo_t> waysToCompute(Context& context) const;
    cublasLtMatmulAlgo_t fastest(Context& context, const GemmShape& shape, std::size_t resultSize,
                                 const std::vector<cublasLtMatmulAlgo_t>& ways);

    cublasLtHandle_t m_handle;
    bool m_bias;
    bool m_accumulate;
    Description m_description;
    Layout m_weights, m_x, m_y;
    cublasLtMatmulAlgo_t m_algorithm{};
};

template <typename T>
constexpr cudaDataType_t kTypeOf = std::is_same_v<T, float>  ? CUDA_R_32F
                                   : std::is_same_v<T, Bf16> ? CUDA_R_16BF
                                                             : CUDA_R_16F;

/// A Gemm whose pointers have types.
template <typename In, typename Out>
class Product {
public:
    Product(Context& context, const GemmShape& shape)
        : m_gemm(context, shape, kTypeOf<In>, kTypeOf<Out>) {}

    void run(const Lane& lane, const In* x, const In* weights, const Out* bias, const Out* c,
             Out* y) const {
        m_gemm.run(lane, x, weights, bias, c, y);
    }

private:
    Gemm m_gemm;
};

} // namespace gambade::cuda
