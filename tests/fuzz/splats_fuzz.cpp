#include "splats/error.h"
#include "splats/format.h"
#include "splats/log.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>

using namespace gambade;

namespace {

void require(bool condition) {
    if (!condition) {
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
    setLogSink([](LogLevel, std::string_view) {});
    return 0;
}

/// Any bytes that a format takes for its own either give an Error or a cloud that keeps what
/// cloud.h promises. GAMBADE_FUZZ_FORMAT is the extension of the format that this program is for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::span<const std::byte> file = std::as_bytes(std::span(data, size));
    for (const SplatFormat& format : splatFormats()) {
        if (format.extension != GAMBADE_FUZZ_FORMAT || !format.matches(file)) {
            continue;
        }
        try {
            const GaussianCloud cloud = format.read(file, Progress());
            require(cloud.opacities.size() == cloud.size() && cloud.scales.size() == cloud.size() &&
                    cloud.rotations.size() == cloud.size() &&
                    cloud.sh.size() == cloud.size() * shCoefficientCount(cloud.shDegree));
            for (std::size_t i = 0; i < cloud.size(); ++i) {
                require(std::isfinite(cloud.positions[i].x));
                require(cloud.opacities[i] >= 0.0f && cloud.opacities[i] <= 1.0f);
                require(cloud.scales[i].x > 0.0f && std::isfinite(cloud.scales[i].x));
                require(std::abs(glm::length(cloud.rotations[i]) - 1.0f) < 1e-5f);
            }
        } catch (const Error&) {
            // A sentence for the user is the other good outcome.
        }
    }
    return 0;
}
