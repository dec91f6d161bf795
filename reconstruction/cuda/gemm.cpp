#include "reconstruction/cuda/gemm.h"

#include "splats/error.h"

#include <fmt/format.h>

namespace gambade::cuda {

namespace {

constexpr const char* kPlanning = "planning matrix products";

/// What all pointers and strides are multiples of, bytes.
constexpr std::uint32_t kAlignment = 16;

cublasLtMatmulPreference_t makePreference() {
    cublasLtMatmulPreference_t preference = nullptr;
    check(CublasLt::instance().preferenceCreate(&preference), kPlanning);
    return preference;
}

} // namespace

// cuBLASLt counts rows along the columns in memory: seen so, y is Wᵀ·x with all three transposed.
Gemm::Gemm(Context& context, const GemmShape& shape, cudaDataType_t operands,
           cudaDataType_t results)
    : m_handle(context.blas()), m_bias(shape.bias), m_accumulate(shape.accumulate) {
    const auto& lt = CublasLt::instance();
    cublasLtMatmulDesc_t description = nullptr;
    check(lt.descCreate(&description, CUBLAS_COMPUTE_32F, CUDA_R_32F), kPlanning);
    m_description.reset(description);
    const auto set = [&](cublasLtMatmulDescAttributes_t attribute, const auto& value) {
        check(lt.descSetAttribute(description, attribute, &value, sizeof(value)), kPlanning);
    };
    const cublasOperation_t operation = shape.plainWeights ? CUBLAS_OP_N : CUBLAS_OP_T;
    set(CUBLASLT_MATMUL_DESC_TRANSA, operation);
    if (shape.bias) {
        const cublasLtEpilogue_t epilogue = CUBLASLT_EPILOGUE_BIAS;
        set(CUBLASLT_MATMUL_DESC_EPILOGUE, epilogue);
        // Planning wants to know of a bias; which one, run() says.
        const void* somewhere = context.main().workspace;
        set(CUBLASLT_MATMUL_DESC_BIAS_POINTER, somewhere);
    }
    const auto rows = static_cast<std::uint64_t>(shape.rows);
    const auto outputs = static_cast<std::uint64_t>(shape.outputs);
    const auto inputs = static_cast<std::uint64_t>(shape.inputs);
    m_weights = shape.plainWeights
                    ? makeLayout(operands, outputs, inputs, shape.weights, shape.batch)
                    : makeLayout(operands, inputs, outputs, shape.weights, shape.batch);
    m_x = makeLayout(operands, inputs, rows, shape.x, shape.batch);
    m_y = makeLayout(results, outputs, rows, shape.y, shape.batch);
    choose(context);
}

Gemm::Layout Gemm::makeLayout(cudaDataType_t type, std::uint64_t rows, std::uint64_t columns,
                              Strides strides, int batch) {
    const auto& lt = CublasLt::instance();
    cublasLtMatrixLayout_t layout = nullptr;
    check(lt.layoutCreate(&layout, type, rows, columns, strides.row), kPlanning);
    Layout owned(layout);
    if (batch > 1) {
        const std::int32_t count = batch;
        check(lt.layoutSetAttribute(layout, CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT, &count,
                                    sizeof(count)),
              kPlanning);
        check(lt.layoutSetAttribute(layout, CUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET,
                                    &strides.batch, sizeof(strides.batch)),
              kPlanning);
    }
    return owned;
}

void Gemm::choose(Context& context) {
    const auto& lt = CublasLt::instance();
    struct DestroyPreference {
        void operator()(cublasLtMatmulPreference_t preference) const {
            CublasLt::instance().preferenceDestroy(preference);
        }
    };
    const std::unique_ptr<std::remove_pointer_t<cublasLtMatmulPreference_t>, DestroyPreference>
        preference(makePreference());
    const auto set = [&](cublasLtMatmulPreferenceAttributes_t attribute, const auto& value) {
        check(lt.preferenceSetAttribute(preference.get(), attribute, &value, sizeof(value)),
              kPlanning);
    };
    const std::uint64_t workspace = Context::kWorkspace;
    set(CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES, workspace);
    set(CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES, kAlignment);
    set(CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_B_BYTES, kAlignment);
    set(CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_C_BYTES, kAlignment);
    set(CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_D_BYTES, kAlignment);
    cublasLtMatmulHeuristicResult_t result{};
    int found = 0;
    const cublasStatus_t status =
        lt.algoGetHeuristic(context.blas(), m_description.get(), m_weights.get(), m_x.get(),
                            m_y.get(), m_y.get(), preference.get(), 1, &result, &found);
    check(status, kPlanning);
    if (found == 0) {
        throw Error(ErrorKind::kDevice, "the GPU's matrix library has no way to compute a product "
                                        "that this model needs; choose the CPU");
    }
    m_algorithm = result.algo;
}

void Gemm::run(const Lane& lane, const void* x, const void* weights, const void* bias,
               const void* c, void* y) const {
    const auto& lt = CublasLt::instance();
    constexpr const char* kAction = "multiplying matrices";
    if (m_bias) {
        check(lt.descSetAttribute(m_description.get(), CUBLASLT_MATMUL_DESC_BIAS_POINTER, &bias,
                                  sizeof(bias)),
              kAction);
    }
    const float alpha = 1;
    const float beta = m_accumulate ? 1 : 0;
    check(lt.matmul(m_handle, m_description.get(), &alpha, weights, m_weights.get(), x, m_x.get(),
                    &beta, m_accumulate ? c : y, m_y.get(), y, m_y.get(), &m_algorithm,
                    lane.workspace, Context::kWorkspace, lane.stream),
          kAction);
}

void Gemm::DestroyDescription::operator()(cublasLtMatmulDesc_t description) const {
    CublasLt::instance().descDestroy(description);
}

void Gemm::DestroyLayout::operator()(cublasLtMatrixLayout_t layout) const {
    CublasLt::instance().layoutDestroy(layout);
}

} // namespace gambade::cuda
