#include "formula_source.h"
#include "reconstruction/cuda/cuda_engine.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>

using namespace gambade;

// The published network on the GPU against the official implementation's outputs
// (data/reference/README.md).

namespace {

/// Of a machine that only runs these tests, $GAMBADE_TEST_DATA says where the data is.
std::string dataFolder() {
    const char* folder = std::getenv("GAMBADE_TEST_DATA");
    return folder ? folder : GAMBADE_TEST_DATA;
}

std::vector<float> readFloats(const std::string& name) {
    std::ifstream file(dataFolder() + "/reference/" + name + ".f32",
                       std::ios::binary | std::ios::ate);
    REQUIRE(file);
    std::vector<float> values(static_cast<std::size_t>(file.tellg()) / sizeof(float));
    file.seekg(0);
    file.read(reinterpret_cast<char*>(values.data()),
              static_cast<std::streamsize>(values.size() * sizeof(float)));
    return values;
}

/// Relative L2 error of columns [first, last) of rows of `length` values.
double relativeError(const std::vector<float>& values, const std::vector<float>& reference,
                     std::size_t length = 1, std::size_t first = 0, std::size_t last = 1) {
    REQUIRE(values.size() == reference.size());
    double difference = 0;
    double norm = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i % length >= first && i % length < last) {
            difference += std::pow(static_cast<double>(values[i]) - reference[i], 2);
            norm += std::pow(static_cast<double>(reference[i]), 2);
        }
    }
    return std::sqrt(difference / norm);
}

/// Every stage's rows, of which the reference holds each `rowStep`-th.
class StageRecorder {
public:
    void operator()(std::string_view stage, int firstRow, int rows, int columns,
                    const float* values) {
        auto& kept = m_stages[std::string(stage)];
        const int step = stage == "image_tokens" ? 1 : stage == "stem" ? 16 : 64;
        for (int row = 0; row < rows; ++row) {
            if ((firstRow + row) % step == 0) {
                const float* begin = values + std::ptrdiff_t{row} * columns;
                kept.insert(kept.end(), begin, begin + columns);
            }
        }
    }
    const std::vector<float>& stage(const std::string& name) const { return m_stages.at(name); }

private:
    std::map<std::string, std::vector<float>> m_stages;
};

/// What the Gaussians may differ by, and every stage before them.
struct Bounds {
    double position, opacity, scale, colour, stage;
};

template <typename T>
void checkParity(const Bounds& bounds) {
    CudaEngine<T> engine(formulaSource(NetworkConfig()), "test");
    const auto image = formulaImage();
    const NetworkInput input{.rgb = image.data()};
    NetworkOutput output;
    engine.run(input, output, {});
    const auto reference = readFloats("gaussians");
    const auto error = [&](std::size_t first, std::size_t last) {
        return relativeError(output.rows, reference, NetworkOutput::kRowLength, first, last);
    };
    WARN("xyz " << error(0, 3) << ", opacity " << error(3, 4) << ", scale " << error(4, 7)
                << ", rgb " << error(11, 14) << ", device memory "
                << static_cast<double>(output.peakBytes) / 1e6 << " MB");
    CHECK(error(0, 3) < bounds.position);
    CHECK(error(3, 4) < bounds.opacity);
    CHECK(error(4, 7) < bounds.scale);
    CHECK(error(7, 11) == 0);
    CHECK(error(11, 14) < bounds.colour);

    StageRecorder recorder;
    engine.setObserver(std::ref(recorder));
    NetworkOutput observed;
    engine.run(input, observed, {});
    CHECK(observed.rows == output.rows);
    const char* stages[] = {
        "image_tokens",    "stem",          "block0_residual",  "block0_hidden",
        "block6_residual", "block6_hidden", "block13_residual", "block13_hidden",
        "decoder_features"};
    for (const std::string stage : stages) {
        const double stageError = relativeError(recorder.stage(stage), readFloats(stage));
        WARN(stage << " " << stageError);
        CHECK(stageError < bounds.stage);
    }
}

} // namespace

TEST_CASE("CUDA: the published network in fp32 agrees at every stage") {
    checkParity<float>({1e-4, 1e-4, 1e-4, 1e-4, 1e-4});
}

TEST_CASE("CUDA: the published network in bf16 is no further from fp32 than the official one's") {
    checkParity<Bf16>({1.3e-2, 2.7e-3, 2.6e-3, 2.6e-3, 3e-2});
}
