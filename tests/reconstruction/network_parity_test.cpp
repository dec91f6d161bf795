#include "formula_source.h"
#include "reconstruction/cpu/cpu_engine.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <map>

using namespace gambade;

namespace {

std::vector<float> readFloats(const std::string& name) {
    std::ifstream file(std::string(GAMBADE_TEST_DATA) + "/reference/" + name + ".f32",
                       std::ios::binary | std::ios::ate);
    REQUIRE(file);
    std::vector<float> values(static_cast<std::size_t>(file.tellg()) / sizeof(float));
    file.seekg(0);
    file.read(reinterpret_cast<char*>(values.data()),
              static_cast<std::streamsize>(values.size() * sizeof(float)));
    return values;
}

double relativeError(std::span<const float> values, std::span<const float> reference) {
    REQUIRE(values.size() == reference.size());
    double difference = 0;
    double norm = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double d = static_cast<double>(values[i]) - reference[i];
        difference += d * d;
        norm += static_cast<double>(reference[i]) * reference[i];
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
                kept.insert(kept.end(), values + row * columns, values + (row + 1) * columns);
            }
        }
    }
    const std::vector<float>& stage(const std::string& name) const { return m_stages.at(name); }

private:
    std::map<std::string, std::vector<float>> m_stages;
};

} // namespace

TEST_CASE("The published network agrees with the official implementation at every stage") {
    const NetworkConfig config; // published
    CpuEngine engine(formulaSource(config), 0);
    StageRecorder recorder;
    engine.setObserver(std::ref(recorder));

    const auto image = formulaImage();
    NetworkInput input;
    input.rgb = image.data();
    NetworkOutput output;
    engine.run(input, output, {});

    const char* stages[] = {
        "image_tokens",    "stem",          "block0_residual",  "block0_hidden",
        "block6_residual", "block6_hidden", "block13_residual", "block13_hidden",
        "decoder_features"};
    for (const std::string stage : stages) {
        const double error = relativeError(recorder.stage(stage), readFloats(stage));
        INFO(stage);
        CHECK(error < 1e-5);
    }
    const double error = relativeError(output.rows, readFloats("gaussians"));
    INFO("gaussians");
    CHECK(error < 1e-5);
}
