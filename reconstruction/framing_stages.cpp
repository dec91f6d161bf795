#include "reconstruction/framing.h"
#include "splats/png_file.h"

#include <algorithm>
#include <cmath>

namespace gambade {
namespace {

void writeMatte(const Photo& photo, const Matte& matte, const std::filesystem::path& path,
                const Progress& progress) {
    PngFile file(path, matte.width, matte.height, 4);
    const auto width = static_cast<std::size_t>(matte.width);
    std::vector<std::uint8_t> row(width * 4);
    for (int y = 0; y < matte.height; ++y) {
        progress.update("stages", static_cast<double>(y) / matte.height);
        const std::size_t first = static_cast<std::size_t>(y) * width;
        std::copy_n(photo.image.rgba.data() + first * 4, row.size(), row.data());
        for (std::size_t x = 0; x < width; ++x) {
            row[4 * x + 3] = matte.coverage[first + x];
        }
        file.writeRow(row);
    }
    file.commit();
}

void writeFramed(const FramedImage& framed, const std::filesystem::path& path) {
    PngFile file(path, kFramedSize, kFramedSize, 3);
    const std::size_t pixels = framed.alpha.size();
    std::vector<std::uint8_t> row(3 * kFramedSize);
    for (std::size_t first = 0; first < pixels; first += kFramedSize) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const float value = framed.rgb[(i % 3) * pixels + first + i / 3];
            row[i] = static_cast<std::uint8_t>(std::lround(255.0F * value));
        }
        file.writeRow(row);
    }
    file.commit();
}

} // namespace

std::array<std::filesystem::path, 2> framingStageFiles(const std::filesystem::path& prefix) {
    return {prefix.string() + "_matte.png", prefix.string() + "_framed.png"};
}

void writeFramingStages(const Photo& photo, const Matte& matte, const FramedImage& framed,
                        const std::filesystem::path& prefix, const Progress& progress) {
    const auto [matteFile, framedFile] = framingStageFiles(prefix);
    writeMatte(photo, matte, matteFile, progress);
    writeFramed(framed, framedFile);
}

} // namespace gambade
