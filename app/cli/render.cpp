#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/json_output.h"
#include "app/cli/option_checks.h"
#include "app/cli/output_files.h"
#include "app/cli/progress_bar.h"
#include "splat_renderer/picture_file.h"
#include "splats/error.h"
#include "splats/format.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fmt/core.h>
#include <memory>
#include <optional>
#include <string>

namespace gambade::cli {
namespace {

struct Options {
    std::filesystem::path splats;
    std::filesystem::path output;
    std::filesystem::path cameras;
    std::filesystem::path outputFolder;
    double azimuth = 0.0;
    double elevation = 0.0;
    double radius = kDefaultRadius;
    double fov = kDefaultFovY;
    std::string size = fmt::format("{0}x{0}", kDefaultPictureSize);
    std::string background = "white";
    int threads = 0;
};

struct Size {
    int width = 0;
    int height = 0;
};

Size parseSize(const std::string& text) {
    Size size;
    const char* end = text.data() + text.size();
    const auto width = std::from_chars(text.data(), end, size.width);
    if (width.ec == std::errc() && width.ptr != end && *width.ptr == 'x') {
        const auto height = std::from_chars(width.ptr + 1, end, size.height);
        if (height.ec == std::errc() && height.ptr == end) {
            return size;
        }
    }
    throw Error(ErrorKind::kUsage,
                fmt::format("--size {} is not a size: write WIDTHxHEIGHT, as 512x512", text));
}

std::optional<glm::vec3> parseBackground(const std::string& text) {
    if (text == "transparent") {
        return std::nullopt;
    }
    if (text == "white") {
        return glm::vec3(1.0f);
    }
    unsigned rgb = 0;
    if (text.size() == 7 && text[0] == '#') {
        const char* end = text.data() + text.size();
        const auto parsed = std::from_chars(text.data() + 1, end, rgb, 16);
        if (parsed.ec == std::errc() && parsed.ptr == end) {
            return glm::vec3((rgb >> 16) & 0xff, (rgb >> 8) & 0xff, rgb & 0xff) / 255.0f;
        }
    }
    throw Error(
        ErrorKind::kUsage,
        fmt::format("--background {} is no colour: write white, transparent or #rrggbb", text));
}

std::vector<NamedCamera> chooseCameras(const Options& options) {
    if (!options.cameras.empty()) {
        if (options.outputFolder.empty() || !options.output.empty()) {
            throw Error(ErrorKind::kUsage,
                        "--cameras writes several pictures: name their folder with --out-dir");
        }
        return readCameras(options.cameras);
    }
    if (options.output.empty() || !options.outputFolder.empty()) {
        throw Error(ErrorKind::kUsage, "name the picture to write with -o FILE.png");
    }
    return {{options.output.filename().string(),
             orbitCamera(options.azimuth, options.elevation, options.radius, options.fov)}};
}

/// @return the fields of --json
Json renderPictures(const Options& options, std::stop_token stop) {
    const auto start = std::chrono::steady_clock::now();
    const Size size = parseSize(options.size);
    const std::optional<glm::vec3> background = parseBackground(options.background);
    const std::vector<NamedCamera> cameras = chooseCameras(options);
    for (const NamedCamera& camera : cameras) {
        requirePng(camera.file);
    }
    std::filesystem::path folder = options.output.parent_path();
    if (!options.outputFolder.empty()) {
        folder = options.outputFolder;
        createFolder(folder);
    }

    std::vector<std::filesystem::path> inputs{options.splats};
    std::vector<std::filesystem::path> files;
    for (const NamedCamera& camera : cameras) {
        files.push_back(folder / camera.file);
        // What stands beside the cameras' file under these names are the pictures they were of.
        const std::filesystem::path original = options.cameras.parent_path() / camera.file;
        std::error_code failure;
        if (!options.cameras.empty() && std::filesystem::exists(original, failure)) {
            inputs.push_back(original);
        }
    }
    refuseOverwriting(inputs, files);
    std::for_each(files.begin(), files.end(), requireWritable);

    ProgressBar bar(options.splats.filename().string());
    const Progress progress = bar.progress(stop);
    const GaussianCloud cloud = readSplats(options.splats, progress.part(0.0, 0.2));
    Json pictures = Json::array();
    for (std::size_t i = 0; i < cameras.size(); ++i) {
        progress.update("rendering",
                        0.2 + 0.8 * static_cast<double>(i) / static_cast<double>(cameras.size()));
        const RenderedImage image = rasterize(cloud, cameras[i].camera, size.width, size.height,
                                              {options.threads}, Progress(nullptr, stop));
        writePng(image, files[i], background);
        pictures.push_back(
            {{"file", files[i].string()}, {"width", image.width}, {"height", image.height}});
    }
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
    return {{"splats", options.splats.string()},
            {"pictures", std::move(pictures)},
            {"milliseconds", time.count()}};
}

} // namespace

void addRender(CLI::App& app, Request& request) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("render", "Draw splats as PNG pictures");
    command->add_option("SPLATS", options->splats, "Splat file")->required()->type_name("");
    command->add_option("-o,--output", options->output, "PNG to write")->type_name("FILE");
    CLI::Option* cameras =
        command->add_option("--cameras", options->cameras, "cameras.json with several views")
            ->type_name("FILE");
    command
        ->add_option(
            "--azimuth", options->azimuth,
            "Degrees around the object; 0 (default) is the source picture's side, 90 its right")
        ->check(between(-1e6, 1e6))
        ->excludes(cameras)
        ->option_text("DEGREES");
    command->add_option("--elevation", options->elevation, "Degrees above the horizon (default: 0)")
        ->check(between(-90.0, 90.0))
        ->excludes(cameras)
        ->option_text("DEGREES");
    command
        ->add_option("--radius", options->radius,
                     fmt::format("Distance from the origin (default: {})", kDefaultRadius))
        ->check(between(0.01, 1e6))
        ->excludes(cameras)
        ->option_text("NUMBER");
    command
        ->add_option("--fov", options->fov,
                     fmt::format("Vertical field of view (default: {})", kDefaultFovY))
        ->check(between(1.0, 170.0))
        ->excludes(cameras)
        ->option_text("DEGREES");
    command->add_option("--out-dir", options->outputFolder, "Folder for the pictures of --cameras")
        ->type_name("FOLDER");
    command->add_option("--size", options->size, fmt::format("Pixels (default: {})", options->size))
        ->option_text("WIDTHxHEIGHT");
    command->add_option("--background", options->background, "Behind the splats (default: white)")
        ->option_text("white|transparent|#rrggbb");
    command->add_option("--threads", options->threads, "0 (default): all cores")
        ->check(CLI::Range(0, 1024))
        ->option_text("N");
    addJson(*command, request, "render mug.ply -o mug.png --azimuth 45 --elevation 20",
            "splats (the file), pictures (of each: file, width, height), milliseconds");
    command->callback([options, &request] {
        request.run = [options, &request](std::stop_token stop) {
            const Json result = renderPictures(*options, stop);
            if (request.json) {
                printJson(result);
            }
            return kSuccess;
        };
    });
}

} // namespace gambade::cli
