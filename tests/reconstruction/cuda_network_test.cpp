#include "formula_source.h"
#include "reconstruction/cloud_of_rows.h"
#include "reconstruction/cpu/cpu_engine.h"
#include "reconstruction/cuda/cuda_engine.h"
#include "reconstruction/engine_team.h"
#include "reference_network.h"
#include "relative_error.h"
#include "small_networks.h"
#include "splats/error.h"
#include "tests/splats/same_bits.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>
#include <map>
#include <random>

using namespace gambade;

// Whole small networks on the GPU against the same in double precision.

namespace {

std::vector<float> noise(unsigned seed) {
    std::mt19937 generator(seed);
    std::uniform_real_distribution<float> uniform(0, 1);
    std::vector<float> image(std::size_t{3} * 512 * 512);
    for (float& value : image) {
        value = uniform(generator);
    }
    return image;
}

struct Shot {
    unsigned picture = 1;
    std::optional<double> elevation;
    double fovYDegrees = 49.1;
};

template <typename T>
void checkAgainstReference(const NetworkConfig& config, bool exactDecay,
                           const std::vector<Shot>& shots) {
    const TensorSource source = formulaSource(config, exactDecay);
    CudaEngine<T> engine(source, "test");
    // Once the rounding of bf16 has gone through both blocks.
    const double bound = std::is_same_v<T, float> ? 1e-4 : std::is_same_v<T, Bf16> ? 3e-2 : 4e-3;
    for (const Shot& shot : shots) {
        const auto image = noise(shot.picture);
        NetworkInput input;
        input.rgb = image.data();
        input.fovYDegrees = shot.fovYDegrees;
        input.elevationKnown = shot.elevation.has_value();
        input.elevationDegrees = shot.elevation.value_or(0);
        NetworkOutput output;
        engine.run(input, output, {});
        const ReferenceResult expected =
            referenceNetwork(source, image, shot.elevation, shot.fovYDegrees, input.radius);
        for (const auto& [first, last] : {std::pair{0, 3}, {3, 4}, {4, 7}, {7, 11}, {11, 14}}) {
            INFO("columns from " << first);
            CHECK(test::relativeError(output.rows, expected.rows, NetworkOutput::kRowLength,
                                      static_cast<std::size_t>(first),
                                      static_cast<std::size_t>(last)) < bound);
        }
        const bool estimates = config.sequence.cameraToken && config.sequence.poseHead;
        CHECK(output.elevationEstimated == (estimates && !shot.elevation));
        CHECK(std::abs(output.elevationDegrees - expected.elevationDegrees) <
              (std::is_same_v<T, float> ? 1e-3 : 1));

        REQUIRE(output.fovYEstimate.has_value() == expected.fovYEstimate.has_value());
        if (output.fovYEstimate) {
            CHECK(std::abs(*output.fovYEstimate - *expected.fovYEstimate) <
                  (std::is_same_v<T, float> ? 1e-3 : 0.5));
        }

        NetworkOutput again;
        engine.run(input, again, {});
        CHECK(again.rows == output.rows);
    }
}

} // namespace

TEMPLATE_TEST_CASE("CUDA: the published kind of network", "", float, Bf16, cuda::Fp16) {
    checkAgainstReference<TestType>(smallConfig(), false, {{1, 0.0}, {2, 0.0}});
}

TEMPLATE_TEST_CASE("CUDA: our kind of network, with the camera given and estimated", "", float,
                   Bf16) {
    NetworkConfig config = smallRayConfig();
    // Both parts that older models have not, either, or none.
    config.sequence.imageFeatures = GENERATE(false, true);
    config.sequence.fieldOfViewHead = GENERATE(false, true);
    checkAgainstReference<TestType>(config, true,
                                    {{1, 20.0},
                                     {1, std::nullopt},
                                     {2, 20.0},
                                     {2, -35.0, 40.0},
                                     {3, std::nullopt, 40.0},
                                     {3, 20.0}});
}

