#pragma once

#include "splats/progress.h"

#include <filesystem>
#include <opencv2/core/mat.hpp>

namespace gambade {

/// Saliency of every pixel by U²-Net's small variant (Qin et al. 2020), run by OpenCV at 320².
/// @param rgba CV_8UC4, any size
/// @return CV_8UC1 of the same size, 0…255; all 0 where nothing in the picture is salient
/// @throws Error(kModel) where the file is not such a network; Cancelled.
cv::Mat matteByNetwork(const cv::Mat& rgba, const std::filesystem::path& network,
                       const Progress& progress);

/// Foreground by GrabCut (Rother et al. 2004), started from the assumption that a thin frame along
/// the picture's edge is background. @return as matteByNetwork. @throws Cancelled.
cv::Mat matteByGrabCut(const cv::Mat& rgba, const Progress& progress);

} // namespace gambade
