#pragma once

// Sums over the lanes of a warp on the matrix units: a butterfly of shuffles would take 31 steps
// for 32 sums, this takes 8 products and 3 shuffles.

#include "device_math.h"

namespace gambade {

/// Sums 16 values a lane over the warp's 32 lanes with matrix products by a 0/1 selector.
/// The selector of group j has a one where row 4j + r meets element r of each lane's four values,
/// so four products put value n's sums over the lanes of each quad (lanes of equal lane / 4) into
/// row n; column c is quad c.
class LaneSums {
public:
    __device__ explicit LaneSums(int lane) {
        const int quad = lane / 4;
        const std::uint32_t one = quad % 2 == 0 ? 0x00003f80u : 0x3f800000u;
        const std::uint32_t low = quad % 4 < 2 ? one : 0;
        const std::uint32_t high = quad % 4 < 2 ? 0 : one;
        m_low[0] = quad < 4 ? low : 0;
        m_low[1] = quad < 4 ? 0 : low;
        m_high[0] = quad < 4 ? high : 0;
        m_high[1] = quad < 4 ? 0 : high;
    }

    /// Adds values 4·group .. 4·group + 3 of every lane, given as two pairs.
    __device__ void add(float (&sums)[4], int group, std::uint32_t pair0,
                        std::uint32_t pair1) const {
        const std::uint32_t low = m_low[group % 2];
        const std::uint32_t high = m_high[group % 2];
        if (group < 2) {
            multiplyAccumulate(sums, low, 0, high, 0, pair0, pair1);
        } else {
            multiplyAccumulate(sums, 0, low, 0, high, pair0, pair1);
        }
    }

    /// Finishes two sets of 16 sums. This lane gets the one of index `place(lane)`, 0..31, of
    /// both sets in order.
    __device__ static float finish(const float (&a)[4], const float (&b)[4], int lane) {
        const bool odd = lane % 2 != 0;
        const bool upper = lane % 4 >= 2;
        const float a0 = a[0] + a[1];
        const float a8 = a[2] + a[3];
        const float b0 = b[0] + b[1];
        const float b8 = b[2] + b[3];
        const float keepA = (odd ? a8 : a0) + __shfl_xor_sync(~0u, odd ? a0 : a8, 1);
        const float keepB = (odd ? b8 : b0) + __shfl_xor_sync(~0u, odd ? b0 : b8, 1);
        return (upper ? keepB : keepA) + __shfl_xor_sync(~0u, upper ? keepA : keepB, 2);
    }
    __device__ static int place(int lane) { return lane % 4 / 2 * 16 + lane % 2 * 8 + lane / 4; }

private:
    std::uint32_t m_low[2];
    std::uint32_t m_high[2];
};

} // namespace gambade
