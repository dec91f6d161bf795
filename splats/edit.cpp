#include "splats/edit.h"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <type_traits>

namespace gambade {
namespace {

/// Calls `action` with each array of a cloud (as member pointer) and its entries per splat.
template <class Action>
void forEachArray(int shDegree, const Action& action) {
    action(&GaussianCloud::positions, std::size_t{1});
    action(&GaussianCloud::opacities, std::size_t{1});
    action(&GaussianCloud::scales, std::size_t{1});
    action(&GaussianCloud::rotations, std::size_t{1});
    action(&GaussianCloud::sh, shCoefficientCount(shDegree));
}

GaussianCloud emptyLike(const GaussianCloud& cloud) {
    GaussianCloud result;
    result.shDegree = cloud.shDegree;
    result.antialiased = cloud.antialiased;
    result.provenance = cloud.provenance;
    return result;
}

/// Copies parts of a cloud's arrays, piece by piece, and tells how far it is.
class Copier {
public:
    /// @param count splats to be copied in all
    Copier(const Progress& progress, std::size_t count, int shDegree) : m_progress(progress) {
        forEachArray(shDegree, [&](auto array, std::size_t perSplat) {
            using Entry = typename std::decay_t<decltype(GaussianCloud().*array)>::value_type;
            m_all += count * perSplat * sizeof(Entry);
        });
    }

    template <class T>
    void append(std::vector<T>& to, const std::vector<T>& from, std::size_t first,
                std::size_t count) {
        while (count > 0) {
            const std::size_t part = std::min(count, kPieceBytes / sizeof(T));
            const auto begin = from.begin() + static_cast<std::ptrdiff_t>(first);
            to.insert(to.end(), begin, begin + static_cast<std::ptrdiff_t>(part));
            first += part;
            count -= part;
            tell(part * sizeof(T));
        }
    }

private:
    static constexpr std::size_t kPieceBytes = std::size_t{1} << 23; // some milliseconds

    void tell(std::size_t bytes) {
        m_done += bytes;
        if (m_done - m_told >= kPieceBytes) {
            m_told = m_done;
            m_progress.update("editing", static_cast<double>(m_done) / static_cast<double>(m_all));
        }
    }

    const Progress& m_progress;
    std::size_t m_all = 0; // bytes, as the next two
    std::size_t m_done = 0;
    std::size_t m_told = 0;
};

template <class Predicate>
Selection select(const GaussianCloud& cloud, const Predicate& predicate) {
    Selection selection(cloud.size());
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        selection[i] = predicate(i) ? 1 : 0;
    }
    return selection;
}

} // namespace

std::size_t selectedCount(const Selection& selection) {
    return static_cast<std::size_t>(std::ranges::count(selection, std::uint8_t{1}));
}

RemovedSplats copySelected(const GaussianCloud& cloud, const Selection& selection,
                           const Progress& progress) {
    RemovedSplats removed;
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        if (selection.at(i) != 0) {
            removed.indices.push_back(static_cast<std::uint32_t>(i));
        }
    }
    removed.splats = emptyLike(cloud);
    Copier copier(progress, removed.indices.size(), cloud.shDegree);
    forEachArray(cloud.shDegree, [&](auto array, std::size_t perSplat) {
        (removed.splats.*array).reserve(removed.indices.size() * perSplat);
        for (const std::uint32_t i : removed.indices) {
            copier.append(removed.splats.*array, cloud.*array, i * perSplat, perSplat);
        }
    });
    return removed;
}

GaussianCloud without(const GaussianCloud& cloud, const std::vector<std::uint32_t>& indices,
                      const Progress& progress) {
    GaussianCloud rest = emptyLike(cloud);
    Copier copier(progress, cloud.size() - indices.size(), cloud.shDegree);
    forEachArray(cloud.shDegree, [&](auto array, std::size_t perSplat) {
        (rest.*array).reserve((cloud.size() - indices.size()) * perSplat);
        std::size_t begin = 0;
        for (const std::uint32_t i : indices) {
            copier.append(rest.*array, cloud.*array, begin * perSplat, (i - begin) * perSplat);
            begin = i + std::size_t{1};
        }
        copier.append(rest.*array, cloud.*array, begin * perSplat,
                      (cloud.size() - begin) * perSplat);
    });
    return rest;
}

GaussianCloud withRestored(const GaussianCloud& rest, const RemovedSplats& removed,
                           const Progress& progress) {
    GaussianCloud whole = emptyLike(rest);
    const std::size_t size = rest.size() + removed.indices.size();
    Copier copier(progress, size, rest.shDegree);
    forEachArray(rest.shDegree, [&](auto array, std::size_t perSplat) {
        (whole.*array).reserve(size * perSplat);
        std::size_t taken = 0; // of the rest
        for (std::size_t k = 0; k < removed.indices.size(); ++k) {
            const std::size_t kept = removed.indices[k] - k - taken;
            copier.append(whole.*array, rest.*array, taken * perSplat, kept * perSplat);
            taken += kept;
            copier.append(whole.*array, removed.splats.*array, k * perSplat, perSplat);
        }
        copier.append(whole.*array, rest.*array, taken * perSplat,
                      (rest.size() - taken) * perSplat);
    });
    return whole;
}

Box boundsOf(const GaussianCloud& cloud) {
    Box box;
    bool first = true;
    for (const glm::vec3& p : cloud.positions) {
        if (!std::isfinite(p.x + p.y + p.z)) {
            continue;
        }
        box.least = first ? p : glm::min(box.least, p);
        box.most = first ? p : glm::max(box.most, p);
        first = false;
    }
    return box;
}

Selection outsideBox(const GaussianCloud& cloud, const Box& box) {
    return select(cloud, [&](std::size_t i) {
        const glm::vec3& p = cloud.positions[i];
        return !(p.x >= box.least.x && p.x <= box.most.x && p.y >= box.least.y &&
                 p.y <= box.most.y && p.z >= box.least.z && p.z <= box.most.z);
    });
}

Selection insideSphere(const GaussianCloud& cloud, const glm::vec3& center, float radius) {
    return select(cloud, [&, limit = radius * radius](std::size_t i) {
        const glm::vec3 apart = cloud.positions[i] - center;
        return glm::dot(apart, apart) <= limit;
    });
}

Selection fainterThan(const GaussianCloud& cloud, float opacity) {
    return select(cloud, [&](std::size_t i) { return cloud.opacities[i] < opacity; });
}

} // namespace gambade
