// Every operation of the CUDA engine at the sizes of the published network and of the default one,
// beside its floor: the bytes it cannot avoid at the machine's copy rate, its products at the
// machine's bf16 rate, or its exponentials at one a clock for every four lanes, whichever is the
// most. Times are medians of graphs of 20 calls, as in the network without emptying the caches.
//   cuda_ops_bench [--only TEXT]

#include "benchmarks/run_on_gpu.h"
#include "reconstruction/cuda/context.h"
#include "reconstruction/cuda/cuda_rates.h"
#include "reconstruction/cuda/gemm.h"
#include "reconstruction/cuda/sizes.h"
#include "reconstruction/engine.h"
#include "splats/error.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fmt/core.h>
#include <string>

namespace {

using namespace gambade;
using namespace gambade::cuda;

struct Sizes {
    std::string_view name;
    int tokens, width, heads, mlp;            ///< tokenizer, with registers
    int gaussians, model, inner, rank, depth; ///< sequence
    int prefix;                               ///< tokens of each block's prefix
    int decoder, heads8;                      ///< decoder's widths
    bool unitDecay;
};

constexpr Sizes kPublished{
    "published size", 581, 768, 12, 3072, 16384, 512, 1024, 32, 14, 577, 128, 72, false};
constexpr Sizes kDefault{
    "default size", 329, 384, 6, 1536, 16384, 384, 768, 24, 10, 326, 128, 16, true};

class Bench {
public:
    explicit Bench(std::string only) : m_only(std::move(only)), m_rates(measureRates(m_context)) {
        fmt::print("bf16 products {:.0f} TFLOP/s, copies {:.0f} GB/s read and written, "
                   "exponentials {:.2f} T/s\n",
                   m_rates.bf16 / 1e12, m_rates.copy / 1e9, m_rates.exponentials / 1e12);
    }

    void title(std::string_view text) {
        fmt::print("{}\n  {:<34} {:>9} {:>9} {:>6}\n", text, "operation", "us", "floor us",
                   "ratio");
    }

    struct Cost {
        double bytes = 0;
        double operations = 0;
        double exponentials = 0;
    };

    template <typename Queue>
    void measure(const std::string& name, const Cost& cost, Queue queue) {
        if (name.find(m_only) == std::string::npos) {
            return;
        }
        constexpr int kCalls = 20;
        const double seconds = medianTime(m_context.main().stream,
                                          [&] {
                                              for (int i = 0; i < kCalls; ++i) {
                                                  queue();
                                              }
                                          }) /
                               kCalls;
        const double floor = std::max({cost.bytes / m_rates.copy, cost.operations / m_rates.bf16,
                                       cost.exponentials / m_rates.exponentials});
        fmt::print("  {:<34} {:9.2f} {:9.2f} {:6.2f}\n", name, seconds * 1e6, floor * 1e6,
                   seconds / floor);
        std::fflush(stdout);
    }

    template <typename T>
    Array<T> values(std::size_t count, float scale = 1) {
        std::vector<float> made(count);
        std::uint32_t state = 1;
        for (float& value : made) {
            state = state * 1664525U + 1013904223U;
            value = scale * (static_cast<float>(state) / 2147483648.0F - 1);
        }
        return m_context.copy<T>(made);
    }

    template <typename In, typename Out>
    void product(const std::string& name, const GemmShape& shape) {
        if (name.find(m_only) == std::string::npos) {
            return;
        }
        const auto count = [&](int rows, int columns) {
            return static_cast<std::size_t>(shape.batch) * area(rows, columns);
        };
        auto x = values<In>(count(shape.rows, shape.inputs));
        auto weights = values<In>(count(shape.outputs, shape.inputs) * 2);
        auto bias = values<Out>(static_cast<std::size_t>(shape.outputs));
        auto y = m_context.allocate<Out>(count(shape.rows, shape.outputs));
        check(cudaDeviceSynchronize(), "measuring");
        const Product<In, Out> product(m_context, shape);
        const double results = static_cast<double>(y.size()) * sizeof(Out);
        const Cost cost{static_cast<double>(x.size() + weights.size() / 2) * sizeof(In) +
                            results * (shape.accumulate ? 2 : 1),
                        2.0 * static_cast<double>(y.size()) * shape.inputs};
        measure(name, cost, [&] {
            product.run(m_context.main(), x.data(), weights.data(),
                        shape.bias ? bias.data() : nullptr, shape.accumulate ? y.data() : nullptr,
                        y.data());
        });
    }

