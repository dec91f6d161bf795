#include "splats/edit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace gambade {
namespace {

constexpr std::size_t kSamples = 256;
constexpr std::size_t kNeighbour = 6;
constexpr float kLengthsPerSpacing = 4.0f;
constexpr double kLeastShare = 0.02; // of the largest group's splats
// A cell is three signed numbers of 21 bits each.
constexpr float kFarthestCell = 1 << 20;
constexpr std::uint32_t kNoCell = std::numeric_limits<std::uint32_t>::max();

bool isFinite(const glm::vec3& p) {
    return std::isfinite(p.x + p.y + p.z);
}

/// From `position` to its sixth nearest neighbour; the splat itself is the nearest of all.
float neighbourDistance(const GaussianCloud& cloud, const glm::vec3& position) {
    std::array<float, kNeighbour + 1> nearest;
    nearest.fill(std::numeric_limits<float>::infinity());
    for (const glm::vec3& other : cloud.positions) {
        const glm::vec3 apart = other - position;
        const float squared = glm::dot(apart, apart);
        if (squared < nearest.back()) {
            const auto place = std::ranges::upper_bound(nearest, squared);
            std::move_backward(place, nearest.end() - 1, nearest.end());
            *place = squared;
        }
    }
    return std::sqrt(nearest.back());
}

template <class T>
T medianOf(std::vector<T>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// The median over evenly strewn samples; 0 or infinite where no spacing can be told.
float spacingOf(const GaussianCloud& cloud, const Progress& progress) {
    std::vector<float> distances;
    const std::size_t count = std::min(cloud.size(), kSamples);
    for (std::size_t s = 0; s < count; ++s) {
        progress.throwIfCancelled();
        const glm::vec3& position = cloud.positions[s * cloud.size() / count];
        if (isFinite(position)) {
            distances.push_back(neighbourDistance(cloud, position));
        }
    }
    return distances.empty() ? 0.0f : medianOf(distances);
}

glm::vec3 medianPosition(const GaussianCloud& cloud) {
    glm::vec3 median(0.0f);
    std::vector<float> values;
    for (int axis = 0; axis < 3; ++axis) {
        values.clear();
        for (const glm::vec3& position : cloud.positions) {
            if (isFinite(position)) {
                values.push_back(position[axis]);
            }
        }
        median[axis] = medianOf(values);
    }
    return median;
}

/// Groups of touching cells, by union-find.
class CellGroups {
public:
    /// The number of the cell at `place`, in cells; kNoCell where that is too far out to tell.
    std::uint32_t add(const glm::vec3& place) {
        std::int64_t key = 0;
        for (int axis = 0; axis < 3; ++axis) {
            const float cell = std::floor(place[axis]);
            if (!(std::abs(cell) < kFarthestCell)) {
                return kNoCell;
            }
            key += static_cast<std::int64_t>(cell) * kStrides[static_cast<std::size_t>(axis)];
        }
        const auto [at, isNew] = m_cells.try_emplace(key, static_cast<std::uint32_t>(size()));
        if (isNew) {
            m_parents.push_back(at->second);
        }
        return at->second;
    }

    void joinTouching() {
        for (const auto& [key, cell] : m_cells) {
            for (std::int64_t step = 14; step < 27; ++step) { // the half of the 26 around it
                const auto other = m_cells.find(key + (step / 9 - 1) * kStrides[2] +
                                                (step / 3 % 3 - 1) * kStrides[1] + (step % 3 - 1));
                if (other != m_cells.end()) {
                    m_parents[groupOf(cell)] = groupOf(other->second);
                }
            }
        }
    }

    std::uint32_t groupOf(std::uint32_t cell) {
        while (m_parents[cell] != cell) {
            m_parents[cell] = m_parents[m_parents[cell]];
            cell = m_parents[cell];
        }
        return cell;
    }

    std::size_t size() const { return m_parents.size(); }

private:
    // Wide enough that one step beyond the outermost cell leads to no other one.
    static constexpr std::array<std::int64_t, 3> kStrides{1, std::int64_t{1} << 21,
                                                          std::int64_t{1} << 42};
    std::unordered_map<std::int64_t, std::uint32_t> m_cells;
    std::vector<std::uint32_t> m_parents;
};

} // namespace

Selection findFloaters(const GaussianCloud& cloud, const Progress& progress) {
    progress.update("floaters", 0.0);
    const float length = kLengthsPerSpacing * spacingOf(cloud, progress);
    if (!(length > 0.0f) || !std::isfinite(length)) {
        return Selection(cloud.size(), 0);
    }
    progress.update("floaters", 0.5);
    const glm::vec3 origin = medianPosition(cloud);
    CellGroups groups;
    std::vector<std::uint32_t> cells(cloud.size());
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        cells[i] = groups.add((cloud.positions[i] - origin) / length);
    }
    progress.update("floaters", 0.7);
    groups.joinTouching();
    std::vector<std::size_t> counts(groups.size());
    for (const std::uint32_t cell : cells) {
        if (cell != kNoCell) {
            ++counts[groups.groupOf(cell)];
        }
    }
    const auto largest = static_cast<double>(counts.empty() ? 0 : std::ranges::max(counts));
    Selection floaters(cloud.size());
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        floaters[i] = cells[i] == kNoCell ||
                      static_cast<double>(counts[groups.groupOf(cells[i])]) < kLeastShare * largest;
    }
    progress.update("floaters", 1.0);
    return floaters;
}

} // namespace gambade
