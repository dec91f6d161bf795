#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/model_description.h"
#include "app/cli/progress_bar.h"
#include "reconstruction/image.h"
#include "splats/format.h"
#include "splats/mapped_file.h"
#include "splats/printable.h"

#include <fmt/format.h>
#include <glm/common.hpp>
#include <iterator>
#include <memory>

namespace gambade::cli {
namespace {

Description describeSplats(const std::filesystem::path& path, const SplatFormat& format,
                           const Progress& progress) {
    const GaussianCloud cloud = readSplats(path, progress);
    Description description;
    description.fields = {{"file", path.string()},       {"kind", "splats"},
                          {"format", format.name},       {"splats", cloud.size()},
                          {"sh_degree", cloud.shDegree}, {"antialiased", cloud.antialiased}};
    const auto line = std::back_inserter(description.text);
    fmt::format_to(line, "{}: {} splats, {}, SH degree {}{}\n", escaped(path.string()),
                   cloud.size(), format.name, cloud.shDegree,
                   cloud.antialiased ? ", anti-aliased" : "");
    if (!cloud.empty()) {
        glm::vec3 low = cloud.positions.front();
        glm::vec3 high = low;
        for (const glm::vec3& position : cloud.positions) {
            low = glm::min(low, position);
            high = glm::max(high, position);
        }
        description.fields["bounds"] = {{"low", {low.x, low.y, low.z}},
                                        {"high", {high.x, high.y, high.z}}};
        fmt::format_to(line,
                       "  bounds (y up)  x {:.3f} … {:.3f}   y {:.3f} … {:.3f}   z {:.3f} … "
                       "{:.3f}\n",
                       low.x, high.x, low.y, high.y, low.z, high.z);
    }
    description.fields["provenance"] = Json::object();
    for (const auto& [key, value] : cloud.provenance) {
        description.fields["provenance"][key] = value;
        fmt::format_to(line, "  {}: {}\n", escaped(key), escaped(value));
    }
    return description;
}

Description describePhoto(const std::filesystem::path& path, const Progress& progress) {
    const Photo photo = loadPhoto(path, progress);
    Description description;
    description.fields = {{"file", path.string()},      {"kind", "picture"},
                          {"format", photo.format},     {"width", photo.fileWidth},
                          {"height", photo.fileHeight}, {"alpha", photo.hasAlpha},
                          {"fov_degrees", nullptr},     {"sha256", photo.sha256}};
    const auto line = std::back_inserter(description.text);
    fmt::format_to(line, "{}: {} {} × {}, {}\n", escaped(path.string()), photo.format,
                   photo.fileWidth, photo.fileHeight, photo.hasAlpha ? "with alpha" : "opaque");
    if (photo.fovYDegrees) {
        description.fields["fov_degrees"] = *photo.fovYDegrees;
        fmt::format_to(line, "  vertical field of view {:.1f}° (EXIF)\n", *photo.fovYDegrees);
    }
    fmt::format_to(line, "  sha256 {}\n", photo.sha256);
    return description;
}

/// By the file's content, whatever its name is.
Description describe(const std::filesystem::path& path, const Progress& progress) {
    {
        const MappedFile file(path, MappedFile::Use::kInput);
        for (const SplatFormat& format : splatFormats()) {
            if (format.matches(file.bytes())) {
                return describeSplats(path, format, progress);
            }
        }
        if (looksLikeModel(file.bytes())) {
            return describeModel(path, progress);
        }
    }
    return describePhoto(path, progress);
}

} // namespace

void print(const Description& description, bool json) {
    if (json) {
        printJson(description.fields);
    } else {
        fmt::print("{}", description.text);
    }
}

void addInfo(CLI::App& app, Request& request) {
    auto path = std::make_shared<std::filesystem::path>();
    CLI::App* command = app.add_subcommand("info", "Say what a splat file, picture or model holds");
    command->add_option("FILE", *path, "Splats, picture or model")->required()->type_name("");
    addJson(*command, request, "info mug.ply",
            "file, kind (splats, picture or model), and of\n"
            "  splats: format, splats, sh_degree, antialiased, bounds (low and high: x, y, z;\n"
            "    world axes, y up), provenance\n"
            "  a picture: format, width, height, alpha, fov_degrees (null: not said), sha256\n"
            "  a model: as gambade model info");
    command->callback([path, &request] {
        request.run = [path, &request](std::stop_token stop) {
            Description description;
            {
                ProgressBar bar(path->filename().string());
                description = describe(*path, bar.progress(stop));
            }
            print(description, request.json);
            return kSuccess;
        };
    });
}

} // namespace gambade::cli
