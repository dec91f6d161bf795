#include "reconstruction/cuda/gemm.h"

#include "splats/error.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <span>

namespace gambade::cuda {

namespace {

constexpr const char* kPlanning = "planning matrix products";

/// What all pointers and strides are multiples of, bytes.
constexpr std::uint32_t kAlignment = 16;

/// Operations of a product from which on its ways are tried.
constexpr double kWorthATrial = 4e9;

/// Of a result, how much is compared at either end.
constexpr std::size_t kSampleBytes = std::size_t{1} << 20U;

/// Values in [−1, 1], in [−1.9, 1.9] where the bits are read as fp16, repeated: zeros would be
/// multiplied faster than what comes later.
void fillWithNoise(Array<Bf16>& array) {
    std::vector<Bf16> noise(std::min(array.size(), std::size_t{1} << 16U));
    std::uint32_t state = 1;
    for (Bf16& value : noise) {
        state = state * 1664525U + 1013904223U;
        value = rounded<Bf16>(static_cast<float>(state) / 2147483648.0F - 1);
    }
    for (std::size_t at = 0; at < array.size(); at += noise.size()) {
        const std::size_t count = std::min(noise.size(), array.size() - at);
        check(cudaMemcpyAsync(array.data() + at, noise.data(), count * sizeof(Bf16),
                              cudaMemcpyHostToDevice),
              kPlanning);
    }
    check(cudaDeviceSynchronize(), kPlanning);
}

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
    const cublasComputeType_t arithmetic = operands == CUDA_R_32F && context.tf32()
                                               ? CUBLAS_COMPUTE_32F_FAST_TF32
                                               : CUBLAS_COMPUTE_32F;
    check(lt.descCreate(&description, arithmetic, CUDA_R_32F), kPlanning);
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
    const auto ways = waysToCompute(context);
    const double operations = 2.0 * shape.batch * shape.rows * shape.outputs * shape.inputs;
    m_algorithm = operands != CUDA_R_32F && operations > kWorthATrial
                      ? fastest(context, shape, results == CUDA_R_32F ? 4 : 2, ways)
                      : ways.front();
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

/// The library's first choice, and others.
std::vector<cublasLtMatmulAlgo_t> Gemm::waysToCompute(Context& context) const {
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
    std::array<cublasLtMatmulHeuristicResult_t, 8> results{};
    int found = 0;
    const cublasStatus_t status = lt.algoGetHeuristic(
        context.blas(), m_description.get(), m_weights.get(), m_x.get(), m_y.get(), m_y.get(),
        preference.get(), static_cast<int>(results.size()), results.data(), &found);
    check(status, kPlanning);
    if (found == 0) {
        throw Error(ErrorKind::kDevice, "the GPU's matrix library has no way to compute a product "
                                        "that this model needs; choose the CPU");
    }
    std::vector<cublasLtMatmulAlgo_t> ways;
    for (const auto& result : std::span(results).first(static_cast<std::size_t>(found))) {
        ways.push_back(result.algo);
    }
    return ways;
}

/// @param resultSize bytes of a value of y
cublasLtMatmulAlgo_t Gemm::fastest(Context& context, const GemmShape& shape, std::size_t resultSize,
                                   const std::vector<cublasLtMatmulAlgo_t>& ways) {
    const auto extent = [&](const Strides& strides, int rows) {
        return static_cast<std::size_t>((shape.batch - 1) * strides.batch + rows * strides.row);
    };
    // Given back at the end: not counted as held.
    Array<Bf16> x(extent(shape.x, shape.rows));
    Array<Bf16> weights(extent(shape.weights, shape.plainWeights ? shape.inputs : shape.outputs));
    Array<unsigned char> y(extent(shape.y, shape.rows) * resultSize);
    fillWithNoise(x);
    fillWithNoise(weights);
    const Event start = makeEvent(cudaEventDefault);
    const Event end = makeEvent(cudaEventDefault);
    const Lane& lane = context.main();
    const auto timedRun = [&] {
        check(cudaEventRecord(start.get(), lane.stream), kPlanning);
        run(lane, x.data(), weights.data(), weights.data(), y.data(), y.data());
        check(cudaEventRecord(end.get(), lane.stream), kPlanning);
        check(cudaStreamSynchronize(lane.stream), kPlanning);
        float milliseconds = 0;
        check(cudaEventElapsedTime(&milliseconds, start.get(), end.get()), kPlanning);
        return milliseconds;
    };
    // The first and the last rows stand for all: what may differ is the order of the sums.
    const std::size_t sample = std::min(y.size() / 2, kSampleBytes);
    std::vector<unsigned char> expected;
    cublasLtMatmulAlgo_t best = ways.front();
    float leastTime = 0;
    for (const auto& way : ways) {
        m_algorithm = way;
        check(cudaMemsetAsync(y.data(), 0, y.size(), lane.stream), kPlanning);
        timedRun();
        std::vector<unsigned char> bits(2 * sample);
        check(cudaMemcpy(bits.data(), y.data(), sample, cudaMemcpyDeviceToHost), kPlanning);
        check(cudaMemcpy(bits.data() + sample, y.data() + y.size() - sample, sample,
                         cudaMemcpyDeviceToHost),
              kPlanning);
        float time = timedRun();
        for (int again = 0; again < 4; ++again) {
            time = std::min(time, timedRun());
        }
        if (expected.empty()) {
            expected = std::move(bits);
            leastTime = time;
        } else if (time < leastTime && bits == expected) {
            best = way;
            leastTime = time;
        }
    }
    return best;
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
