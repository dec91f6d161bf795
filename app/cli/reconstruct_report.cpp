#include "app/cli/reconstruct_report.h"

#include "app/cli/exit_codes.h"
#include "app/cli/json_output.h"
#include "app/cli/output_files.h"
#include "splats/log.h"
#include "splats/printable.h"

#include <cmath>
#include <fmt/core.h>

namespace gambade::cli {
namespace {

double totalMilliseconds(const Reconstruction& result) {
    double sum = 0.0;
    for (const StageTime& stage : result.stages) {
        sum += stage.milliseconds;
    }
    return sum;
}

Json describe(const PictureJob& job, const Reconstruction& result, const Matte& matte) {
    Json stages = Json::object();
    for (const StageTime& stage : result.stages) {
        stages[stage.stage] = stage.milliseconds;
    }
    Json line{{"image", job.image.string()},
              {"output", job.output.string()},
              {"splats", result.cloud.size()},
              {"elevation_degrees", result.elevationDegrees},
              {"elevation_estimated", result.elevationEstimated},
              {"fov_degrees", result.fovYDegrees},
              {"radius", result.radius},
              {"background", matte.method},
              {"objects", matte.objectCount},
              {"notes", matte.notes},
              {"stage_milliseconds", stages},
              {"peak_bytes", result.peakBytes}};
    if (result.photoFovYEstimate) {
        line["photo_fov_estimate_degrees"] = *result.photoFovYEstimate;
    }
    if (!job.preview.empty()) {
        line["preview"] = job.preview.string();
    }
    return line;
}

void tell(const PictureJob& job, const Reconstruction& result, const Matte& matte) {
    for (const std::string& note : matte.notes) {
        log(LogLevel::kInfo, "{}: {}", job.image.string(), note);
    }
    const std::string fov =
        result.photoFovYEstimate
            ? fmt::format(", the photo's field of view looks like about {:.0f}°",
                          *result.photoFovYEstimate)
            : "";
    const double elevation = std::round(result.elevationDegrees) + 0.0; // no "-0"
    fmt::print("{}: {} splats in {:.1f} s, elevation {:.0f}°{}{}, written to {}\n",
               escaped(job.image.string()), result.cloud.size(), totalMilliseconds(result) / 1000.0,
               elevation, result.elevationEstimated ? " (estimated)" : "", fov,
               escaped(job.output.string()));
    if (!job.preview.empty()) {
        fmt::print("preview: {}\n", escaped(job.preview.string()));
    }
}

} // namespace

void report(const PictureJob& job, const Reconstruction& result, const Matte& matte, bool json) {
    if (json) {
        printJson(describe(job, result, matte));
    } else {
        tell(job, result, matte);
    }
    flushOutput(); // one picture after the other, for those who read along
}

void reportFailure(const PictureJob& job, const Error& error, bool json) {
    log(LogLevel::kError, "{}", error.what());
    if (json) {
        Json line{{"image", job.image.string()}};
        line.update(describeFailure(exitCode(error.kind()), error.what()));
        printJson(line);
    }
}

} // namespace gambade::cli
