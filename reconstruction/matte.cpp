#include "reconstruction/matte.h"

#include "reconstruction/data_files.h"
#include "reconstruction/matte_methods.h"
#include "reconstruction/matte_objects.h"
#include "splats/error.h"

#include <cmath>
#include <fmt/format.h>
#include <new>
#include <opencv2/imgproc.hpp>

namespace gambade {
namespace {

constexpr double kGivenMergeGap = 0.10;
constexpr double kFoundMergeGap = 0.02;
/// A matte that we made must cover this much of the picture to be an object, one that the user gave
/// this many pixels.
constexpr double kLeastFoundFraction = 0.001;
constexpr int kLeastGivenPixels = 16;

cv::Mat pixels(const Image& image) {
    return {image.height, image.width, CV_8UC4, const_cast<std::uint8_t*>(image.rgba.data())};
}

cv::Mat alphaOf(const Image& image) {
    cv::Mat alpha;
    cv::extractChannel(pixels(image), alpha, 3);
    return alpha;
}

/// The mask picture's alpha where it has one, else its brightness, at the photo's size.
cv::Mat coverageFromMask(const Photo& photo, const std::filesystem::path& file,
                         const Progress& progress) {
    const Photo mask = loadPhoto(file, progress, PictureKind::kCoverage);
    const double ratio = static_cast<double>(mask.image.width) * photo.image.height /
                         (static_cast<double>(mask.image.height) * photo.image.width);
    if (std::abs(std::log(ratio)) > 0.01) {
        throw Error(
            ErrorKind::kUsage,
            fmt::format("the mask {} is {} × {} and the picture {} is {} × {}: give a mask of "
                        "the same aspect ratio",
                        file.string(), mask.image.width, mask.image.height, photo.file.string(),
                        photo.image.width, photo.image.height));
    }
    cv::Mat coverage;
    if (mask.hasAlpha) {
        coverage = alphaOf(mask.image);
    } else {
        cv::cvtColor(pixels(mask.image), coverage, cv::COLOR_RGBA2GRAY);
    }
    const bool shrinks = mask.image.width > photo.image.width;
    cv::resize(coverage, coverage, {photo.image.width, photo.image.height}, 0, 0,
               shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
    cv::multiply(coverage, alphaOf(photo.image), coverage, 1.0 / 255.0);
    return coverage;
}

/// Cuts the object out by the picture's contents: the network says what it is, or, without one,
/// GrabCut; then the edges are worked out.
cv::Mat coverageFromContents(const Photo& photo, const MatteOptions& options, Matte& matte,
                             const Progress& progress) {
    const Image& image = photo.image;
    cv::Mat rgb = pixels(image);
    const double scale =
        static_cast<double>(kMatteWorkingSide) / std::max(image.width, image.height);
    if (scale < 1.0) {
        cv::resize(rgb, rgb,
                   {std::max(1, static_cast<int>(std::lround(image.width * scale))),
                    std::max(1, static_cast<int>(std::lround(image.height * scale)))},
                   0, 0, cv::INTER_AREA);
    }
    cv::cvtColor(rgb, rgb, cv::COLOR_RGBA2RGB);
    cv::Mat coverage;
    const bool byNetwork = std::filesystem::is_regular_file(options.networkFile);
    if (byNetwork) {
        matte.method = "U²-NetP";
        coverage = matteByNetwork(rgb, options.networkFile, progress);
    } else {
        matte.method = "GrabCut";
        matte.notes.emplace_back(
            "The matting network is not installed "
            "(scripts/fetch_matting_model.sh fetches it), so the object was cut "
            "out by GrabCut, which needs a plain background all around it.");
        coverage = matteByGrabCut(rgb, {}, progress);
    }
    progress.update("background", 0.6);
    if (cv::countNonZero(coverage > 127) > 0) {
        if (const auto background = plainBackground(rgb)) {
            coverage = matteOnPlainBackground(rgb, *background, coverage);
        } else if (byNetwork) {
            coverage = matteByGrabCut(rgb, coverage, progress);
        }
    }
    cv::resize(coverage, coverage, {photo.image.width, photo.image.height}, 0, 0, cv::INTER_LINEAR);
    return coverage;
}

/// Which way of the four modes the picture goes; fills all of `matte` but the coverage.
cv::Mat findCoverage(const Photo& photo, const MatteOptions& options, Matte& matte,
                     const Progress& progress) {
    switch (options.mode) {
    case BackgroundMode::kNone:
        matte.method = "none";
        return alphaOf(photo.image);
    case BackgroundMode::kMask:
        matte.method = "mask";
        matte.mixedColors = true;
        return coverageFromMask(photo, options.maskFile, progress.part(0.0, 0.6));
    case BackgroundMode::kAlpha:
        if (!photo.hasAlpha) {
            throw Error(ErrorKind::kUsage,
                        fmt::format("{} has no transparent pixels to tell its object by: use the "
                                    "background mode auto, or give a mask",
                                    photo.file.string()));
        }
        break;
    case BackgroundMode::kAuto:
        break;
    }
    if (photo.hasAlpha) {
        matte.method = "alpha";
        return alphaOf(photo.image);
    }
    matte.mixedColors = true;
    return coverageFromContents(photo, options, matte, progress);
}

bool coversEnough(const cv::Mat& coverage, bool found) {
    const int covered = cv::countNonZero(coverage > 127);
    return found ? covered >= kLeastFoundFraction * static_cast<double>(coverage.total())
                 : covered >=
                       std::min<double>(kLeastGivenPixels, static_cast<double>(coverage.total()));
}

} // namespace

Matte extractForeground(const Photo& photo, const MatteOptions& options, const Progress& progress) {
    if (options.object < 0) {
        throw Error(ErrorKind::kUsage, "objects are counted from 1, the largest");
    }
    progress.update("background", 0.0);
    Matte matte;
    matte.width = photo.image.width;
    matte.height = photo.image.height;
    cv::Mat coverage;
    try {
        coverage = findCoverage(photo, options, matte, progress);
    } catch (const cv::Exception& failure) {
        if (failure.code == cv::Error::StsNoMem) {
            throw std::bad_alloc();
        }
        throw Error(ErrorKind::kInput, fmt::format("the object in {} cannot be told from its "
                                                   "background: {}",
                                                   photo.file.string(), failure.err));
    }
    progress.update("background", 0.8);

    const bool found = matte.method == "U²-NetP" || matte.method == "GrabCut";
    if (!coversEnough(coverage, found)) {
        const char* reason = "it is transparent everywhere; give a picture with visible pixels";
        if (found) {
            reason = "nothing stands out from its background; crop it around the object, or give a "
                     "mask";
        } else if (options.mode == BackgroundMode::kMask) {
            reason =
                "its mask leaves nothing of it; give another mask, or the background mode none";
        }
        throw Error(ErrorKind::kInput,
                    fmt::format("no object found in {}: {}", photo.file.string(), reason));
    }
    if (options.mode != BackgroundMode::kNone) {
        matte.objectCount = keepObject(coverage, std::max(options.object, 1),
                                       found ? kFoundMergeGap : kGivenMergeGap);
    }
    if (options.object > matte.objectCount) {
        throw Error(ErrorKind::kUsage,
                    fmt::format("object {} was asked for, and {} has {} of them", options.object,
                                photo.file.string(), matte.objectCount));
    }
    if (options.object == 0 && matte.objectCount > 1) {
        matte.notes.push_back(fmt::format("{} separate objects were found and the largest is used; "
                                          "another is taken by its number, from 2 to {}.",
                                          matte.objectCount, matte.objectCount));
    }
    matte.coverage.assign(coverage.datastart, coverage.dataend);
    progress.update("background", 1.0);
    return matte;
}

std::filesystem::path findMattingNetwork() {
    return findDataFile("models/u2netp.onnx");
}

} // namespace gambade
