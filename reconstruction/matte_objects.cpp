#include "reconstruction/matte_objects.h"

#include <algorithm>
#include <numeric>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace gambade {
namespace {

/// Longer side at which the pieces are told apart; coverage itself keeps its size.
constexpr int kSide = 1024;
constexpr double kSpeckFraction = 0.01;

/// 255 where `coverage`, reduced to at most kSide, is above 127.
cv::Mat reducedPieces(const cv::Mat& coverage) {
    cv::Mat reduced = coverage;
    const int longer = std::max(coverage.cols, coverage.rows);
    if (longer > kSide) {
        const double scale = static_cast<double>(kSide) / longer;
        cv::resize(coverage, reduced,
                   {std::max(1, static_cast<int>(coverage.cols * scale)),
                    std::max(1, static_cast<int>(coverage.rows * scale))},
                   0, 0, cv::INTER_AREA);
    }
    return reduced > 127;
}

int longerSideOfLargest(const cv::Mat& pieces) {
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centroids;
    const int count = cv::connectedComponentsWithStats(pieces, labels, stats, centroids);
    int largest = 0;
    int side = 0;
    for (int piece = 1; piece < count; ++piece) {
        if (stats.at<int>(piece, cv::CC_STAT_AREA) > largest) {
            largest = stats.at<int>(piece, cv::CC_STAT_AREA);
            side = std::max(stats.at<int>(piece, cv::CC_STAT_WIDTH),
                            stats.at<int>(piece, cv::CC_STAT_HEIGHT));
        }
    }
    return side;
}

/// Distance of every pixel to the nearest that is set.
cv::Mat distanceTo(const cv::Mat& set) {
    cv::Mat distance;
    cv::distanceTransform(set == 0, distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    return distance;
}

/// Clears coverage where the reduced mask `keep` is 0.
void clearOutside(cv::Mat& coverage, const cv::Mat& keep) {
    std::vector<int> columns(static_cast<std::size_t>(coverage.cols));
    for (std::size_t x = 0; x < columns.size(); ++x) {
        columns[x] = static_cast<int>(static_cast<std::int64_t>(x) * keep.cols / coverage.cols);
    }
    for (int y = 0; y < coverage.rows; ++y) {
        const auto* kept = keep.ptr<std::uint8_t>(
            static_cast<int>(static_cast<std::int64_t>(y) * keep.rows / coverage.rows));
        auto* row = coverage.ptr<std::uint8_t>(y);
        for (int x = 0; x < coverage.cols; ++x) {
            if (kept[columns[static_cast<std::size_t>(x)]] == 0) {
                row[x] = 0;
            }
        }
    }
}

} // namespace

int keepObject(cv::Mat& coverage, int object, double mergeGap) {
    const cv::Mat pieces = reducedPieces(coverage);
    const int side = longerSideOfLargest(pieces);
    if (side == 0) {
        return 0;
    }
    // Two pieces whose surroundings of half the gap touch are one group.
    cv::Mat groups;
    const int count = cv::connectedComponents(distanceTo(pieces) <= 0.5 * mergeGap * side, groups);
    std::vector<int> area(static_cast<std::size_t>(count), 0);
    for (int y = 0; y < pieces.rows; ++y) {
        for (int x = 0; x < pieces.cols; ++x) {
            area[static_cast<std::size_t>(groups.at<int>(y, x))] +=
                pieces.at<std::uint8_t>(y, x) != 0 ? 1 : 0;
        }
    }
    std::vector<int> order(area.size() - 1);
    std::iota(order.begin(), order.end(), 1);
    std::ranges::stable_sort(order, std::greater{},
                             [&](int group) { return area[static_cast<std::size_t>(group)]; });
    const double speck = kSpeckFraction * area[static_cast<std::size_t>(order.front())];
    const auto found = static_cast<int>(std::ranges::count_if(
        order, [&](int group) { return area[static_cast<std::size_t>(group)] >= speck; }));
    if (order.size() > 1 && object >= 1 && object <= found) {
        const cv::Mat chosen = groups == order[static_cast<std::size_t>(object - 1)];
        const cv::Mat own = pieces & chosen;
        const cv::Mat others = pieces & ~chosen;
        // A soft edge belongs to the nearer object.
        clearOutside(coverage, distanceTo(own) <= distanceTo(others));
    }
    return found;
}

} // namespace gambade
