#include "cuda_test_support.h"
#include "reconstruction/cuda/gemm.h"

using namespace gambade;

// Matrix products, and what is built of them, against plain loops in double precision.

namespace {

/// Relative to the norms that enter: sums of both signs leave little of what was added.
constexpr double kProductBound = 3e-6;

struct Operands {
    std::vector<float> x, weights, bias, c;
};

/// y = x·Wᵀ + bias + c per batch; dense.
std::vector<double> expectedProduct(const cuda::GemmShape& shape, const Operands& in) {
    std::vector<double> y;
    for (std::int64_t batch = 0; batch < shape.batch; ++batch) {
        for (std::int64_t row = 0; row < shape.rows; ++row) {
            for (std::int64_t output = 0; output < shape.outputs; ++output) {
                double sum = shape.bias ? in.bias[static_cast<std::size_t>(output)] : 0;
                sum += shape.accumulate ? in.c[y.size()] : 0;
                for (std::int64_t k = 0; k < shape.inputs; ++k) {
                    const std::int64_t weight = shape.plainWeights ? k * shape.weights.row + output
                                                                   : output * shape.weights.row + k;
                    sum +=
                        static_cast<double>(in.x[static_cast<std::size_t>(batch * shape.x.batch +
                                                                          row * shape.x.row + k)]) *
                        in.weights[static_cast<std::size_t>(batch * shape.weights.batch + weight)];
                }
                y.push_back(sum);
            }
        }
    }
    return y;
}

template <typename In, typename Out>
void checkProduct(cuda::Context& context, const cuda::GemmShape& shape) {
    INFO(shape.rows << " x " << shape.outputs << " x " << shape.inputs << ", " << shape.batch);
    const auto batch = static_cast<std::size_t>(shape.batch);
    const auto rows = static_cast<std::size_t>(shape.rows);
    const auto outputs = static_cast<std::size_t>(shape.outputs);
    const auto inputs = static_cast<std::size_t>(shape.inputs);
    Operands in;
    in.x = asStored<In>(randomValues(batch * rows * inputs));
    in.weights = asStored<In>(randomValues(batch * outputs * inputs, 1, 2));
    in.bias = asStored<Out>(randomValues(outputs, 1, 3));
    in.c = asStored<Out>(randomValues(batch * rows * outputs, 1, 4));
    OnDevice<In> x(in.x), weights(in.weights);
    OnDevice<Out> bias(in.bias), c(in.c), y(in.c.size());
    const cuda::Product<In, Out> product(context, shape);
    product.run(context.main(), x.data(), weights.data(), shape.bias ? bias.data() : nullptr,
                shape.accumulate ? c.data() : nullptr, y.data());
    cuda::check(cudaStreamSynchronize(context.main().stream), "testing");
    const double norm = static_cast<double>(inputs) + 1;
    CHECK(worstError(y.values(), expectedProduct(shape, in), std::sqrt(norm)) <
          1.01 * kRounding<Out> + kProductBound);
}

template <typename In, typename Out>
void checkProducts() {
    cuda::Context context;
    for (const auto& [rows, outputs, inputs] :
         {std::tuple(1, 8, 8), {581, 24, 592}, {37, 72, 40}, {130, 136, 264}}) {
        auto shape = cuda::GemmShape::linear(rows, outputs, inputs);
        checkProduct<In, Out>(context, shape);
        shape.bias = true;
        checkProduct<In, Out>(context, shape);
        shape.accumulate = std::is_same_v<Out, float>;
        checkProduct<In, Out>(context, shape);
        shape.bias = false;
        checkProduct<In, Out>(context, shape);
        shape.accumulate = false;
        shape.batch = 3;
        shape.x.batch = std::int64_t{rows} * inputs;
        shape.weights.batch = std::int64_t{outputs} * inputs;
        shape.y.batch = std::int64_t{rows} * outputs;
        checkProduct<In, Out>(context, shape);
        shape.plainWeights = true;
        shape.weights.row = outputs;
        checkProduct<In, Out>(context, shape);
    }
}

} // namespace

TEST_CASE("CUDA: matrix products in fp32") {
    checkProducts<float, float>();
}

TEST_CASE("CUDA: matrix products in bf16") {
    checkProducts<Bf16, Bf16>();
    checkProducts<Bf16, float>();
}