TEST_CASE("CUDA: engines side by side, on all GPUs there are, give the bits of one") {
    const TensorSource source = formulaSource(smallRayConfig(), true);
    int gpus = 0;
    REQUIRE(cudaGetDeviceCount(&gpus) == cudaSuccess);
    std::vector<EngineTeam::MakeEngine> others;
    for (int i = 1; i < std::max(gpus, 2); ++i) {
        others.emplace_back(
            [&, i] { return std::make_unique<CudaEngine<Bf16>>(source, "test", i % gpus); });
    }
    std::printf("%zu engines on %d GPUs\n", others.size() + 1, gpus);
    EngineTeam team(std::make_unique<CudaEngine<Bf16>>(source, "test"), std::move(others));
    constexpr std::size_t kPictures = 5;
    std::vector<std::vector<float>> pictures;
    std::vector<NetworkOutput> expected(kPictures);
    for (std::size_t i = 0; i < kPictures; ++i) {
        pictures.push_back(noise(static_cast<unsigned>(i)));
        team.run({.rgb = pictures[i].data()}, expected[i], {});
    }
    std::size_t given = 0;
    std::size_t taken = 0;
    team.runMany(
        [&]() -> std::optional<NetworkInput> {
            return given < 200
                       ? std::optional(NetworkInput{.rgb = pictures[given++ % kPictures].data()})
                       : std::nullopt;
        },
        [&](NetworkOutput&& output) { CHECK(output.rows == expected[taken++ % kPictures].rows); },
        {});
    CHECK(taken == 200);
}

TEMPLATE_TEST_CASE("CUDA: several pictures at once are the same as one after the other", "", float,
                   Bf16) {
    CudaEngine<TestType> engine(formulaSource(smallRayConfig(), true), "test");
    const std::vector<Shot> shots = {{1, 20.0}, {2, 20.0},         {3, std::nullopt},
                                     {4, 20.0}, {5, std::nullopt}, {6, -35.0, 40.0},
                                     {7, 20.0}};
    std::vector<std::vector<float>> pictures;
    std::vector<NetworkInput> inputs;
    for (const Shot& shot : shots) {
        pictures.push_back(noise(shot.picture));
        inputs.push_back({.rgb = pictures.back().data(),
                          .fovYDegrees = shot.fovYDegrees,
                          .elevationKnown = shot.elevation.has_value(),
                          .elevationDegrees = shot.elevation.value_or(0)});
    }
    std::vector<NetworkOutput> expected(inputs.size());
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        engine.run(inputs[i], expected[i], {});
    }
    for (const std::size_t count : {inputs.size(), std::size_t{1}, std::size_t{0}}) {
        std::vector<NetworkOutput> outputs;
        std::size_t given = 0;
        engine.runMany(
            [&]() -> std::optional<NetworkInput> {
                return given < count ? std::optional(inputs[given++]) : std::nullopt;
            },
            [&](NetworkOutput&& output) { outputs.push_back(std::move(output)); }, {});
        REQUIRE(outputs.size() == count);
        for (std::size_t i = 0; i < count; ++i) {
            INFO("picture " << i);
            CHECK(outputs[i].rows == expected[i].rows);
            CHECK(outputs[i].elevationDegrees == expected[i].elevationDegrees);
            CHECK(outputs[i].elevationEstimated == expected[i].elevationEstimated);
            CHECK(outputs[i].fovYEstimate == expected[i].fovYEstimate);
        }
    }
    std::stop_source stop;
    std::size_t given = 0;
    const auto stopAfterThree = [&]() -> std::optional<NetworkInput> {
        if (given == 3) {
            stop.request_stop();
        }
        return inputs[given++];
    };
    CHECK_THROWS_AS(engine.runMany(
                        stopAfterThree, [](NetworkOutput&&) {}, Progress({}, stop.get_token())),
                    Cancelled);
    NetworkOutput after;
    engine.run(inputs[5], after, {});
    CHECK(after.rows == expected[5].rows);
}

TEMPLATE_TEST_CASE("CUDA: a result that stays on the GPU becomes the same cloud when asked", "",
                   float, Bf16) {
    NetworkConfig config = smallRayConfig();
    config.sequence.fieldOfViewHead = true;
    std::optional<CudaEngine<TestType>> engine(std::in_place, formulaSource(config, true), "test");
    std::vector<std::shared_ptr<const GpuCloud>> results;
    std::vector<GaussianCloud> expected;
    for (unsigned picture = 1; picture <= 3; ++picture) {
        const auto image = noise(picture);
        const NetworkInput input{.rgb = image.data(), .elevationKnown = picture == 1};
        NetworkOutput plain;
        engine->run(input, plain, {});
        expected.push_back(cloudOfRows(plain.rows));
        REQUIRE(!expected.back().empty());
        NetworkOutput output = plain; // rows of before must not stay
        results.push_back(engine->runOnGpu(input, output, {}));
        REQUIRE(results.back());
        CHECK(output.rows.empty());
        CHECK(output.elevationDegrees == plain.elevationDegrees);
        CHECK(output.elevationEstimated == (picture != 1));
        CHECK(output.fovYEstimate == plain.fovYEstimate);
        CHECK(output.peakBytes > plain.peakBytes);
    }
    // Held by nobody, results take each other's memory.
    for (unsigned picture = 1; picture <= 3; ++picture) {
        const auto image = noise(picture);
        NetworkOutput output;
        const auto result =
            engine->runOnGpu({.rgb = image.data(), .elevationKnown = picture == 1}, output, {});
        CHECK(test::sameBits(result->copy(), expected[picture - 1]));
    }
    engine.reset();
    for (std::size_t i = 0; i < results.size(); ++i) {
        CHECK(results[i]->size() == expected[i].size());
        CHECK(test::sameBits(results[i]->copy(), expected[i]));
    }
}

