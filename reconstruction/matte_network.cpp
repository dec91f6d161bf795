#include "reconstruction/cancellable_pass.h"
#include "reconstruction/matte_methods.h"
#include "splats/error.h"

#include <fmt/format.h>
#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

namespace gambade {
namespace {

constexpr int kSide = 320;
/// The network's own [0,1] answer stays below this everywhere on a picture without an object.
constexpr double kLeastSaliency = 0.5;

/// Normalised as in U²-Net's training: divided by the largest value, then by ImageNet's statistics.
cv::Mat networkInput(const cv::Mat& rgb) {
    cv::Mat small;
    const bool shrinks = rgb.cols > kSide || rgb.rows > kSide;
    cv::resize(rgb, small, {kSide, kSide}, 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
    double largest = 0.0;
    cv::minMaxLoc(small.reshape(1), nullptr, &largest);
    small.convertTo(small, CV_32F, 1.0 / std::max(largest, 1.0));
    cv::subtract(small, cv::Scalar(0.485, 0.456, 0.406), small);
    cv::divide(small, cv::Scalar(0.229, 0.224, 0.225), small);
    return cv::dnn::blobFromImage(small);
}

/// The picture's own range is stretched to 0…255, as U²-Net's authors do.
cv::Mat stretched(const cv::Mat& saliency) {
    double least = 0.0;
    double most = 0.0;
    cv::minMaxLoc(saliency, &least, &most);
    cv::Mat coverage = cv::Mat::zeros(saliency.size(), CV_8U);
    if (most >= kLeastSaliency && most > least) {
        saliency.convertTo(coverage, CV_8U, 255.0 / (most - least),
                           -255.0 * least / (most - least));
    }
    return coverage;
}

} // namespace

cv::Mat matteByNetwork(const cv::Mat& rgb, const std::filesystem::path& network,
                       const Progress& progress) {
    const cv::Mat input = networkInput(rgb);
    const auto pass = [input, network](const Progress&) -> cv::Mat {
        cv::dnn::Net net = cv::dnn::readNetFromONNX(network.string());
        net.setInput(input);
        // The first of seven outputs is the fused one, the others are its coarser side outputs.
        return net.forward(net.getUnconnectedOutLayersNames().front());
    };
    cv::Mat output;
    try {
        output = runCancellably<cv::Mat>(pass, progress);
    } catch (const cv::Exception& failure) {
        throw Error(ErrorKind::kModel,
                    fmt::format("cannot run {} as U²-NetP ({}); fetch it again with "
                                "scripts/fetch_matting_model.sh",
                                network.string(), failure.err));
    }
    if (output.dims != 4 || output.size[1] != 1 || output.size[2] != kSide ||
        output.size[3] != kSide) {
        throw Error(ErrorKind::kModel,
                    fmt::format("{} is not U²-NetP: its output is not 1 × 1 × {} × {}; fetch it "
                                "again with scripts/fetch_matting_model.sh",
                                network.string(), kSide, kSide));
    }
    const cv::Mat saliency(kSide, kSide, CV_32F, output.ptr<float>());
    cv::Mat coverage;
    cv::resize(stretched(saliency), coverage, rgb.size(), 0, 0, cv::INTER_LINEAR);
    return coverage;
}

} // namespace gambade
