#pragma once

#include <opencv2/core/mat.hpp>

namespace gambade {

/// Colours of the object alone where it and the old background share a pixel, I = αF + (1−α)B:
/// "Approximate Fast Foreground Colour Estimation" (Forte, ICIP 2021), two blur-fusion passes.
/// @param colors CV_32FC3 in [0,1], as photographed (I)
/// @param alpha CV_32FC1 in [0,1], of the same size
/// @return F, CV_32FC3 in [0,1]
cv::Mat estimateForeground(const cv::Mat& colors, const cv::Mat& alpha);

} // namespace gambade
