#include "program.h"
#include "splats/png_file.h"
#include "workplace.h"

#include <catch2/catch.hpp>
#include <csignal>

using namespace gambade;
using namespace gambade::test;

namespace {

/// A picture of 98 megapixels with alpha: a disc with stripes.
void writeLargePicture(const std::filesystem::path& path) {
    constexpr int kWidth = 11400;
    constexpr int kHeight = 8600;
    constexpr int kRadius = 3800;
    PngFile file(path, kWidth, kHeight, 4);
    std::vector<std::uint8_t> row(4 * kWidth);
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            const int u = x - kWidth / 2;
            const int v = y - kHeight / 2;
            const bool inside = u * u + v * v < kRadius * kRadius;
            std::uint8_t* pixel = &row[4 * static_cast<std::size_t>(x)];
            pixel[0] = static_cast<std::uint8_t>(x / 500 * 10);
            pixel[1] = static_cast<std::uint8_t>(y / 500 * 14);
            pixel[2] = 128;
            pixel[3] = inside ? 255 : 0;
        }
        file.writeRow(row);
    }
    file.commit();
}

const std::string kModel = GAMBADE_ASSETS "/models/gambade-base.safetensors";

} // namespace

TEST_CASE(
    "98 megapixels need at most 1 GB, and a signal ends the program wherever it is with them") {
    const Workplace place;
    writeLargePicture(place / "large.png");
    const std::vector<std::string> start{"reconstruct", "large.png", "--model", kModel};
    const auto before = place.files();
    for (const char* stage : {"loading model", "decoding", "background", "framing"}) {
        Program program(start, place.path(), true);
        REQUIRE(program.waitForError(stage));
        program.send(SIGINT);
        const ProgramResult result = program.wait();
        INFO(stage << ": " << result.errors);
        CHECK(result.exitCode == 130);
        CHECK_THAT(result.errors, Catch::Contains("cancelled") && !Catch::Contains("tokenizer"));
        CHECK(place.files() == before);
    }

    auto arguments = start;
    arguments.insert(arguments.end(), {"--stages", "steps", "--preview", "seen.png"});
    const ProgramResult result = runProgram(arguments, place.path());
    INFO(result.errors);
    REQUIRE(result.exitCode == 0);
    CHECK(result.peakBytes <= 1'000'000'000);
    CHECK(result.peakBytes > 200'000'000); // the model alone
    // Held at half the size, and named by its own.
    CHECK(loadPhoto(place / "steps/large_matte.png").image.width == 5700);
    CHECK_THAT(runProgram({"info", "large.png"}, place.path()).output,
               Catch::Contains("11400 × 8600"));
}
