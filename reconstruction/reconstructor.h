#pragma once

#include "reconstruction/engine.h"
#include "reconstruction/framing.h"
#include "splats/cloud.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

namespace gambade {

enum class Device { kAuto, kCpu, kCuda };

struct Reconstruction {
    GaussianCloud cloud;                   ///< provenance filled with model, hash and camera
    std::shared_ptr<const GpuCloud> onGpu; ///< the cloud's values, see keepOnGpu(); else null
    double elevationDegrees = 0.0;         ///< of the source camera, given or estimated
    bool elevationEstimated = false;
    double fovYDegrees = kDefaultFovY; ///< of the framed picture
    double radius = kDefaultRadius;
    /// Vertical field of view of the whole photo, degrees, as the model reads it off the picture;
    /// none where it cannot. Only told, not used.
    std::optional<double> photoFovYEstimate;
    std::vector<StageTime> stages;
    std::size_t peakBytes = 0;
};

/// What reconstructMany() is given of each picture.
struct FramedPicture {
    FramedImage image;
    std::optional<double> elevationDegrees; ///< as Reconstructor::reconstruct takes it
};

/// Picture → Gaussians: one model on one device, used for any number of pictures. Where the device
/// was left to choose and the GPU fails, the CPU goes on.
class Reconstructor {
public:
    /// Loads the model.
    /// @param threads 0: all cores
    /// @param precision on the GPU; the CPU computes in fp32
    /// @throws Error(kModel), Error(kDevice), Error(kUsage) for a number of threads that makes no
    /// sense; Cancelled, within 20 ms of the request.
    Reconstructor(const std::filesystem::path& model, Device device, int threads = 0,
                  const Progress& progress = {}, CudaPrecision precision = CudaPrecision::kBf16);
    ~Reconstructor();
    Reconstructor(Reconstructor&&) noexcept;
    Reconstructor& operator=(Reconstructor&&) noexcept;

    /// @param elevationDegrees none: estimated by the model's pose head, 0 where it has none.
    /// Gaussians of opacity below 0.005 are dropped, as the published export does, and so are those
    /// with a number that is not finite.
    /// @throws Error(kModel) where none is left; Error(kDevice); Cancelled.
    Reconstruction reconstruct(const FramedImage& image, std::optional<double> elevationDegrees,
                               const Progress& progress = {});

    /// From now on what reconstruct() makes also stays on the GPU that made it, where there is one,
    /// as long as Reconstruction::onGpu is held. The GPU's memory for it is given to the next
    /// picture where the last one's is no longer held.
    void keepOnGpu();

    /// The next picture, or none at the end.
    using NextPicture = std::function<std::optional<FramedPicture>()>;
    using TakeReconstruction = std::function<void(Reconstruction&& reconstruction)>;
    /// Why there is none of a picture.
    using TakeFailure = std::function<void(const Error& failure)>;
    /// Many pictures, so that they keep the device busiest. Results, and failures of pictures of
    /// which no Gaussian is left, come in order, some pictures later than these were asked for.
    /// Reports no progress. @throws Error(kDevice), Cancelled, which end all
    void reconstructMany(const NextPicture& next, const TakeReconstruction& take,
                         const TakeFailure& fail, const Progress& progress = {});

    /// Whether reconstructMany() is faster than one picture after the other.
    bool overlapsPictures() const;

    const Weights& weights() const;
    std::string_view deviceName() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The model used when none is named: $GAMBADE_DATA_DIR, beside the executable, the installed data
/// folder, the user's ($XDG_DATA_HOME). @throws Error(kModel) saying where it was looked for.
std::filesystem::path findDefaultModel();

} // namespace gambade
