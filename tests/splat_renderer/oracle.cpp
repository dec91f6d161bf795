#include "oracle.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/mat2x2.hpp>
#include <glm/mat3x3.hpp>
#include <glm/matrix.hpp>
#include <limits>
#include <numbers>

namespace gambade::test {

namespace {

struct Footprint {
    std::size_t index; ///< in the cloud
    double depth;
    glm::dvec2 mean;
    glm::dmat2 inverseCovariance;
    double opacity;
    glm::dvec3 color;
};

/// Real spherical harmonic with Condon-Shortley phase.
double sphericalHarmonic(int l, int m, const glm::dvec3& direction) {
    const int order = std::abs(m);
    const double azimuth = std::atan2(direction.y, direction.x);
    const double legendre =
        std::assoc_legendre(static_cast<unsigned>(l), static_cast<unsigned>(order), direction.z);
    const double norm = std::sqrt((2 * l + 1) / (4 * std::numbers::pi) *
                                  std::tgamma(l - order + 1) / std::tgamma(l + order + 1));
    const double phase = order % 2 == 0 ? 1.0 : -1.0;
    if (m == 0) {
        return norm * legendre;
    }
    const double wave = m > 0 ? std::cos(order * azimuth) : std::sin(order * azimuth);
    return std::numbers::sqrt2 * phase * norm * legendre * wave;
}

glm::dvec3 color(const GaussianCloud& cloud, std::size_t index, const glm::dvec3& direction) {
    glm::dvec3 sum(0.5);
    std::size_t k = index * shCoefficientCount(cloud.shDegree);
    for (int l = 0; l <= cloud.shDegree; ++l) {
        for (int m = -l; m <= l; ++m) {
            sum += sphericalHarmonic(l, m, direction) * glm::dvec3(cloud.sh[k++]);
        }
    }
    return glm::max(sum, glm::dvec3(0.0));
}

glm::dmat3 rotation(const glm::quat& q) {
    const double n =
        std::sqrt(double(q.w) * q.w + double(q.x) * q.x + double(q.y) * q.y + double(q.z) * q.z);
    const double w = q.w / n, x = q.x / n, y = q.y / n, z = q.z / n;
    return glm::transpose(
        glm::dmat3(1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y),
                   2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x),
                   2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)));
}

bool allFinite(const GaussianCloud& cloud, std::size_t i) {
    const glm::vec3& p = cloud.positions[i];
    const glm::vec3& s = cloud.scales[i];
    const glm::quat& q = cloud.rotations[i];
    double sum = cloud.opacities[i] + p.x + p.y + p.z + s.x + s.y + s.z + q.w + q.x + q.y + q.z;
    const std::size_t coefficients = shCoefficientCount(cloud.shDegree);
    for (std::size_t k = i * coefficients; k < (i + 1) * coefficients; ++k) {
        sum += cloud.sh[k].r + cloud.sh[k].g + cloud.sh[k].b;
    }
    const bool isSplat = s.x >= 0 && s.y >= 0 && s.z >= 0 && s.x + s.y + s.z > 0 &&
                         q.w * q.w + q.x * q.x + q.y * q.y + q.z * q.z > 0;
    return std::isfinite(sum) && isSplat;
}

