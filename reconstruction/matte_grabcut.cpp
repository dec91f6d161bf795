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
/// A prior is known in its outlines already.
constexpr int kIterationsFromPrior = 2;
/// Of 255: what a prior is sure of, at this many pixels from where it is not.
constexpr int kSureObject = 235;
constexpr int kSureBackground = 8;
constexpr int kMargin = 3;

cv::Mat labelsFromPrior(const cv::Mat& prior) {
    cv::Mat labels(prior.size(), CV_8U, cv::Scalar(cv::GC_PR_BGD));
    labels.setTo(cv::GC_PR_FGD, prior > 127);
    const cv::Mat element =
        cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * kMargin + 1, 2 * kMargin + 1});
    cv::Mat sure;
    cv::erode(prior > kSureObject, sure, element);
    labels.setTo(cv::GC_FGD, sure);
    cv::erode(prior < kSureBackground, sure, element);
    labels.setTo(cv::GC_BGD, sure);
    return labels;
}

cv::Mat labelsFromFrame(cv::Size size) {
    const int frame = std::max(
        2, static_cast<int>(std::lround(kFrameFraction * std::max(size.width, size.height))));
    cv::Mat labels(size, CV_8U, cv::Scalar(cv::GC_BGD));
    if (size.width > 2 * frame && size.height > 2 * frame) {
        const cv::Rect inside(frame, frame, size.width - 2 * frame, size.height - 2 * frame);
        labels(inside) = cv::GC_PR_FGD;
    }
    return labels;
}

/// 255 where GrabCut finds foreground.
cv::Mat foreground(const cv::Mat& rgb, cv::Mat labels, int iterations) {
    cv::Scalar deviation;
    cv::meanStdDev(rgb, cv::noArray(), deviation);
    const int object = cv::countNonZero(labels & 1);
    constexpr int kLeastSamples = 10; // for the colour models, on either side
    // Without any contrast there is nothing to cut, and the colour models have no meaning.
    if (cv::sum(deviation)[0] < 1.0 || object < kLeastSamples ||
        static_cast<int>(labels.total()) - object < kLeastSamples) {
        return cv::Mat::zeros(rgb.size(), CV_8U);
    }
    cv::setRNGSeed(0); // the colour clusters start at random: the same picture, the same matte
    cv::Mat background;
    cv::Mat foregroundModel;
    cv::grabCut(rgb, labels, {}, background, foregroundModel, iterations, cv::GC_INIT_WITH_MASK);
    return (labels & 1) * 255; // GC_FGD and GC_PR_FGD are the odd labels
}

/// Moves the edge of a coarse matte onto the picture's own: guided filter (He et al. 2010).
cv::Mat guided(const cv::Mat& matte, const cv::Mat& rgb, int radius) {
    constexpr double kSmoothness = 1e-4;
    const cv::Size window(2 * radius + 1, 2 * radius + 1);
    cv::Mat guide;
    cv::cvtColor(rgb, guide, cv::COLOR_RGB2GRAY);
    guide.convertTo(guide, CV_32F, 1.0 / 255.0);
    cv::Mat input;
    matte.convertTo(input, CV_32F, 1.0 / 255.0);
    const auto mean = [&](const cv::Mat& values) {
        cv::Mat result;
        cv::blur(values, result, window);
        return result;
    };
    const cv::Mat meanGuide = mean(guide);
    const cv::Mat meanInput = mean(input);
    const cv::Mat variance = mean(guide.mul(guide)) - meanGuide.mul(meanGuide);
    const cv::Mat covariance = mean(guide.mul(input)) - meanGuide.mul(meanInput);
    const cv::Mat slope = covariance / (variance + kSmoothness);
    const cv::Mat offset = meanInput - slope.mul(meanGuide);
    const cv::Mat output = mean(slope).mul(guide) + mean(offset);
    cv::Mat coverage;
    output.convertTo(coverage, CV_8U, 255.0);
    return coverage;
}

} // namespace

cv::Mat matteByGrabCut(const cv::Mat& rgb, const cv::Mat& prior, const Progress& progress) {
    const double scale = std::min(1.0, static_cast<double>(kSide) / std::max(rgb.cols, rgb.rows));
    const cv::Size size(std::max(1, static_cast<int>(std::lround(rgb.cols * scale))),
                        std::max(1, static_cast<int>(std::lround(rgb.rows * scale))));
    cv::Mat small;
    cv::resize(rgb, small, size, 0, 0, cv::INTER_AREA);
    cv::Mat labels;
    if (prior.empty()) {
        labels = labelsFromFrame(size);
    } else {
        cv::resize(prior, labels, size, 0, 0, cv::INTER_AREA);
        labels = labelsFromPrior(labels);
    }
    const int iterations = prior.empty() ? kIterations : kIterationsFromPrior;
    cv::Mat coverage = runCancellably<cv::Mat>(
        [small, labels, iterations](const Progress&) {
            return foreground(small, labels, iterations);
        },
        progress);
    cv::resize(coverage, coverage, rgb.size(), 0, 0, cv::INTER_LINEAR);
    return guided(coverage, rgb, std::max(2, static_cast<int>(std::lround(2.0 / scale))));
}

} // namespace gambade
