#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/option_checks.h"
#include "app/cli/output_files.h"
#include "app/cli/preview.h"
#include "app/cli/progress_bar.h"
#include "app/cli/reconstruct_report.h"
#include "app/cli/write_options.h"
#include "reconstruction/engine_team.h"
#include "reconstruction/picture_stream.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/core.h>
#include <malloc.h>
#include <memory>
#include <set>
#include <thread>

namespace gambade::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::vector<fs::path> images;
    fs::path output;
    fs::path model;
    std::string elevation = "unknown";
    std::optional<double> fov;
    std::string background = "auto";
    int object = 0;
    Framing framing = Framing::kObject;
    fs::path preview;
    fs::path stages;
    Device device = Device::kAuto;
    CudaPrecision precision = CudaPrecision::kBf16;
    int threads = 0;
    bool json = false;
    SplatWriteOptions write;
};

std::optional<double> parseElevation(const std::string& text) {
    if (text == "unknown") {
        return std::nullopt;
    }
    double degrees = 0.0;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, degrees);
    if (parsed.ec != std::errc() || parsed.ptr != end || !(std::abs(degrees) <= 90.0)) {
        throw Error(ErrorKind::kUsage,
                    fmt::format("--elevation {} is no angle: write degrees from -90 to 90 "
                                "(0 level, 30 from above), or unknown",
                                text));
    }
    return degrees;
}

MatteOptions matteOptions(const Options& options) {
    MatteOptions matte;
    matte.object = options.object;
    matte.networkFile = findMattingNetwork();
    if (options.background == "auto") {
        matte.mode = BackgroundMode::kAuto;
    } else if (options.background == "alpha") {
        matte.mode = BackgroundMode::kAlpha;
    } else if (options.background == "none") {
        matte.mode = BackgroundMode::kNone;
    } else {
        matte.mode = BackgroundMode::kMask;
        matte.maskFile = options.background;
    }
    return matte;
}

/// One file per picture: `target` itself where it names a file and there is one picture, else
/// target/STEM.EXTENSION. Two pictures that would get the same name are refused.
std::vector<fs::path> outputNames(const Options& options, const fs::path& target,
                                  const std::string& extension) {
    std::error_code failure;
    const bool isFile = target.has_extension() && !fs::is_directory(target, failure);
    if (isFile && options.images.size() == 1) {
        return {target};
    }
    if (isFile) {
        throw Error(ErrorKind::kUsage,
                    fmt::format("{} is one file, but there are {} pictures: name a folder",
                                target.string(), options.images.size()));
    }
    std::vector<fs::path> names;
    std::set<fs::path> taken;
    for (const fs::path& image : options.images) {
        names.push_back(target / (image.stem().string() + extension));
        if (!taken.insert(names.back()).second) {
            throw Error(ErrorKind::kUsage,
                        fmt::format("two of the pictures would both be written to {}: rename one, "
                                    "or reconstruct them apart",
                                    names.back().string()));
        }
    }
    if (!target.empty()) {
        createFolder(target);
    }
    return names;
}

/// Everything that the jobs write.
std::vector<fs::path> filesOf(const std::vector<PictureJob>& jobs) {
    std::vector<fs::path> files;
    for (const PictureJob& job : jobs) {
        files.push_back(job.output);
        if (!job.preview.empty()) {
            files.push_back(job.preview);
        }
        if (!job.stages.empty()) {
            std::ranges::copy(framingStageFiles(job.stages), std::back_inserter(files));
        }
    }
    return files;
}

/// What can be refused before the work is refused here.
std::vector<PictureJob> planJobs(const Options& options) {
    const std::vector<fs::path> outputs = outputNames(options, options.output, ".ply");
    std::for_each(outputs.begin(), outputs.end(), requireSplatFile);
    options.write.requireMeaningFor(outputs.front());
    std::vector<fs::path> previews;
    if (!options.preview.empty()) {
        previews = outputNames(options, options.preview, ".png");
        std::for_each(previews.begin(), previews.end(), requirePng);
    }
    if (!options.stages.empty()) {
        createFolder(options.stages);
    }
    std::vector<PictureJob> jobs;
    for (std::size_t i = 0; i < options.images.size(); ++i) {
        jobs.push_back(
            {options.images[i], outputs[i], previews.empty() ? fs::path() : previews[i],
             options.stages.empty() ? fs::path() : options.stages / options.images[i].stem()});
    }
    std::vector<fs::path> inputs = options.images;
    inputs.push_back(matteOptions(options).maskFile);
    inputs.push_back(options.model);
    std::erase(inputs, fs::path());
    const std::vector<fs::path> files = filesOf(jobs);
    refuseOverwriting(inputs, files);
    std::for_each(files.begin(), files.end(), requireWritable);
    return jobs;
}

