#include "reconstruction/matte_methods.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace gambade {
namespace {

/// Difference from the background, in 8-bit steps of the channel that differs most, that noise and
/// JPEG compression reach.
constexpr double kNoise = 10.0;
/// Part of the picture's edge that must have the background's colour; the object may touch the
/// rest.
constexpr double kPlainShare = 0.85;
/// Shadows on a plain background keep its hue and at least this much of its brightness.
constexpr float kDarkestShadow = 0.85F;
/// Colours closer than this cannot tell how much of each a pixel has.
constexpr float kLeastContrast = 25.0F;
/// Pixels on either side of the edge that may be a mixture.
constexpr int kBand = 2;

cv::Mat edgeMask(cv::Size size) {
    const int width = std::max(2, std::max(size.width, size.height) / 100);
    cv::Mat mask(size, CV_8U, cv::Scalar(255));
    if (size.width > 2 * width && size.height > 2 * width) {
        mask(cv::Rect(width, width, size.width - 2 * width, size.height - 2 * width)) = 0;
    }
    return mask;
}

std::array<std::uint8_t, 3> medianColor(const cv::Mat& rgb, const cv::Mat& mask) {
    std::array<std::uint8_t, 3> median{};
    const int half = cv::countNonZero(mask) / 2;
    for (int channel = 0; channel < 3; ++channel) {
        std::array<int, 256> histogram{};
        for (int y = 0; y < rgb.rows; ++y) {
            for (int x = 0; x < rgb.cols; ++x) {
                if (mask.at<std::uint8_t>(y, x) != 0) {
                    ++histogram[rgb.at<cv::Vec3b>(y, x)[channel]];
                }
            }
        }
        int value = 0;
        for (int sum = histogram[0]; sum <= half && value < 255;) {
            sum += histogram[static_cast<std::size_t>(++value)];
        }
        median[static_cast<std::size_t>(channel)] = static_cast<std::uint8_t>(value);
    }
    return median;
}

float difference(const cv::Vec3b& color, const cv::Vec3f& from) {
    return std::max(
        {std::abs(color[0] - from[0]), std::abs(color[1] - from[1]), std::abs(color[2] - from[2])});
}

/// The background's colour, only darker.
bool isShadow(const cv::Vec3b& color, const cv::Vec3f& background) {
    const cv::Vec3f rgb = color;
    const float scale = rgb.dot(background) / std::max(background.dot(background), 1.0F);
    return scale >= kDarkestShadow && scale < 1.0F &&
           difference(color, background * scale) <= static_cast<float>(kNoise);
}

cv::Mat disc(int radius) {
    return cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * radius + 1, 2 * radius + 1});
}

/// 255 where a pixel looks like background, whether or not it is.
cv::Mat backgroundColored(const cv::Mat& rgb, const cv::Vec3f& background, const cv::Mat& prior) {
    cv::Mat mask(rgb.size(), CV_8U);
    for (int y = 0; y < rgb.rows; ++y) {
        for (int x = 0; x < rgb.cols; ++x) {
            const auto& color = rgb.at<cv::Vec3b>(y, x);
            const bool unlikely = prior.at<std::uint8_t>(y, x) < 64;
            mask.at<std::uint8_t>(y, x) =
                difference(color, background) <= kNoise || (unlikely && isShadow(color, background))
                    ? 255
                    : 0;
        }
    }
    // Deep inside what the prior is sure of, parts of the background's colour are the object's.
    const int margin = std::max(2, std::max(rgb.cols, rgb.rows) / 60);
    cv::Mat core;
    cv::erode(prior >= 240, core, disc(margin));
    mask.setTo(0, core);
    return mask;
}

/// Of the background-coloured regions: those that reach the picture's edge, and holes.
cv::Mat backgroundRegions(const cv::Mat& colored, const cv::Mat& prior) {
    cv::Mat labels;
    const int count = cv::connectedComponents(colored, labels, 4);
    std::vector<bool> open(static_cast<std::size_t>(count), false);
    std::vector<double> saliency(static_cast<std::size_t>(count), 0.0);
    std::vector<int> area(static_cast<std::size_t>(count), 0);
    for (int y = 0; y < labels.rows; ++y) {
        for (int x = 0; x < labels.cols; ++x) {
            const auto label = static_cast<std::size_t>(labels.at<int>(y, x));
            saliency[label] += prior.at<std::uint8_t>(y, x);
            ++area[label];
            if (x == 0 || y == 0 || x == labels.cols - 1 || y == labels.rows - 1) {
                open[label] = true;
            }
        }
    }
    cv::Mat regions = cv::Mat::zeros(labels.size(), CV_8U);
    for (int y = 0; y < labels.rows; ++y) {
        for (int x = 0; x < labels.cols; ++x) {
            const auto label = static_cast<std::size_t>(labels.at<int>(y, x));
            if (label != 0 && (open[label] || saliency[label] < 128.0 * area[label])) {
                regions.at<std::uint8_t>(y, x) = 255;
            }
        }
    }
    return regions;
}

} // namespace

std::optional<cv::Vec3f> plainBackground(const cv::Mat& rgb) {
    const cv::Mat mask = edgeMask(rgb.size());
    const auto median = medianColor(rgb, mask);
    const cv::Vec3f color(median[0], median[1], median[2]);
    int same = 0;
    for (int y = 0; y < rgb.rows; ++y) {
        for (int x = 0; x < rgb.cols; ++x) {
            if (mask.at<std::uint8_t>(y, x) != 0 &&
                difference(rgb.at<cv::Vec3b>(y, x), color) <= kNoise) {
                ++same;
            }
        }
    }
    if (same < kPlainShare * cv::countNonZero(mask)) {
        return std::nullopt;
    }
    return color;
}

cv::Mat matteOnPlainBackground(const cv::Mat& rgb, const cv::Vec3f& background,
                               const cv::Mat& prior) {
    const cv::Mat outside = backgroundRegions(backgroundColored(rgb, background, prior), prior);
    cv::Mat inner; // of the object, clear of its edge: its own colours, unmixed
    cv::Mat outer;
    cv::erode(~outside, inner, disc(kBand));
    cv::erode(outside, outer, disc(kBand));

    cv::Mat weight;
    inner.convertTo(weight, CV_32F, 1.0 / 255.0);
    cv::Mat weights;
    cv::merge(std::vector<cv::Mat>(3, weight), weights);
    cv::Mat colors;
    rgb.convertTo(colors, CV_32FC3);
    const cv::Size window(4 * kBand + 3, 4 * kBand + 3);
    cv::Mat sum;
    cv::Mat total;
    cv::blur(colors.mul(weights), sum, window);
    cv::blur(weight, total, window);

    cv::Mat coverage = ~outside;
    for (int y = 0; y < rgb.rows; ++y) {
        for (int x = 0; x < rgb.cols; ++x) {
            const float share = total.at<float>(y, x);
            if (inner.at<std::uint8_t>(y, x) != 0 || outer.at<std::uint8_t>(y, x) != 0 ||
                share < 1e-3F) {
                continue;
            }
            const cv::Vec3f span = sum.at<cv::Vec3f>(y, x) / share - background;
            const float contrast = span.dot(span);
            if (contrast < kLeastContrast * kLeastContrast) {
                continue;
            }
            const float alpha = (colors.at<cv::Vec3f>(y, x) - background).dot(span) / contrast;
            coverage.at<std::uint8_t>(y, x) =
                static_cast<std::uint8_t>(std::lround(255.0F * std::clamp(alpha, 0.0F, 1.0F)));
        }
    }
    return coverage;
}

} // namespace gambade
