#include "splats/transform.h"

#include "splats/sh.h"

#include <algorithm>
#include <array>
#include <cfloat>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/gtc/quaternion.hpp>
#include <glm/matrix.hpp>
#include <numbers>
#include <optional>
#include <utility>

namespace gambade {
namespace {

constexpr std::size_t kMostCoefficients = shCoefficientCount(kMaxShDegree);

/// Eigenvectors (columns) and eigenvalues of a symmetric matrix.
struct Eigen {
    glm::dmat3 vectors{1.0};
    glm::dvec3 values{0.0};
};

bool isDiagonal(const glm::dmat3& a) {
    const double off = std::abs(a[0][1]) + std::abs(a[0][2]) + std::abs(a[1][2]);
    return off <= 1e-16 * (std::abs(a[0][0]) + std::abs(a[1][1]) + std::abs(a[2][2]));
}

/// Cyclic Jacobi rotations (Golub & Van Loan, Matrix Computations, 8.5).
Eigen eigenOf(glm::dmat3 a) {
    constexpr int kSweeps = 12; // it converges quadratically: five or six do
    Eigen eigen;
    for (int sweep = 0; sweep < kSweeps && !isDiagonal(a); ++sweep) {
        for (const auto& [p, q] : {std::pair{0, 1}, std::pair{0, 2}, std::pair{1, 2}}) {
            if (a[p][q] == 0) {
                continue;
            }
            const double tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
            const double t = (tau >= 0 ? 1.0 : -1.0) / (std::abs(tau) + std::sqrt(1 + tau * tau));
            const double cosine = 1 / std::sqrt(1 + t * t);
            glm::dmat3 rotation(1.0);
            rotation[p][p] = rotation[q][q] = cosine;
            rotation[q][p] = t * cosine;
            rotation[p][q] = -t * cosine;
            a = glm::transpose(rotation) * a * rotation;
            eigen.vectors = eigen.vectors * rotation;
        }
    }
    eigen.values = {a[0][0], a[1][1], a[2][2]};
    return eigen;
}

/// The orthogonal matrix nearest to `linear`, mirroring where it does: A · (AᵀA)^−½. Directions
/// that it flattens stay where the others leave them room.
glm::dmat3 orthogonalPart(const glm::dmat3& linear) {
    const Eigen eigen = eigenOf(glm::transpose(linear) * linear);
    const double largest = std::max({eigen.values.x, eigen.values.y, eigen.values.z});
    glm::dmat3 inverseRoot(0.0);
    for (glm::length_t i = 0; i < 3; ++i) {
        const double value = std::max(eigen.values[i], largest * 1e-24);
        inverseRoot[i][i] = value > 0 ? 1 / std::sqrt(value) : 0.0;
    }
    return linear * eigen.vectors * inverseRoot * glm::transpose(eigen.vectors);
}

/// One matrix for the coefficients of all degrees, of which it mixes none: what is seen along d
/// afterwards was seen along turnᵀ·d before.
using ShMatrix = std::array<std::array<float, kMostCoefficients>, kMostCoefficients>;

/// The basis functions along a direction, by the one place that knows them.
std::array<double, kMostCoefficients> shBasis(const glm::dvec3& direction) {
    std::array<double, kMostCoefficients> values{};
    for (std::size_t k = 0; k < kMostCoefficients; ++k) {
        std::array<glm::vec3, kMostCoefficients> one{};
        one[k] = glm::vec3(1.0f, 0.0f, 0.0f);
        values[k] = static_cast<double>(evaluateSh(one.data(), kMaxShDegree, direction).x) - 0.5;
    }
    return values;
}

/// The basis is orthonormal, so the matrix is the integral of its functions times the turned ones
/// over the sphere. Gauss and equal angles integrate these polynomials of degree 6 exactly.
ShMatrix shMatrix(const glm::dmat3& turn) {
    constexpr double kNodes[][2] = {{0.8611363115940526, 0.3478548451374538},
                                    {0.3399810435848563, 0.6521451548625461},
                                    {-0.3399810435848563, 0.6521451548625461},
                                    {-0.8611363115940526, 0.3478548451374538}};
    constexpr int kAngles = 8;
    std::array<std::array<double, kMostCoefficients>, kMostCoefficients> sums{};
    for (const auto& [z, weight] : kNodes) {
        for (int i = 0; i < kAngles; ++i) {
            const double angle = 2 * std::numbers::pi * i / kAngles;
            const double radius = std::sqrt(1 - z * z);
            const glm::dvec3 direction(radius * std::cos(angle), radius * std::sin(angle), z);
            const auto after = shBasis(direction);
            const auto before = shBasis(glm::transpose(turn) * direction);
            for (std::size_t row = 0; row < kMostCoefficients; ++row) {
                for (std::size_t column = 0; column < kMostCoefficients; ++column) {
                    sums[row][column] +=
                        weight * 2 * std::numbers::pi / kAngles * after[row] * before[column];
                }
            }
        }
    }
    ShMatrix matrix{};
    for (std::size_t row = 0; row < kMostCoefficients; ++row) {
        std::ranges::transform(sums[row], matrix[row].begin(),
                               [](double value) { return static_cast<float>(value); });
    }
    return matrix;
}

/// The ellipsoid with the covariance M·Mᵀ, M = linear · rotation · scales.
void transformEllipsoid(const glm::dmat3& linear, glm::quat& rotation, glm::vec3& scales) {
    glm::dmat3 axes = linear * glm::mat3_cast(glm::dquat(rotation));
    for (glm::length_t i = 0; i < 3; ++i) {
        axes[i] *= static_cast<double>(scales[i]);
    }
    Eigen eigen = eigenOf(axes * glm::transpose(axes));
    if (glm::determinant(eigen.vectors) < 0) {
        eigen.vectors[2] = -eigen.vectors[2];
    }
    rotation = glm::quat(glm::normalize(glm::quat_cast(eigen.vectors)));
    for (glm::length_t i = 0; i < 3; ++i) {
        const double deviation = std::sqrt(std::max(eigen.values[i], 0.0));
        scales[i] = static_cast<float>(std::max(deviation, static_cast<double>(FLT_MIN)));
    }
}

void turnColors(GaussianCloud& cloud, std::size_t splat, const ShMatrix& matrix) {
    const std::size_t count = shCoefficientCount(cloud.shDegree);
    glm::vec3* coefficients = cloud.sh.data() + splat * count;
    std::array<glm::vec3, kMostCoefficients> turned{};
    for (int degree = 1; degree <= cloud.shDegree; ++degree) {
        const std::size_t first = shCoefficientCount(degree - 1);
        const std::size_t end = shCoefficientCount(degree);
        for (std::size_t row = first; row < end; ++row) {
            for (std::size_t column = first; column < end; ++column) {
                turned[row] += matrix[row][column] * coefficients[column];
            }
        }
    }
    std::copy(turned.begin() + 1, turned.begin() + static_cast<std::ptrdiff_t>(count),
              coefficients + 1); // the constant one stays
}

/// Whether it turns nothing by as much as the roundings of floats.
bool isIdentity(const glm::dmat3& turn) {
    constexpr double kLeastTurn = 1e-9;
    for (glm::length_t i = 0; i < 3; ++i) {
        for (glm::length_t j = 0; j < 3; ++j) {
            if (!(std::abs(turn[i][j] - (i == j ? 1.0 : 0.0)) <= kLeastTurn)) {
                return false;
            }
        }
    }
    return true;
}

/// A turn and a scale that is the same along all axes; mirrored or not, ellipsoids see no
/// difference.
struct Similarity {
    std::optional<glm::dquat> turn; ///< none: axes stay as they are
    double scale;
};

std::optional<Similarity> similarityOf(const glm::dmat3& linear) {
    const glm::dmat3 squares = glm::transpose(linear) * linear;
    const double square = (squares[0][0] + squares[1][1] + squares[2][2]) / 3;
    for (glm::length_t i = 0; i < 3; ++i) {
        for (glm::length_t j = 0; j < 3; ++j) {
            if (!(std::abs(squares[i][j] - (i == j ? square : 0.0)) <= 1e-9 * square)) {
                return std::nullopt;
            }
        }
    }
    if (!(square > 0)) {
        return std::nullopt;
    }
    const double scale = std::sqrt(square);
    const double sign = glm::determinant(linear) < 0 ? -1.0 : 1.0;
    const glm::dmat3 turn = linear * (sign / scale);
    if (isIdentity(turn)) {
        return Similarity{std::nullopt, scale};
    }
    return Similarity{glm::normalize(glm::quat_cast(turn)), scale};
}

} // namespace

void transform(GaussianCloud& cloud, const AffineMap& map, const Progress& progress) {
    const glm::dmat3 turn = orthogonalPart(map.linear);
    const bool turnsColors = cloud.shDegree > 0 && !isIdentity(turn);
    const ShMatrix matrix = turnsColors ? shMatrix(turn) : ShMatrix{};
    const std::optional<Similarity> similarity = similarityOf(map.linear);
    constexpr std::size_t kBetweenReports = 65536;
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        if (i % kBetweenReports == 0) {
            progress.update("moving", static_cast<double>(i) / static_cast<double>(cloud.size()));
        }
        cloud.positions[i] = map.linear * glm::dvec3(cloud.positions[i]) + map.translation;
        if (similarity) { // the usual kind; axes keep their order
            if (similarity->turn) {
                cloud.rotations[i] =
                    glm::quat(glm::normalize(*similarity->turn * glm::dquat(cloud.rotations[i])));
            }
            cloud.scales[i] = glm::max(glm::vec3(similarity->scale * glm::dvec3(cloud.scales[i])),
                                       glm::vec3(FLT_MIN));
        } else {
            transformEllipsoid(map.linear, cloud.rotations[i], cloud.scales[i]);
        }
        if (turnsColors) {
            turnColors(cloud, i, matrix);
        }
    }
}

} // namespace gambade
