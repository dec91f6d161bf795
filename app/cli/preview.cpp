#include "app/cli/preview.h"

#include "splat_renderer/picture_file.h"

#include <array>

namespace gambade::cli {

void writePreview(const Reconstruction& result, const std::filesystem::path& path, int threads,
                  const Progress& progress) {
    constexpr int kViewSize = kDefaultPictureSize;
    constexpr std::array kAzimuths{0.0, 60.0, 180.0, -60.0};
    RenderedImage sheet{2 * kViewSize, 2 * kViewSize, {}};
    sheet.pixels.resize(static_cast<std::size_t>(sheet.width) * sheet.height);
    for (std::size_t i = 0; i < kAzimuths.size(); ++i) {
        progress.update("preview", static_cast<double>(i) / kAzimuths.size());
        const Camera camera =
            orbitCamera(kAzimuths[i], result.elevationDegrees, result.radius, result.fovYDegrees);
        const RenderedImage view = rasterize(result.cloud, camera, kViewSize, kViewSize, {threads},
                                             Progress(nullptr, progress.stopToken()));
        const std::size_t left = (i % 2) * kViewSize;
        const std::size_t top = (i / 2) * kViewSize;
        for (std::size_t y = 0; y < kViewSize; ++y) {
            std::copy_n(view.pixels.begin() + static_cast<std::ptrdiff_t>(y * kViewSize), kViewSize,
                        sheet.pixels.begin() +
                            static_cast<std::ptrdiff_t>((top + y) * sheet.width + left));
        }
    }
    writePng(sheet, path, glm::vec3(1.0f));
}

} // namespace gambade::cli