TEMPLATE_TEST_CASE("CUDA: features of the picture on a grid that the patches do not divide", "",
                   float, Bf16) {
    NetworkConfig config = smallRayConfig();
    config.stem = {88, 8}; // 11 stem tokens a side, 3 patches
    checkAgainstReference<TestType>(config, true, {{1, 20.0}, {2, std::nullopt}});
}

TEST_CASE("CUDA: a model without pose head takes an unknown elevation for 0") {
    NetworkConfig config = smallRayConfig();
    config.sequence.poseHead = false;
    config.sequence.fieldOfViewHead = false;
    checkAgainstReference<float>(config, false, {{1, std::nullopt}, {1, 0.0}});
}

TEST_CASE("CUDA: being observed changes nothing, and stages agree with the CPU's") {
    const TensorSource source = formulaSource(smallRayConfig());
    CudaEngine<float> engine(source, "test");
    CpuEngine cpu(source, 1);
    const auto image = noise(1);
    const NetworkInput input{.rgb = image.data(), .elevationKnown = false};
    NetworkOutput plain;
    engine.run(input, plain, {});

    using Stages = std::map<std::string, std::vector<float>>;
    const auto recorder = [](Stages& stages) {
        return [&stages](std::string_view stage, int, int rows, int columns, const float* values) {
            auto& kept = stages[std::string(stage)];
            kept.insert(kept.end(), values, values + std::ptrdiff_t{rows} * columns);
        };
    };
    Stages onGpu;
    Stages onCpu;
    engine.setObserver(recorder(onGpu));
    cpu.setObserver(recorder(onCpu));
    NetworkOutput observed;
    NetworkOutput expected;
    engine.run(input, observed, {});
    cpu.run(input, expected, {});
    CHECK(observed.rows == plain.rows);
    CHECK(observed.fovYEstimate == plain.fovYEstimate);
    REQUIRE(onGpu.size() == onCpu.size());
    for (const auto& [stage, values] : onCpu) {
        INFO(stage);
        CHECK(test::relativeError(onGpu[stage], values) < 2e-5);
    }
}

TEST_CASE("CUDA: stages are timed in order") {
    CudaEngine<Bf16> engine(formulaSource(smallRayConfig()), "test");
    std::vector<std::string> names;
    for (const StageTime& time : engine.timeStages()) {
        names.push_back(time.stage);
        CHECK(time.milliseconds > 0);
    }
    CHECK(names == std::vector<std::string>{"tokenizer", "prefix", "stem", "block 1 of 2",
                                            "block 2 of 2", "decoder"});
    CHECK(engine.timePass() > 0);
}

TEST_CASE("CUDA: models of other sizes are refused by name") {
    NetworkConfig config = smallConfig();
    config.sequence.stateSize = 8;
    CHECK_THROWS_WITH(CudaEngine<Bf16>(formulaSource(config), "test"),
                      Catch::Contains("a state size of 16") && Catch::Contains("choose the CPU"));
    config = smallConfig();
    config.sequence.innerWidth = 68;
    CHECK_THROWS_WITH(CudaEngine<Bf16>(formulaSource(config), "test"),
                      Catch::Contains("inner width that is a multiple of 8"));
}

TEST_CASE("CUDA: a run that was cancelled before it began throws, and the next one runs") {
    CudaEngine<Bf16> engine(formulaSource(smallConfig()), "test");
    const auto image = noise(1);
    const NetworkInput input{.rgb = image.data()};
    std::stop_source stop;
    stop.request_stop();
    NetworkOutput output;
    CHECK_THROWS_AS(engine.run(input, output, Progress({}, stop.get_token())), Cancelled);
    engine.run(input, output, {});
    CHECK(output.rows.size() == 324 * NetworkOutput::kRowLength);
}
