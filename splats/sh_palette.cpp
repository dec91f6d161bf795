#include "splats/sh_palette.h"

#include <algorithm>
#include <array>
#include <glm/gtc/type_ptr.hpp>
#include <numeric>
#include <queue>

namespace gambade {
namespace {

constexpr std::size_t kMostNumbers = 3 * (shCoefficientCount(kMaxShDegree) - 1);

/// Splats that share an entry so far.
struct Group {
    std::span<std::size_t> splats;
    double error = 0.0;     ///< Sum of the squared distances from the mean; 0 where all are equal.
    std::size_t number = 0; ///< The coefficient and channel that vary most.
    float mean = 0.0f;      ///< of these
    bool operator<(const Group& other) const { return error < other.error; }
};

/// The coefficients of degree > 0 as a row of numbers for each splat.
class Rows {
public:
    explicit Rows(const GaussianCloud& cloud)
        : m_cloud(cloud), m_stride(shCoefficientCount(cloud.shDegree)) {}
    std::size_t size() const { return 3 * (m_stride - 1); }
    const float* operator[](std::size_t splat) const {
        return glm::value_ptr(m_cloud.sh[splat * m_stride + 1]);
    }

private:
    const GaussianCloud& m_cloud;
    std::size_t m_stride;
};

using Sums = std::array<double, kMostNumbers>;

/// Sums over a group of how far each number is from that of its first splat, so that equal ones
/// give 0 without rounding.
Sums sumsOf(const Rows& rows, std::span<const std::size_t> splats, Sums& squares) {
    Sums sums = {};
    squares = {};
    const float* first = rows[splats[0]];
    for (const std::size_t splat : splats) {
        const float* row = rows[splat];
        for (std::size_t n = 0; n < rows.size(); ++n) {
            const double d = static_cast<double>(row[n]) - static_cast<double>(first[n]);
            sums[n] += d;
            squares[n] += d * d;
        }
    }
    return sums;
}

float meanOf(const Rows& rows, std::span<const std::size_t> splats, const Sums& sums,
             std::size_t number) {
    return static_cast<float>(static_cast<double>(rows[splats[0]][number]) +
                              sums[number] / static_cast<double>(splats.size()));
}

Group makeGroup(const Rows& rows, std::span<std::size_t> splats) {
    Sums squares;
    const Sums sums = sumsOf(rows, splats, squares);
    Group group{splats};
    double largest = 0.0;
    for (std::size_t n = 0; n < rows.size(); ++n) {
        const double error =
            std::max(0.0, squares[n] - sums[n] * sums[n] / static_cast<double>(splats.size()));
        group.error += error;
        if (error > largest) {
            largest = error;
            group.number = n;
        }
    }
    group.mean = meanOf(rows, splats, sums, group.number);
    return group;
}

/// The groups that all splats end up in; each is a part of `splats`, which are put in order.
std::vector<Group> divide(const Rows& rows, std::span<std::size_t> splats, std::size_t most,
                          const Progress& progress) {
    constexpr std::size_t kGroupsPerReport = 1024;
    std::priority_queue<Group> queue;
    queue.push(makeGroup(rows, splats));
    std::vector<Group> done;
    while (!queue.empty() && queue.size() + done.size() < most) {
        progress.throwIfCancelled();
        if (const std::size_t groups = queue.size() + done.size(); groups % kGroupsPerReport == 0) {
            progress.update("writing", static_cast<double>(groups) / static_cast<double>(most));
        }
        const Group group = queue.top();
        queue.pop();
        const auto above =
            std::partition(group.splats.begin(), group.splats.end(), [&](std::size_t splat) {
                return rows[splat][group.number] < group.mean;
            });
        const auto below = static_cast<std::size_t>(above - group.splats.begin());
        if (below == 0 || below == group.splats.size()) { // equal, but for rounding
            done.push_back(group);
        } else {
            queue.push(makeGroup(rows, group.splats.first(below)));
            queue.push(makeGroup(rows, group.splats.subspan(below)));
        }
    }
    for (; !queue.empty(); queue.pop()) {
        done.push_back(queue.top());
    }
    return done;
}

} // namespace

ShPalette makeShPalette(const GaussianCloud& cloud, std::size_t most, const Progress& progress) {
    const Rows rows(cloud);
    std::vector<std::size_t> splats(cloud.size());
    std::iota(splats.begin(), splats.end(), std::size_t{0});
    std::vector<Group> groups = divide(rows, splats, most, progress);

    const auto firstSplat = [](const Group& group) {
        return *std::min_element(group.splats.begin(), group.splats.end());
    };
    std::vector<std::pair<std::size_t, std::size_t>> numbering; // first splat, group
    for (std::size_t g = 0; g < groups.size(); ++g) {
        numbering.emplace_back(firstSplat(groups[g]), g);
    }
    std::sort(numbering.begin(), numbering.end());

    ShPalette palette;
    palette.labels.resize(cloud.size());
    for (const auto& [first, g] : numbering) {
        const auto label = static_cast<std::uint16_t>(palette.entries.size() / (rows.size() / 3));
        const std::span<const std::size_t> members = groups[g].splats;
        for (const std::size_t splat : members) {
            palette.labels[splat] = label;
        }
        Sums squares;
        const Sums sums = sumsOf(rows, members, squares);
        for (std::size_t n = 0; n < rows.size(); n += 3) {
            palette.entries.emplace_back(meanOf(rows, members, sums, n),
                                         meanOf(rows, members, sums, n + 1),
                                         meanOf(rows, members, sums, n + 2));
        }
    }
    progress.update("writing", 1.0);
    return palette;
}

} // namespace gambade
