#pragma once

#include "splats/progress.h"

#include <filesystem>
#include <opencv2/core/mat.hpp>
#include <optional>

namespace gambade {

/// Longer side at which edges are worked out: more than the framed picture has across an object.
inline constexpr int kMatteWorkingSide = 1024;

/// Saliency of every pixel by U²-Net's small variant (Qin et al. 2020), run by OpenCV at 320².
/// Finds the object in any surroundings, but with edges some pixels wide and thin parts missing.
/// @param rgb CV_8UC3, any size
/// @return CV_8UC1 of the same size, 0…255; all 0 where nothing in the picture is salient
/// @throws Error(kModel) where the file is not such a network; Cancelled.
cv::Mat matteByNetwork(const cv::Mat& rgb, const std::filesystem::path& network,
                       const Progress& progress);

/// Foreground by GrabCut (Rother et al. 2004).
/// @param prior CV_8UC1, another method's matte of the same size to start from; empty: a thin frame
/// along the picture's edge is background and the rest is not known
/// @return as matteByNetwork. @throws Cancelled.
cv::Mat matteByGrabCut(const cv::Mat& rgb, const cv::Mat& prior, const Progress& progress);

/// The one colour (CV_8U range) that nearly all of the picture's edge has, if there is one.
std::optional<cv::Vec3f> plainBackground(const cv::Mat& rgb);

/// Matte of an object before one known colour B: each pixel at its edge is I = αF + (1−α)B with F
/// from the object nearby.
/// @param prior CV_8UC1, a rough matte of the same size: says whether a patch of the background's
/// colour that is enclosed by the object is a hole, and what is only a shadow
/// @return CV_8UC1 of the same size
cv::Mat matteOnPlainBackground(const cv::Mat& rgb, const cv::Vec3f& background,
                               const cv::Mat& prior);

} // namespace gambade
