#pragma once

#include <cstddef>
#include <glm/gtc/quaternion.hpp>
#include <glm/vec3.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gambade {

inline constexpr int kMaxShDegree = 3;

/// SH basis function of degree 0: rgb = 0.5 + kShC0 · f_dc (3D Gaussian Splatting, Kerbl et al.
/// 2023).
inline constexpr float kShC0 = 0.28209479177387814f;

/// Coefficients per colour channel for an SH degree of 0…3: 1, 4, 9, 16.
constexpr std::size_t shCoefficientCount(int degree) {
    return static_cast<std::size_t>((degree + 1) * (degree + 1));
}

/// A cloud of n 3D Gaussians, structure of arrays; every array has n entries.
///
/// World: right-handed, **y up**, unit length = the network's world (an object of ±0.55 around the
/// origin, source camera on +z at radius 1.5). Files in other axes are turned on reading and
/// writing.
struct GaussianCloud {
    std::vector<glm::vec3> positions;
    /// Linear opacity in [0,1] (files store its logit).
    std::vector<float> opacities;
    /// Linear standard deviations along the three axes, > 0 (files store ln).
    std::vector<glm::vec3> scales;
    /// Unit quaternions, rotation of the ellipsoid's axes into the world.
    std::vector<glm::quat> rotations;

    /// 0…3.
    int shDegree = 0;
    /// Real SH coefficients n × shCoefficientCount(shDegree), coefficient-major per Gaussian:
    /// sh[i · count + k] is the RGB of basis function k, k = 0 the constant one (f_dc).
    /// The basis of Kerbl et al. in **our** axes; file readers adapt the signs to the axes.
    std::vector<glm::vec3> sh;

    /// Splats were trained with the mip-splatting / anti-aliased image formation.
    bool antialiased = false;

    /// Free provenance lines "key: value" (program, model, image, camera), kept in file comments.
    /// Keys are such as isProvenanceKey() takes; values may be any text.
    std::vector<std::pair<std::string, std::string>> provenance;

    std::size_t size() const { return positions.size(); }
    bool empty() const { return positions.empty(); }
    /// Sets every array's length; new entries are zero, rotations identity.
    void resize(std::size_t count, int degree);
    /// Colour without view dependence: 0.5 + kShC0 · f_dc, not clamped.
    glm::vec3 baseColor(std::size_t index) const {
        return 0.5f + kShC0 * sh[index * shCoefficientCount(shDegree)];
    }
    void setBaseColor(std::size_t index, const glm::vec3& rgb) {
        sh[index * shCoefficientCount(shDegree)] = (rgb - 0.5f) / kShC0;
    }
};

/// Whether a provenance key is one line of text without ": ", which ends it in files.
bool isProvenanceKey(std::string_view key);

/// Copies the splats [begin, end), with everything that holds for the whole cloud.
GaussianCloud slice(const GaussianCloud& cloud, std::size_t begin, std::size_t end);

/// Copies the splats at these indices, in their order, without what holds for the whole cloud.
GaussianCloud gather(const GaussianCloud& cloud, std::span<const std::size_t> indices);

/// Turns the cloud by 180° about z, in place: (x,y,z) → (−x,−y,z), the step between our axes (y up)
/// and those of 3DGS files (y down). Its own inverse; SH coefficients with odd |m| change sign.
/// Twice the turn gives −q for each quaternion q, which is the same rotation.
void rotateHalfTurnAboutZ(GaussianCloud& cloud);

/// Turns the cloud by 180° about y, in place: (x,y,z) → (−x,y,−z). Like the turn about z otherwise.
void rotateHalfTurnAboutY(GaussianCloud& cloud);

} // namespace gambade
