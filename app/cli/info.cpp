#include "app/cli/commands.h"
#include "app/cli/describe_model.h"
#include "app/cli/exit_codes.h"
#include "reconstruction/image.h"
#include "splats/format.h"
#include "splats/mapped_file.h"

#include <fmt/core.h>
#include <glm/common.hpp>
#include <memory>

namespace gambade::cli {
namespace {

void describeSplats(const std::filesystem::path& path, const SplatFormat& format) {
    const GaussianCloud cloud = readSplats(path);
    fmt::print("{}: {} splats, {}, SH degree {}{}\n", path.string(), cloud.size(), format.name,
               cloud.shDegree, cloud.antialiased ? ", anti-aliased" : "");
    if (!cloud.empty()) {
        glm::vec3 low = cloud.positions.front();
        glm::vec3 high = low;
        for (const glm::vec3& position : cloud.positions) {
            low = glm::min(low, position);
            high = glm::max(high, position);
        }
        fmt::print("  bounds (y up)  x {:.3f} … {:.3f}   y {:.3f} … {:.3f}   z {:.3f} … {:.3f}\n",
                   low.x, high.x, low.y, high.y, low.z, high.z);
    }
    for (const auto& [key, value] : cloud.provenance) {
        fmt::print("  {}: {}\n", key, value);
    }
}

void describePhoto(const std::filesystem::path& path) {
    const Photo photo = loadPhoto(path);
    fmt::print("{}: {} {} × {}, {}\n", path.string(), photo.format, photo.fileWidth,
               photo.fileHeight, photo.hasAlpha ? "with alpha" : "opaque");
    if (photo.fovYDegrees) {
        fmt::print("  vertical field of view {:.1f}° (EXIF)\n", *photo.fovYDegrees);
    }
    fmt::print("  sha256 {}\n", photo.sha256);
}

int describe(const std::filesystem::path& path) {
    {
        const MappedFile file(path, MappedFile::Use::kInput);
        for (const SplatFormat& format : splatFormats()) {
            if (format.matches(file.bytes())) {
                describeSplats(path, format);
                return kSuccess;
            }
        }
        if (looksLikeModel(file.bytes())) {
            describeModel(path);
            return kSuccess;
        }
    }
    describePhoto(path);
    return kSuccess;
}

} // namespace

void addInfo(CLI::App& app, Run& run) {
    auto path = std::make_shared<std::filesystem::path>();
    CLI::App* command = app.add_subcommand("info", "Say what a splat file, picture or model holds");
    command->add_option("FILE", *path, "Splats, picture or model")->required();
    command->callback([path, &run] { run = [path](std::stop_token) { return describe(*path); }; });
}

} // namespace gambade::cli