PreparedPicture prepare(const Options& options, const PictureJob& job, const Progress& progress) {
    PreparedPicture picture = preparePicture(job.image, matteOptions(options), options.fov,
                                             progress.part(0.0, 2.0 / 3), options.framing);
    if (!job.stages.empty()) {
        writeFramingStages(*picture.photo, picture.matte, picture.framed, job.stages,
                           progress.part(2.0 / 3, 1.0));
    }
    return picture;
}

void writeResults(const Options& options, const PictureJob& job, const Reconstruction& result,
                  const Progress& progress) {
    writeSplats(result.cloud, job.output, options.write.values, progress.part(0.0, 0.5));
    if (!job.preview.empty()) {
        writePreview(result, job.preview, options.threads, progress.part(0.5, 1.0));
    }
}

void reconstructOne(Reconstructor& reconstructor, const Options& options, const PictureJob& job,
                    std::optional<double> elevation, std::stop_token stop) {
    PreparedPicture picture;
    Reconstruction result;
    {
        ProgressBar bar(job.image.filename().string());
        const Progress progress = bar.progress(stop);
        picture = prepare(options, job, progress.part(0.0, 0.15));
        result = reconstructPicture(reconstructor, picture, elevation, progress.part(0.15, 0.9));
        writeResults(options, job, result, progress.part(0.9, 1.0));
    }
    report(job, result, picture.matte, options.json);
}

/// Memory that a picture leaves is kept for the next one, in pieces and to an amount a thread of up
/// to these sizes: to hand it back took longer than all else that the thread does which feeds the
/// GPU (benchmarks/README.md).
void keepFreedMemory() {
    constexpr int kLargestPiece = 32 << 20; // the most that glibc takes
    constexpr int kMostOfThread = 256 << 20;
    mallopt(M_MMAP_THRESHOLD, kLargestPiece);
    mallopt(M_TRIM_THRESHOLD, kMostOfThread);
}

/// Where the network is faster than what comes before and after it: these on all cores.
int reconstructOverlapped(Reconstructor& reconstructor, const Options& options,
                          const std::vector<PictureJob>& jobs, std::optional<double> elevation,
                          std::stop_token stop) {
    struct Kept {
        Reconstruction result;
        Matte matte;
    };
    keepFreedMemory();
    const Progress quiet(nullptr, stop);
    std::optional<ProgressBar> bar;
    int code = kSuccess;
    std::vector<PictureTask> tasks;
    for (const PictureJob& job : jobs) {
        const auto kept = std::make_shared<Kept>();
        const auto finish = [&, kept](PreparedPicture&& picture, Reconstruction&& result) {
            kept->matte = std::move(picture.matte);
            kept->result = std::move(result);
            writeResults(options, job, kept->result, quiet);
        };
        const auto done = [&, kept](const Error* failure) {
            bar.reset();
            if (failure != nullptr) {
                reportFailure(job, *failure, options.json);
                code = code == kSuccess ? exitCode(failure->kind()) : code;
            } else {
                report(job, kept->result, kept->matte, options.json);
            }
            *kept = {};
        };
        tasks.push_back({[&] { return prepare(options, job, quiet); }, finish, done});
    }
    const Progress progress(
        [&](std::string_view stage, double fraction) {
            if (!bar) {
                bar.emplace(fmt::format("{} pictures", jobs.size()));
            }
            bar->progress(stop).update(stage, fraction);
        },
        stop);
    constexpr unsigned kMost = 16; // they are large
    const unsigned ahead = std::clamp(std::thread::hardware_concurrency() / 2, 1U, kMost);
    reconstructStream(reconstructor, tasks, elevation, ahead, progress);
    return code;
}

Reconstructor loadModel(const Options& options, std::stop_token stop) {
    const fs::path model = options.model.empty() ? findDefaultModel() : options.model;
    ProgressBar bar(model.filename().string());
    return {model, options.device, options.threads, bar.progress(stop), options.precision};
}

