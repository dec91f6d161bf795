#include "reconstruction/foreground_colors.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace gambade {
namespace {

cv::Mat spread(const cv::Mat& oneChannel) {
    cv::Mat three;
    cv::merge(std::vector<cv::Mat>(3, oneChannel), three);
    return three;
}

/// Mean of `values` around each pixel, weighted by `weight` (both CV_32FC3).
cv::Mat weightedMean(const cv::Mat& values, const cv::Mat& weight, int radius) {
    const cv::Size window(2 * radius + 1, 2 * radius + 1);
    cv::Mat sum;
    cv::Mat total;
    cv::blur(values.mul(weight), sum, window);
    cv::blur(weight, total, window);
    constexpr double kTiny = 1e-5;
    return sum / (total + cv::Scalar::all(kTiny));
}

} // namespace

cv::Mat estimateForeground(const cv::Mat& colors, const cv::Mat& alpha) {
    const cv::Mat object = spread(alpha);
    const cv::Mat rest = cv::Scalar::all(1.0) - object;
    cv::Mat foreground = colors;
    cv::Mat background = colors;
    const int longer = std::max(colors.cols, colors.rows);
    // Wide first, so that every soft pixel sees sure ones; then narrow, for local colour.
    for (const int radius : {std::max(6, longer / 8), 6}) {
        foreground = weightedMean(foreground, object, radius);
        background = weightedMean(background, rest, radius);
        const cv::Mat unexplained = colors - object.mul(foreground) - rest.mul(background);
        foreground += object.mul(unexplained);
        cv::min(cv::max(foreground, 0.0), 1.0, foreground);
    }
    return foreground;
}

} // namespace gambade
