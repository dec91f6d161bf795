#pragma once

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gambade::test {

/// What the reference holds of every stage beside the Gaussians (data/reference/README.md).
inline constexpr const char* kReferenceStages[] = {
    "image_tokens",    "stem",          "block0_residual",  "block0_hidden",
    "block6_residual", "block6_hidden", "block13_residual", "block13_hidden",
    "decoder_features"};

/// The official implementation's output of a stage, or its "gaussians".
/// On a machine that only runs the tests, $GAMBADE_TEST_DATA says where the data is.
inline std::vector<float> readReference(const std::string& stage) {
    const char* folder = std::getenv("GAMBADE_TEST_DATA");
    std::ifstream file(std::string(folder != nullptr ? folder : GAMBADE_TEST_DATA) + "/reference/" +
                           stage + ".f32",
                       std::ios::binary | std::ios::ate);
    REQUIRE(file);
    std::vector<float> values(static_cast<std::size_t>(file.tellg()) / sizeof(float));
    file.seekg(0);
    file.read(reinterpret_cast<char*>(values.data()),
              static_cast<std::streamsize>(values.size() * sizeof(float)));
    return values;
}

/// A StageObserver that keeps the rows that the reference holds.
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

} // namespace gambade::test
