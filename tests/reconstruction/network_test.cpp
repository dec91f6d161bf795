#include "formula_source.h"
#include "reconstruction/cpu/cpu_engine.h"
#include "reference_network.h"
#include "relative_error.h"
#include "splats/error.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <thread>

using namespace gambade;

namespace {

NetworkOutput runOn(CpuEngine& engine, const std::vector<float>& image,
                    std::optional<double> elevation, double fovYDegrees = 49.1, double radius = 1.5,
                    const Progress& progress = {}) {
    NetworkInput input;
    input.rgb = image.data();
    input.fovYDegrees = fovYDegrees;
    input.radius = radius;
    input.elevationKnown = elevation.has_value();
    input.elevationDegrees = elevation.value_or(0);
    NetworkOutput output;
    engine.run(input, output, progress);
    return output;
}

/// By groups of columns.
void checkRows(const std::vector<float>& rows, const std::vector<double>& expected) {
    struct Group {
        const char* name;
        std::size_t first, last;
    };
    for (const Group group : {Group{"position", 0, 3}, Group{"opacity", 3, 4}, Group{"scale", 4, 7},
                              Group{"rotation", 7, 11}, Group{"colour", 11, 14}}) {
        INFO(group.name);
        CHECK(test::relativeError(rows, expected, NetworkOutput::kRowLength, group.first,
                                  group.last) < 2e-6);
    }
}

} // namespace

TEST_CASE("A published-type network agrees with its double-precision definition") {
    const bool exactDecay = GENERATE(false, true);
    const TensorSource source = formulaSource(tinyConfig(), exactDecay);
    const auto image = formulaImage();
    CpuEngine engine(source, 2);
    // Its camera is fixed: what the input says of one changes nothing.
    const auto output = runOn(engine, image, 33.0, 60, 2);
    checkRows(output.rows, referenceNetwork(source, image, 0.0, 49.1, 1.5).rows);
    CHECK(output.elevationDegrees == 0);
    CHECK_FALSE(output.elevationEstimated);
    CHECK(runOn(engine, image, {}).rows == output.rows);
}

TEST_CASE("A network of our own type agrees with its double-precision definition") {
    const bool exactDecay = GENERATE(false, true);
    NetworkConfig config = tinyRayConfig();
    // Both parts that older models have not, either, or none.
    config.sequence.imageFeatures = GENERATE(false, true);
    config.sequence.fieldOfViewHead = GENERATE(false, true);
    const TensorSource source = formulaSource(config, exactDecay);
    const auto image = formulaImage();
    CpuEngine engine(source, 2);

    SECTION("with the camera given") {
        const auto output = runOn(engine, image, 25.0, 38.0, 2.1);
        checkRows(output.rows, referenceNetwork(source, image, 25.0, 38.0, 2.1).rows);
        CHECK(output.elevationDegrees == 25);
        CHECK_FALSE(output.elevationEstimated);
        // It is told beside a given one, too.
        CHECK(output.fovYEstimate.has_value() == config.sequence.fieldOfViewHead);
    }
    SECTION("with the elevation estimated") {
        const auto output = runOn(engine, image, {});
        const auto expected = referenceNetwork(source, image, {}, 49.1, 1.5);
        CHECK(std::abs(expected.elevationDegrees) > 1); // else this would show nothing
        CHECK(output.elevationDegrees == Approx(expected.elevationDegrees).epsilon(1e-5));
        CHECK(output.elevationEstimated);
        REQUIRE(output.fovYEstimate.has_value() == config.sequence.fieldOfViewHead);
        if (output.fovYEstimate) {
            CHECK(std::abs(*expected.fovYEstimate - 45) > 1);
            CHECK(*output.fovYEstimate == Approx(*expected.fovYEstimate).epsilon(1e-5));
        }
        checkRows(output.rows, expected.rows);
    }
}

TEST_CASE("Without pose head an unknown elevation is 0, said to the network as unknown") {
    NetworkConfig config = tinyRayConfig();
    config.sequence.poseHead = false;
    config.sequence.fieldOfViewHead = false;
    const TensorSource source = formulaSource(config);
    const auto image = formulaImage();
    CpuEngine engine(source, 1);
    const auto output = runOn(engine, image, {});
    CHECK(output.elevationDegrees == 0);
    CHECK_FALSE(output.elevationEstimated);
    CHECK_FALSE(output.fovYEstimate);
    checkRows(output.rows, referenceNetwork(source, image, {}, 49.1, 1.5).rows);
    CHECK(runOn(engine, image, 0.0).rows != output.rows);
}

