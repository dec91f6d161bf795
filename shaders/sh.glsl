// Spherical harmonics of 3D Gaussian splatting, the twin of splats/sh.cpp.

// Coefficient k of the splat, defined by the shader that holds them.
vec3 shCoefficient(uint splat, uint k);

const float kShC0 = 0.28209479177387814;
const float kShC1 = 0.4886025119029199;
const float kShC2[5] = float[](1.0925484305920792, -1.0925484305920792, 0.31539156525252005,
                               -1.0925484305920792, 0.5462742152960396);
const float kShC3[7] = float[](-0.5900435899266435, 2.890611442640554, -0.4570457994644658,
                               0.3731763325901154, -0.4570457994644658, 1.445305721320277,
                               -0.5900435899266435);

vec3 evaluateSh(uint splat, int degree, vec3 direction) {
    float x = direction.x, y = direction.y, z = direction.z;
    vec3 color = 0.5 + kShC0 * shCoefficient(splat, 0u);
    if (degree >= 1) {
        color += kShC1 * (-y * shCoefficient(splat, 1u) + z * shCoefficient(splat, 2u) -
                          x * shCoefficient(splat, 3u));
    }
    float xx = x * x, yy = y * y, zz = z * z;
    if (degree >= 2) {
        color += kShC2[0] * (x * y) * shCoefficient(splat, 4u) +
                 kShC2[1] * (y * z) * shCoefficient(splat, 5u) +
                 kShC2[2] * (2.0 * zz - xx - yy) * shCoefficient(splat, 6u) +
                 kShC2[3] * (x * z) * shCoefficient(splat, 7u) +
                 kShC2[4] * (xx - yy) * shCoefficient(splat, 8u);
    }
    if (degree >= 3) {
        color += kShC3[0] * y * (3.0 * xx - yy) * shCoefficient(splat, 9u) +
                 kShC3[1] * (x * y * z) * shCoefficient(splat, 10u) +
                 kShC3[2] * y * (4.0 * zz - xx - yy) * shCoefficient(splat, 11u) +
                 kShC3[3] * z * (2.0 * zz - 3.0 * xx - 3.0 * yy) * shCoefficient(splat, 12u) +
                 kShC3[4] * x * (4.0 * zz - xx - yy) * shCoefficient(splat, 13u) +
                 kShC3[5] * z * (xx - yy) * shCoefficient(splat, 14u) +
                 kShC3[6] * x * (xx - 3.0 * yy) * shCoefficient(splat, 15u);
    }
    return color;
}