std::vector<Footprint> project(const GaussianCloud& cloud, const Camera& camera, int width,
                               int height) {
    const double tanY = std::tan(camera.fovYDegrees * std::numbers::pi / 360.0);
    const double tanX = tanY * width / height;
    const double focal = height / (2.0 * tanY);
    // Rows: the reference's view axes (x right, y down, z forward) seen from the world.
    const glm::dmat3 axes(camera.cameraToWorld);
    const glm::dmat3 worldToView = glm::transpose(glm::dmat3(axes[0], -axes[1], -axes[2]));
    const glm::dvec3 eye(camera.cameraToWorld[3]);

    std::vector<Footprint> footprints;
    for (std::size_t i = 0; i < cloud.size(); ++i) {
        if (!allFinite(cloud, i)) {
            continue;
        }
        const glm::dvec3 offset = glm::dvec3(cloud.positions[i]) - eye;
        glm::dvec3 t = worldToView * offset;
        Footprint f;
        f.index = i;
        f.depth = t.z;
        glm::dmat3 jacobian;
        glm::dvec3 ray;
        if (camera.orthographicHeight) {
            const double pixels = height / *camera.orthographicHeight;
            f.mean = {t.x * pixels + (width - 1) / 2.0, t.y * pixels + (height - 1) / 2.0};
            jacobian = glm::dmat3(pixels, 0, 0, 0, pixels, 0, 0, 0, 0);
            ray = -axes[2];
        } else {
            if (t.z <= 0.2) {
                continue;
            }
            f.mean = {((t.x / (t.z * tanX) + 1) * width - 1) / 2,
                      ((t.y / (t.z * tanY) + 1) * height - 1) / 2};
            t.x = std::clamp(t.x / t.z, -1.3 * tanX, 1.3 * tanX) * t.z;
            t.y = std::clamp(t.y / t.z, -1.3 * tanY, 1.3 * tanY) * t.z;
            jacobian = glm::transpose(glm::dmat3(focal / t.z, 0, -focal * t.x / (t.z * t.z), 0,
                                                 focal / t.z, -focal * t.y / (t.z * t.z), 0, 0, 0));
            ray = glm::normalize(offset);
        }
        const glm::dmat3 r = rotation(cloud.rotations[i]);
        const glm::dvec3 s(cloud.scales[i]);
        const glm::dmat3 squares(s.x * s.x, 0, 0, 0, s.y * s.y, 0, 0, 0, s.z * s.z);
        const glm::dmat3 sigma = r * squares * glm::transpose(r);
        const glm::dmat3 toImage = jacobian * worldToView;
        const glm::dmat2 sharp(toImage * sigma * glm::transpose(toImage));
        const glm::dmat2 blurred = sharp + glm::dmat2(0.3);
        f.inverseCovariance = glm::inverse(blurred);
        f.opacity = cloud.opacities[i];
        if (cloud.antialiased) {
            f.opacity *=
                std::sqrt(std::max(0.0, glm::determinant(sharp)) / glm::determinant(blurred));
        }
        f.color = color(cloud, i, ray);
        footprints.push_back(f);
    }
    std::stable_sort(footprints.begin(), footprints.end(),
                     [](const Footprint& a, const Footprint& b) { return a.depth < b.depth; });
    return footprints;
}

double alphaAt(const Footprint& f, const glm::dvec2& pixel) {
    const glm::dvec2 d = pixel - f.mean;
    const double alpha =
        std::min(0.99, f.opacity * std::exp(-0.5 * glm::dot(d, f.inverseCovariance * d)));
    return alpha < 1.0 / 255.0 ? 0.0 : alpha;
}

glm::dvec4 shade(const std::vector<Footprint>& footprints, const glm::dvec2& pixel) {
    glm::dvec3 sum(0.0);
    double transmittance = 1.0;
    for (const Footprint& f : footprints) {
        const double alpha = alphaAt(f, pixel);
        const double after = transmittance * (1.0 - alpha);
        if (after < 1e-4) {
            break;
        }
        sum += f.color * alpha * transmittance;
        transmittance = after;
    }
    return {sum, 1.0 - transmittance};
}

} // namespace

std::vector<glm::dvec4> renderOracle(const GaussianCloud& cloud, const Camera& camera, int width,
                                     int height) {
    const std::vector<Footprint> footprints = project(cloud, camera, width, height);
    std::vector<glm::dvec4> pixels;
    for (int row = 0; row < height; ++row) {
        for (int column = 0; column < width; ++column) {
            pixels.push_back(shade(footprints, {column, row}));
        }
    }
    return pixels;
}

std::vector<double> shownSharesOracle(const GaussianCloud& cloud, const Camera& camera, int width,
                                      int height) {
    const std::vector<Footprint> footprints = project(cloud, camera, width, height);
    std::vector<double> shown(cloud.size(), 0.0);
    std::vector<double> all(cloud.size(), 0.0);
    for (int row = 0; row < height; ++row) {
        for (int column = 0; column < width; ++column) {
            double transmittance = 1.0;
            for (const Footprint& f : footprints) {
                const double alpha = alphaAt(f, {column, row});
                all[f.index] += alpha;
                if (transmittance * (1.0 - alpha) < 1e-4) {
                    transmittance = 0.0; // finished
                }
                shown[f.index] += alpha * transmittance;
                transmittance *= 1.0 - alpha;
            }
        }
    }
    for (std::size_t i = 0; i < shown.size(); ++i) {
        shown[i] = all[i] > 0.0 ? shown[i] / all[i] : 0.0;
    }
    return shown;
}

double psnr(const std::vector<glm::dvec4>& expected, const std::vector<glm::vec4>& actual) {
    if (expected.size() != actual.size() || expected.empty()) {
        return -std::numeric_limits<double>::infinity();
    }
    double sum = 0.0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const glm::dvec4 difference = expected[i] - glm::dvec4(actual[i]);
        sum += glm::dot(difference, difference);
    }
    return -10.0 * std::log10(sum / (4.0 * static_cast<double>(expected.size())));
}

} // namespace gambade::test