/// A picture that fails is reported and the rest still run; the first failure gives the exit code.
int reconstructAll(const Options& options, std::stop_token stop) {
    const std::optional<double> elevation = parseElevation(options.elevation);
    const std::vector<PictureJob> jobs = planJobs(options);
    Reconstructor reconstructor = loadModel(options, stop);
    if (jobs.size() > 1 && reconstructor.overlapsPictures()) {
        return reconstructOverlapped(reconstructor, options, jobs, elevation, stop);
    }
    int code = kSuccess;
    for (const PictureJob& job : jobs) {
        malloc_trim(0); // what the picture before has left, before the next is decoded
        try {
            reconstructOne(reconstructor, options, job, elevation, stop);
        } catch (const Error& error) {
            if (jobs.size() == 1) {
                throw;
            }
            reportFailure(job, error, options.json);
            code = code == kSuccess ? exitCode(error.kind()) : code;
        }
    }
    return code;
}

} // namespace

void addReconstruct(CLI::App& app, Request& request) {
    static const std::map<std::string, Device> kDevices{
        {"auto", Device::kAuto}, {"cpu", Device::kCpu}, {"cuda", Device::kCuda}};
    static const std::map<std::string, CudaPrecision> kPrecisions{{"bf16", CudaPrecision::kBf16},
                                                                  {"fp16", CudaPrecision::kFp16},
                                                                  {"tf32", CudaPrecision::kTf32},
                                                                  {"fp32", CudaPrecision::kFp32}};
    static const std::map<std::string, Framing> kFramings{{"object", Framing::kObject},
                                                          {"picture", Framing::kPicture}};
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("reconstruct", "Turn pictures into Gaussian splats");
    command
        ->add_option("IMAGE", options->images,
                     "JPEG, PNG, BMP, TGA or WebP pictures; colours of an ICC profile become sRGB")
        ->required()
        ->type_name("");
    command
        ->add_option("-o,--output", options->output,
                     "File, or folder for several pictures (default: STEM.ply here)")
        ->type_name("FILE|FOLDER");
    command->add_option("--model", options->model, "Weights file (default: the one shipped)")
        ->type_name("FILE");
    command
        ->add_option("--elevation", options->elevation,
                     "Camera's angle above the horizon in degrees, or unknown (default): the model "
                     "estimates it")
        ->option_text("DEGREES|unknown");
    command
        ->add_option("--fov", options->fov,
                     "Vertical field of view of the photo in degrees (default: from EXIF, else "
                     "the network's own)")
        ->check(between(1.0, 170.0))
        ->option_text("DEGREES");
    command
        ->add_option(
            "--background", options->background,
            "auto (default): the picture's alpha, else what stands out; alpha; none: all of it "
            "is the object, as opaque as its alpha says; or a mask picture (white: object)")
        ->option_text("auto|alpha|none|MASK.png");
    command
        ->add_option("--object", options->object,
                     "Which of several objects, 1 the largest (default)")
        ->check(CLI::Range(1, 1000))
        ->option_text("N");
    command
        ->add_option("--framing", options->framing,
                     "object (default): cropped and centred; picture: taken as it is, for pictures "
                     "of cameras that look at the object's place, and for series")
        ->transform(oneOf(kFramings))
        ->option_text("object|picture");
    command
        ->add_option("--preview", options->preview,
                     "PNG (folder for several pictures) with four views of the result")
        ->type_name("FILE|FOLDER");
    command
        ->add_option("--stages", options->stages,
                     "Folder for the matte and the framed picture, to look at")
        ->type_name("FOLDER");
    command
        ->add_option(
            "--device", options->device,
            fmt::format("auto (default): the GPU where it can, else the CPU; several GPUs share "
                        "{} pictures or more",
                        EngineTeam::kAlone))
        ->transform(oneOf(kDevices))
        ->option_text("auto|cpu|cuda");
    command
        ->add_option("--precision", options->precision,
                     "Of the GPU: bf16 (default), fp16, tf32 or fp32; the CPU computes in fp32")
        ->transform(oneOf(kPrecisions))
        ->option_text("bf16|fp16|tf32|fp32");
    command->add_option("--threads", options->threads, "0 (default): all cores")
        ->check(CLI::Range(0, 1024))
        ->option_text("N");
    addJson(
        *command, request, "reconstruct photo.jpg --background mask.png -o photo.ply",
        "one object a picture: image, output, preview (where there is one), splats,\n"
        "  elevation_degrees, elevation_estimated, fov_degrees and radius (as the framed picture\n"
        "  was taken), photo_fov_estimate_degrees (rough, for --fov; of models that can),\n"
        "  background, objects, notes, stage_milliseconds, peak_bytes; of several pictures, one\n"
        "  that fails gives image and error");
    options->write.addTo(*command);
    command->callback([options, &request] {
        options->json = request.json;
        request.run = [options](std::stop_token stop) { return reconstructAll(*options, stop); };
    });
}

} // namespace gambade::cli
