#include "splats/sh.h"

#include "splats/cloud.h"

namespace gambade {

namespace {

// Normalisation constants of the real spherical harmonics, signs as in Kerbl et al. 2023.
constexpr float kShC1 = 0.4886025119029199f;
constexpr float kShC2[] = {1.0925484305920792f, -1.0925484305920792f, 0.31539156525252005f,
                           -1.0925484305920792f, 0.5462742152960396f};
constexpr float kShC3[] = {-0.5900435899266435f, 2.890611442640554f,   -0.4570457994644658f,
                           0.3731763325901154f,  -0.4570457994644658f, 1.445305721320277f,
                           -0.5900435899266435f};

} // namespace

glm::vec3 evaluateSh(const glm::vec3* c, int degree, const glm::vec3& direction) {
    glm::vec3 color = 0.5f + kShC0 * c[0];
    const float x = direction.x;
    const float y = direction.y;
    const float z = direction.z;
    if (degree >= 1) {
        color += kShC1 * (-y * c[1] + z * c[2] - x * c[3]);
    }
    if (degree >= 2) {
        color += kShC2[0] * (x * y) * c[4] + kShC2[1] * (y * z) * c[5] +
                 kShC2[2] * (2.0f * z * z - x * x - y * y) * c[6] + kShC2[3] * (x * z) * c[7] +
                 kShC2[4] * (x * x - y * y) * c[8];
    }
    if (degree >= 3) {
        color += kShC3[0] * y * (3.0f * x * x - y * y) * c[9] + kShC3[1] * (x * y * z) * c[10] +
                 kShC3[2] * y * (4.0f * z * z - x * x - y * y) * c[11] +
                 kShC3[3] * z * (2.0f * z * z - 3.0f * x * x - 3.0f * y * y) * c[12] +
                 kShC3[4] * x * (4.0f * z * z - x * x - y * y) * c[13] +
                 kShC3[5] * z * (x * x - y * y) * c[14] +
                 kShC3[6] * x * (x * x - 3.0f * y * y) * c[15];
    }
    return color;
}

} // namespace gambade