    Context& context() { return m_context; }

private:
    std::string m_only;
    Context m_context;
    Rates m_rates;
};

GemmShape batched(GemmShape shape, int batch, int apart) {
    shape.batch = batch;
    shape.x.batch = std::int64_t{shape.rows} * shape.inputs;
    shape.weights.batch = std::int64_t{apart} * shape.inputs;
    shape.y.batch = std::int64_t{shape.rows} * shape.outputs;
    return shape;
}

/// What runs over `rows` rows of `batch` sequences: Gaussian tokens, or all blocks' prefixes.
void benchMixer(Bench& bench, const Sizes& size, int rows, int batch, const std::string& prefix) {
    const bool gated = batch == 1;
    const int low = size.rank + 2 * kStateSize;
    const auto stream = bench.context().main().stream;
    const auto all = static_cast<std::size_t>(batch) * static_cast<std::size_t>(rows);
    const std::size_t count = all * static_cast<std::size_t>(size.inner);
    const double bytes = 2.0 * static_cast<double>(count);
    const auto sets = static_cast<std::size_t>(batch) * static_cast<std::size_t>(size.inner);
    {
        auto x = bench.values<float>(all * static_cast<std::size_t>(size.model));
        auto y = bench.context().allocate<Bf16>(x.size());
        auto weight = bench.values<float>(static_cast<std::size_t>(batch * size.model));
        check(cudaDeviceSynchronize(), "measuring");
        bench.measure(prefix + "layer norm", {6.0 * static_cast<double>(x.size())}, [&] {
            layerNorm(x.data(), weight.data(), weight.data(), 1e-5F, static_cast<int>(all),
                      size.model, batch, y.data(), stream);
        });
    }
    auto xz = bench.values<Bf16>(count * 2);
    auto u = bench.values<Bf16>(count);
    auto delta = bench.values<Bf16>(count);
    auto lows = bench.values<Bf16>(all * static_cast<std::size_t>(low));
    auto taps = bench.values<float>(sets * kTaps);
    auto bias = bench.values<float>(sets);
    auto deltaBias = bench.values<float>(sets, 0.5F);
    auto weights = bench.values<Bf16>(sets * static_cast<std::size_t>(paddedRank(size.rank)), 0.1F);
    auto decay = bench.values<float>(sets * kStateSize, 0.1F);
    std::vector<float> rates;
    for (std::size_t i = 0; i < decay.size(); ++i) {
        const auto state = i / static_cast<std::size_t>(size.inner) % kStateSize;
        rates.push_back(-1.45F * (static_cast<float>(state) + 1.1F));
    }
    decay = bench.context().copy<float>(rates);
    auto states = bench.values<float>(sets * kStateSize);
    auto work = bench.context().allocate<float>(scanWork(rows, size.inner, batch));
    check(cudaDeviceSynchronize(), "measuring");
    bench.measure(prefix + "convolution, SiLU", {2 * bytes, 0, 2.0 * static_cast<double>(count)},
                  [&] {
                      convolveSilu<Bf16>({.rows = rows,
                                          .channels = size.inner,
                                          .batch = batch,
                                          .x = xz.data(),
                                          .rowStride = gated ? 2 * size.inner : size.inner},
                                         taps.data(), bias.data(), u.data(), stream);
                  });
    bench.measure(prefix + "delta projection, softplus",
                  {bytes + 2.0 * static_cast<double>(lows.size()),
                   2.0 * static_cast<double>(count) * paddedRank(size.rank),
                   2.0 * static_cast<double>(count)},
                  [&] {
                      projectDelta(lows.data(), low, weights.data(), deltaBias.data(), rows,
                                   size.inner, size.rank, batch, delta.data(), stream);
                  });
    for (const bool unit : {true, false}) {
        const double perValue = unit ? 1 : kStateSize;
        bench.measure(prefix + (unit ? "scan, A = -(n+1)" : "scan, any A"),
                      {(gated ? 4 : 2) * bytes, 0, perValue * static_cast<double>(count)}, [&] {
                          selectiveScan<Bf16>({.rows = rows,
                                               .channels = size.inner,
                                               .batch = batch,
                                               .u = u.data(),
                                               .delta = delta.data(),
                                               .bc = lows.data() + size.rank,
                                               .bcStride = low,
                                               .gate = gated ? xz.data() + size.inner : nullptr,
                                               .gateStride = 2 * size.inner,
                                               .decay = unit ? nullptr : decay.data(),
                                               .skip = bias.data(),
                                               .initial = gated ? states.data() : nullptr,
                                               .last = gated ? nullptr : states.data(),
                                               .y = u.data(),
                                               .work = work.data()},
                                              stream);
                      });
    }
}

void benchTokenizer(Bench& bench, const Sizes& size) {
    const auto stream = bench.context().main().stream;
    const std::size_t count = area(size.tokens, size.width);
    auto x = bench.values<float>(count);
    auto y = bench.context().allocate<Bf16>(count);
    auto qkv = bench.values<Bf16>(3 * count);
    auto wide = bench.values<Bf16>(area(size.tokens, size.mlp));
    auto weight = bench.values<float>(static_cast<std::size_t>(size.width));
    check(cudaDeviceSynchronize(), "measuring");
    bench.measure("tokenizer: layer norm", {6.0 * static_cast<double>(count)}, [&] {
        layerNorm(x.data(), weight.data(), weight.data(), 1e-6F, size.tokens, size.width, 1,
                  y.data(), stream);
    });
    bench.product<Bf16, Bf16>("tokenizer: q, k, v product",
                              biased(GemmShape::linear(size.tokens, 3 * size.width, size.width)));
    bench.measure("tokenizer: attention",
                  {8.0 * static_cast<double>(count), 4.0 * static_cast<double>(count) * size.tokens,
                   static_cast<double>(size.tokens) * size.tokens * size.heads},
                  [&] { attention(qkv.data(), size.tokens, size.heads, y.data(), stream); });
    bench.product<Bf16, float>(
        "tokenizer: projection product",
        biased(accumulated(GemmShape::linear(size.tokens, size.width, size.width))));
    bench.product<Bf16, Bf16>("tokenizer: MLP in product",
                              biased(GemmShape::linear(size.tokens, size.mlp, size.width)));
    bench.measure("tokenizer: GELU", {4.0 * static_cast<double>(wide.size())},
                  [&] { gelu(wide.data(), wide.size(), stream); });
    bench.product<Bf16, float>(
        "tokenizer: MLP out product",
        biased(accumulated(GemmShape::linear(size.tokens, size.width, size.mlp))));
}

void benchBlock(Bench& bench, const Sizes& size) {
    const int low = size.rank + 2 * kStateSize;
    bench.product<Bf16, Bf16>("block: input product",
                              GemmShape::linear(size.gaussians, 2 * size.inner, size.model));
    bench.product<Bf16, Bf16>("block: low product",
                              GemmShape::linear(size.gaussians, low, size.inner));
    benchMixer(bench, size, size.gaussians, 1, "block: ");
    bench.product<Bf16, float>(
        "block: output product",
        accumulated(GemmShape::linear(size.gaussians, size.model, size.inner)));
}

void benchSizes(Bench& bench, const Sizes& size) {
    bench.title(size.name);
    benchTokenizer(bench, size);
    const int low = size.rank + 2 * kStateSize;
    bench.product<Bf16, float>(
        "prefix: image product",
        biased(GemmShape::linear(size.prefix, size.depth * size.model, size.width)));
    bench.product<Bf16, Bf16>("prefix: input product",
                              batched(GemmShape::linear(size.prefix, size.inner, size.model),
                                      size.depth, 2 * size.inner));
    bench.product<Bf16, Bf16>(
        "prefix: low product",
        batched(GemmShape::linear(size.prefix, low, size.inner), size.depth, low));
    benchMixer(bench, size, size.prefix, size.depth, "prefix: ");
    bench.product<Bf16, float>("stem: colour product",
                               accumulated(GemmShape::linear(4096, size.model, 192)));
    bench.product<float, float>("stem: ray product (a new camera)",
                                biased(GemmShape::linear(4096, size.model, 384)));
    benchBlock(bench, size);
    bench.product<Bf16, Bf16>("decoder: first product",
                              biased(GemmShape::linear(size.gaussians, size.decoder, size.model)));
    bench.product<Bf16, float>(
        "decoder: heads product",
        biased(GemmShape::linear(size.gaussians, size.heads8, size.decoder)));
}

} // namespace

int main(int argumentCount, char** arguments) {
    const std::string only =
        argumentCount > 2 && std::string_view(arguments[1]) == "--only" ? arguments[2] : "";
    return runOnGpu([&] {
        Bench bench(only);
        benchSizes(bench, kPublished);
        benchSizes(bench, kDefault);
        // What blocks would gain if several pictures went through them at once.
        for (const int pictures : {2, 4}) {
            Sizes size = kPublished;
            size.gaussians *= pictures;
            bench.title(
                fmt::format("published size, blocks with the rows of {} pictures", pictures));
            benchBlock(bench, size);
        }
    });
}