TEST_CASE("CUDA: matrix products in fp16") {
    checkProducts<Fp16, Fp16>();
    checkProducts<Fp16, float>();
}

namespace {

/// softmax(q·kᵀ / 8)·v of every head of a sequence's rows, which begin at `qkv`.
std::vector<double> expectedAttention(const float* qkv, int tokens, int heads) {
    const int width = heads * cuda::kHeadWidth;
    const auto at = [&](int token, int part, int i) {
        return static_cast<double>(qkv[(token * 3 + part) * width + i]);
    };
    std::vector<double> expected;
    for (int token = 0; token < tokens; ++token) {
        for (int head = 0; head < heads; ++head) {
            std::vector<double> weights;
            double sum = 0;
            for (int key = 0; key < tokens; ++key) {
                double score = 0;
                for (int i = head * 64; i < head * 64 + 64; ++i) {
                    score += at(token, 0, i) * at(key, 1, i);
                }
                weights.push_back(std::exp(score / 8));
                sum += weights.back();
            }
            for (int i = head * 64; i < head * 64 + 64; ++i) {
                double value = 0;
                for (int key = 0; key < tokens; ++key) {
                    value += weights[static_cast<std::size_t>(key)] * at(key, 2, i);
                }
                expected.push_back(value / sum);
            }
        }
    }
    return expected;
}

} // namespace

TEMPLATE_TEST_CASE("CUDA: attention", "", Bf16, Fp16) {
    for (const int tokens : {1, 17, 64, 65, 329}) {
        for (const int heads : {1, 3}) {
            const int width = heads * cuda::kHeadWidth;
            const auto qkv = asStored<TestType>(
                randomValues(static_cast<std::size_t>(tokens * 3 * width), 1.5F));
            const auto expected = expectedAttention(qkv.data(), tokens, heads);
            OnDevice<TestType> in(qkv), out(expected.size());
            cuda::attention(in.data(), tokens, heads, out.data(), nullptr);
            // Weights are rounded as well as the result.
            CHECK(worstError(out.values(), expected, 1.5) < 2 * kRounding<TestType> + 1e-5);
        }
    }
}

TEMPLATE_TEST_CASE("CUDA: projection of the step sizes", "", float, Bf16, Fp16) {
    for (const int rank : {8, 24, 32, 48, 64}) {
        for (const int channels : {8, 72, 136}) {
            for (const int rows : {1, 17, 300, 40000}) {
                if (rows > 1000 && (channels > 8 || rank > 24)) {
                    continue; // long ones need not be wide
                }
                const int batch = rows == 17 ? 7 : 1;
                const int stride = rank + 32;
                const int padded = cuda::paddedRank(rank);
                const auto low = asStored<TestType>(
                    randomValues(static_cast<std::size_t>(batch * rows * stride)));
                auto weights = asStored<TestType>(
                    randomValues(static_cast<std::size_t>(batch * channels * padded), 0.5F, 2));
                for (std::size_t i = 0; i < weights.size(); ++i) {
                    weights[i] = static_cast<int>(i) % padded < rank ? weights[i] : 0;
                }
                auto bias = randomValues(static_cast<std::size_t>(batch * channels), 3, 3);
                std::vector<double> expected;
                for (int row = 0; row < batch * rows; ++row) {
                    for (int channel = 0; channel < channels; ++channel) {
                        const int column = row / rows * channels + channel;
                        double sum = bias[static_cast<std::size_t>(column)];
                        for (int k = 0; k < rank; ++k) {
                            sum += static_cast<double>(
                                       low[static_cast<std::size_t>(row * stride + k)]) *
                                   weights[static_cast<std::size_t>(column * padded + k)];
                        }
                        expected.push_back(sum > 30 ? sum : std::log1p(std::exp(sum)));
                    }
                }
                OnDevice<TestType> in(low), matrix(weights), out(expected.size());
                OnDevice<float> offsets(bias);
                cuda::projectDelta(in.data(), stride, matrix.data(), offsets.data(), rows, channels,
                                   rank, batch, out.data(), nullptr);
                CHECK(worstError(out.values(), expected, 1e-6 + kSmallest<TestType>) <
                      1.01 * kRounding<TestType> + 2e-5);
            }
        }
    }
}
