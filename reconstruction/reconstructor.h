#pragma once

#include "reconstruction/engine.h"
#include "reconstruction/framing.h"
#include "splats/cloud.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace gambade {

enum class Device { kAuto, kCpu, kCuda };

struct Reconstruction {
    GaussianCloud cloud;           ///< provenance filled with model, hash and camera
    double elevationDegrees = 0.0; ///< of the source camera, given or estimated
    bool elevationEstimated = false;
    double fovYDegrees = kDefaultFovY;
    double radius = kDefaultRadius;
    std::vector<StageTime> stages;
    std::size_t peakBytes = 0;
};

/// Picture → Gaussians: one model on one device, used for any number of pictures.
class Reconstructor {
public:
    /// Loads the model.
    /// @param threads 0: all cores
    /// @throws Error(kModel), Error(kDevice); Cancelled, within 20 ms of the request.
    Reconstructor(const std::filesystem::path& model, Device device, int threads = 0,
                  const Progress& progress = {});
    ~Reconstructor();
    Reconstructor(Reconstructor&&) noexcept;
    Reconstructor& operator=(Reconstructor&&) noexcept;

    /// @param elevationDegrees none: estimated by the model's pose head, 0 where it has none.
    /// Gaussians of opacity below 0.005 are dropped, as the published export does, and so are those
    /// with a number that is not finite.
    /// @throws Error(kModel) where none is left; Error(kDevice); Cancelled.
    Reconstruction reconstruct(const FramedImage& image, std::optional<double> elevationDegrees,
                               const Progress& progress = {});

    const Weights& weights() const;
    std::string_view deviceName() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The model used when none is named: $GAMBADE_DATA_DIR, beside the executable, the installed data
/// folder. @throws Error(kModel) saying where it was looked for.
std::filesystem::path findDefaultModel();

} // namespace gambade
