#include "reconstruction/cancellable_pass.h"
#include "reconstruction/matte_methods.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace gambade {
namespace {

/// Longer side of the picture that GrabCut sees: its time grows with the pixels.
constexpr int kSide = 400;
constexpr double kFrameFraction = 0.03;
constexpr int kIterations = 5;

/// 255 where GrabCut finds foreground. @param rgb CV_8UC3
cv::Mat foreground(const cv::Mat& rgb) {
    const int frame = std::max(
        2, static_cast<int>(std::lround(kFrameFraction * std::max(rgb.cols, rgb.rows))));
    const cv::Rect inside(frame, frame, rgb.cols - 2 * frame, rgb.rows - 2 * frame);
    cv::Mat labels = cv::Mat::zeros(rgb.size(), CV_8U);
    cv::Scalar deviation;
    cv::meanStdDev(rgb, cv::noArray(), deviation);
    // Without any contrast there is nothing to cut, and GrabCut's colour models have no meaning.
    if (inside.width < 4 || inside.height < 4 || cv::sum(deviation)[0] < 1.0) {
        return labels;
    }
    cv::setRNGSeed(0); // the colour clusters start at random: the same picture, the same matte
    cv::Mat background;
    cv::Mat object;
    cv::grabCut(rgb, labels, inside, background, object, kIterations, cv::GC_INIT_WITH_RECT);
    return (labels & 1) * 255; // GC_FGD and GC_PR_FGD are the odd labels
}

} // namespace

cv::Mat matteByGrabCut(const cv::Mat& rgba, const Progress& progress) {
    const double scale =
        std::min(1.0, static_cast<double>(kSide) / std::max(rgba.cols, rgba.rows));
    cv::Mat small;
    cv::resize(rgba, small,
               {std::max(1, static_cast<int>(std::lround(rgba.cols * scale))),
                std::max(1, static_cast<int>(std::lround(rgba.rows * scale)))},
               0, 0, cv::INTER_AREA);
    cv::cvtColor(small, small, cv::COLOR_RGBA2RGB);
    cv::Mat coverage = runCancellably([small] { return foreground(small); }, progress);
    // The border of the hard answer is uncertain by about a pixel either way.
    cv::GaussianBlur(coverage, coverage, {3, 3}, 0.0);
    cv::resize(coverage, coverage, rgba.size(), 0, 0, cv::INTER_LINEAR);
    return coverage;
}

} // namespace gambade
