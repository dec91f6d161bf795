#include "reconstruction/pipeline.h"

#include "reconstruction/cancellable_pass.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <fmt/core.h>
#include <new>
#include <utility>

namespace gambade {

namespace {

/// Coverage of nothing, for the user to paint in.
Matte emptyMatte(const Image& photo) {
    Matte matte;
    matte.width = photo.width;
    matte.height = photo.height;
    matte.coverage.resize(static_cast<std::size_t>(photo.width) *
                          static_cast<std::size_t>(photo.height));
    matte.mixedColors = true;
    return matte;
}

/// False: none was found, and the matte is empty.
bool findObject(PreparedPicture& picture, const MatteOptions& options, NothingFound nothing,
                const Progress& progress) {
    try {
        picture.matte = extractForeground(*picture.photo, options, progress);
        return true;
    } catch (const Error& failure) {
        if (nothing == NothingFound::kRefused || failure.kind() != ErrorKind::kInput) {
            throw;
        }
        picture.matte = emptyMatte(picture.photo->image);
        return false;
    }
}

} // namespace

PreparedPicture preparePicture(const std::filesystem::path& file, const MatteOptions& options,
                               std::optional<double> fovYDegrees, const Progress& progress,
                               Framing framing, NothingFound nothing) {
    return runCancellably<PreparedPicture>(
        [file, options, fovYDegrees, framing, nothing](const Progress& part) {
            try {
                PreparedPicture picture;
                picture.framing = framing;
                picture.photo = std::make_shared<const Photo>(loadPhoto(file, part.part(0.0, 0.5)));
                if (!findObject(picture, options, nothing, part.part(0.5, 0.9))) {
                    return picture;
                }
                frameAgain(picture, fovYDegrees, part.part(0.9, 1.0));
                return picture;
            } catch (const std::bad_alloc&) {
                throw Error(ErrorKind::kInput,
                            fmt::format("memory does not suffice for {}: close other programs, or "
                                        "make the picture smaller",
                                        file.string()));
            }
        },
        progress);
}

void replaceCoverage(PreparedPicture& picture, std::vector<std::uint8_t> coverage) {
    constexpr std::uint8_t kHalf = 127;
    if (coverage.size() != picture.matte.coverage.size()) {
        throw Error(ErrorKind::kInput,
                    fmt::format("the mask is not of the size of {}", picture.photo->file.string()));
    }
    if (std::ranges::none_of(coverage, [](std::uint8_t value) { return value > kHalf; })) {
        throw Error(ErrorKind::kInput, fmt::format("the mask of {} is empty: paint over the object",
                                                   picture.photo->file.string()));
    }
    picture.matte.coverage = std::move(coverage);
    picture.matte.method = "hand";
    picture.matte.notes.clear();
}

void frameAgain(PreparedPicture& picture, std::optional<double> fovYDegrees,
                const Progress& progress) {
    picture.framed = frameObject(*picture.photo, picture.matte,
                                 fovYDegrees ? fovYDegrees : picture.photo->fovYDegrees, progress,
                                 picture.framing);
    const double widest = picture.framed.photoFovYDegrees(kLargestFovY);
    if (fovYDegrees && *fovYDegrees > widest) {
        throw Error(ErrorKind::kUsage,
                    fmt::format("a field of view of {:g}° is too wide for {}: with this object in "
                                "it, at most {:.0f}° are possible",
                                *fovYDegrees, picture.photo->file.string(), std::floor(widest)));
    }
}

namespace {

void noteOrigin(const PreparedPicture& picture, Reconstruction& reconstruction) {
    reconstruction.cloud.provenance.emplace_back(
        "image", fmt::format("{} sha256 {}", picture.photo->file.filename().string(),
                             picture.photo->sha256));
}

} // namespace

Reconstruction reconstructPicture(Reconstructor& reconstructor, const PreparedPicture& picture,
                                  std::optional<double> elevationDegrees,
                                  const Progress& progress) {
    Reconstruction result = reconstructor.reconstruct(picture.framed, elevationDegrees, progress);
    noteOrigin(picture, result);
    return result;
}

void reconstructPictures(
    Reconstructor& reconstructor, const std::function<std::optional<PreparedPicture>()>& next,
    std::optional<double> elevationDegrees,
    const std::function<void(PreparedPicture&& picture, Reconstruction&& reconstruction)>& take,
    const Reconstructor::TakeFailure& fail, const Progress& progress) {
    std::deque<PreparedPicture> running;
    const auto nextFramed = [&]() -> std::optional<FramedPicture> {
        std::optional<PreparedPicture> picture = next();
        if (!picture) {
            return std::nullopt;
        }
        running.push_back(std::move(*picture));
        return FramedPicture{std::exchange(running.back().framed, {}), elevationDegrees};
    };
    const auto takeResult = [&](Reconstruction&& result) {
        PreparedPicture picture = std::move(running.front());
        running.pop_front();
        noteOrigin(picture, result);
        take(std::move(picture), std::move(result));
    };
    const auto takeFailure = [&](const Error& failure) {
        running.pop_front();
        fail(failure);
    };
    reconstructor.reconstructMany(nextFramed, takeResult, takeFailure, progress);
}

} // namespace gambade