TEST_CASE("Sizes are free: deep convolution, one state, no registers, a resized picture") {
    NetworkConfig config = tinyRayConfig();
    config.tokenizer.registers = 0;
    config.tokenizer.positionGrid = 3;
    config.stem = {600, 60};
    config.sequence.convWidth = 7;
    config.sequence.stateSize = 1;
    config.sequence.innerWidth = 16;
    config.decoder.rotation = NetworkConfig::Decoder::Rotation::kFixed;
    TensorSource source = formulaSource(config);
    // The plain reference asks for the registers, too.
    source.expand = [expand = source.expand](std::string_view name) {
        return name.ends_with("register_tokens") ? std::vector<float>() : expand(name);
    };
    const auto image = formulaImage();
    CpuEngine engine(source, 2);
    checkRows(runOn(engine, image, -10.0).rows,
              referenceNetwork(source, image, -10.0, 49.1, 1.5).rows);
}

TEST_CASE("The picture's features are resized to any grid, finer or coarser than the patches'") {
    NetworkConfig config = tinyRayConfig();
    // Of 3 patches a side, to as many, to fewer and to a number that 3 does not divide.
    config.stem = GENERATE(NetworkConfig::Stem{36, 12}, NetworkConfig::Stem{36, 18},
                           NetworkConfig::Stem{77, 7});
    // 81 patches: more than one block of rows.
    config.tokenizer.imageSize = GENERATE(42, 126);
    const TensorSource source = formulaSource(config);
    const auto image = formulaImage();
    CpuEngine engine(source, 2);
    const auto rows = runOn(engine, image, 25.0).rows;
    checkRows(rows, referenceNetwork(source, image, 25.0, 49.1, 1.5).rows);
    config.sequence.imageFeatures = false;
    CpuEngine without(formulaSource(config), 2);
    CHECK(runOn(without, image, 25.0).rows != rows);
}

TEST_CASE("An estimated field of view keeps to 10 to 100 degrees") {
    CHECK(fieldOfViewOf(0.0F) == 45);
    CHECK(fieldOfViewOf(0.5F) == 60);
    CHECK(fieldOfViewOf(-1e9F) == 10);
    CHECK(fieldOfViewOf(1e9F) == 100);
}

TEST_CASE("The same picture gives the same bits, whatever the number of threads") {
    // Several steps of rows, so that tasks move between threads.
    NetworkConfig config = tinyRayConfig();
    config.stem = {128, 4};
    const TensorSource source = formulaSource(config);
    const auto image = formulaImage();
    CpuEngine one(source, 1);
    const auto expected = runOn(one, image, {}).rows;
    for (const int threads : {1, 2, 3, 7}) {
        CpuEngine engine(source, threads);
        for (int repetition = 0; repetition < 2; ++repetition) {
            const auto rows = runOn(engine, image, {}).rows;
            CHECK(std::memcmp(rows.data(), expected.data(), rows.size() * sizeof(float)) == 0);
        }
    }
}

TEST_CASE("Progress goes from 0 to 1 through every stage, and stages are timed") {
    CpuEngine engine(formulaSource(tinyRayConfig()), 2);
    std::vector<std::string> stages;
    double last = 0;
    const Progress progress(
        [&](std::string_view stage, double fraction) {
            CHECK(fraction >= last);
            last = fraction;
            if (stages.empty() || stages.back() != stage) {
                stages.emplace_back(stage);
            }
        },
        {});
    const auto output = runOn(engine, formulaImage(), 10.0, 49.1, 1.5, progress);
    const std::vector<std::string> expected{"tokenizer",    "prefix",       "stem",
                                            "block 1 of 2", "block 2 of 2", "decoder"};
    CHECK(stages == expected);
    CHECK(last == Approx(1));
    REQUIRE(output.stages.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK(output.stages[i].stage == expected[i]);
        CHECK(output.stages[i].milliseconds > 0);
    }
    CHECK(output.peakBytes > output.rows.size() * sizeof(float));
}

TEST_CASE("A stop request from another thread ends a run, and the engine can be used again") {
    NetworkConfig config = tinyRayConfig();
    config.stem = {512, 4}; // 65,536 Gaussians: long enough to be stopped in the middle
    CpuEngine engine(formulaSource(config), 2);
    const auto image = formulaImage();
    const auto expected = runOn(engine, image, 5.0).rows;

    std::stop_source stop;
    std::atomic<bool> inFirstBlock = false;
    std::string lastStage;
    const Progress progress(
        [&](std::string_view stage, double) {
            lastStage = stage;
            inFirstBlock = inFirstBlock || stage == "block 1 of 2";
        },
        stop.get_token());
    std::jthread stopper([&] {
        while (!inFirstBlock) {
            std::this_thread::yield();
        }
        stop.request_stop();
    });
    CHECK_THROWS_AS(runOn(engine, image, 5.0, 49.1, 1.5, progress), Cancelled);
    CHECK(lastStage.starts_with("block"));
    CHECK(runOn(engine, image, 5.0).rows == expected);
}
