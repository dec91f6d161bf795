#pragma once

#include "reconstruction/weights.h"
#include "splats/default_view.h"
#include "splats/gpu_cloud.h"
#include "splats/progress.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gambade {

/// What one picture gives the network.
struct NetworkInput {
    /// 3 × 512 × 512 channel-major RGB in [0,1], composited on white (framing.h).
    const float* rgb = nullptr;
    int size = kDefaultPictureSize;
    double fovYDegrees = kDefaultFovY;
    double radius = kDefaultRadius; ///< camera distance, world units
    bool elevationKnown = true;
    double elevationDegrees = 0.0; ///< used where known; camera at azimuth 0
};

struct StageTime {
    std::string stage;
    double milliseconds = 0.0;
};

/// The network's result: one row per Gaussian (network.md §5),
/// x y z | opacity | sx sy sz | qw qx qy qz | r g b; linear values, world y up.
struct NetworkOutput {
    static constexpr int kRowLength = 14;
    std::vector<float> rows;
    double elevationDegrees = 0.0; ///< the one used: given, or estimated by the pose head
    bool elevationEstimated = false;
    /// Vertical field of view of the network's picture, as the pose head reads it off the picture;
    /// none where the model has no head for it. Not used by the network.
    std::optional<double> fovYEstimate;
    std::vector<StageTime> stages; ///< wall time per stage, in order
    /// Bytes of weights and activations held by the engine.
    std::size_t peakBytes = 0;
};

/// Runs the network on one device. Allocates everything at construction; run() may be called from
/// one thread at a time.
class Engine {
public:
    virtual ~Engine() = default;
    virtual std::string_view deviceName() const = 0; ///< "CPU (2 threads, AVX-512)"
    virtual const NetworkConfig& config() const = 0;
    /// @throws Cancelled within 200 ms of the stop request; Error(kDevice).
    virtual void run(const NetworkInput& input, NetworkOutput& output,
                     const Progress& progress) = 0;

    /// run(), after which the Gaussians that a cloud keeps (cloud_of_rows.h) stay on the GPU that
    /// made them, and `output` is without rows. Allocates where the last result is still held.
    /// @returns null where the device is no GPU: then the same as run()
    virtual std::shared_ptr<const GpuCloud>
    runOnGpu(const NetworkInput& input, NetworkOutput& output, const Progress& progress) {
        run(input, output, progress);
        return nullptr;
    }

    /// Whether runMany() is faster than run() by run().
    virtual bool overlapsPictures() const { return false; }

    /// The next picture, or none at the end; needed until its result was taken.
    using NextInput = std::function<std::optional<NetworkInput>()>;
    using TakeOutput = std::function<void(NetworkOutput&& output)>;
    /// Runs pictures one after the other, or so that they keep the device busiest; results come in
    /// order. Reports no progress. @throws as run()
    virtual void runMany(const NextInput& next, const TakeOutput& take, const Progress& progress) {
        for (auto input = next(); input; input = next()) {
            NetworkOutput output;
            run(*input, output, Progress(nullptr, progress.stopToken()));
            take(std::move(output));
        }
    }
};

/// @param threads 0: all cores.
/// @throws Error(kDevice) where memory does not suffice; Error(kUsage) for an impossible number of
/// threads; Cancelled.
std::unique_ptr<Engine> makeCpuEngine(const Weights& weights, int threads = 0,
                                      const Progress& progress = {});

/// Whether this program and this machine can run the CUDA engine.
struct CudaDevice {
    bool usable = false;
    std::string name{};   ///< of the GPU; empty where it is not usable
    int number = 0;       ///< CUDA's, of the GPU
    std::string reason{}; ///< why it is not usable, as the end of "… because …"
    bool absent = false;  ///< there is none, or no engine for it in this program
};

/// Looks for a GPU, a driver, and the matrix library; does not throw.
CudaDevice cudaDevice();

/// How the CUDA engine stores weights and activations, and multiplies; sums are fp32 either way.
enum class CudaPrecision {
    kBf16,
    kFp16, ///< smaller rounding errors than bf16; values beyond 65504 become infinite
    kTf32, ///< fp32, with operands of products rounded to TF32
    kFp32, ///< slow, and twice the memory
};

/// On all GPUs that can be used: single pictures run on the first, of many pictures several at
/// once.
/// @param weights must live as long as the engine
/// @throws Error(kDevice) where cudaDevice() is not usable, memory does not suffice, or the engine
/// does not take the model's sizes.
std::unique_ptr<Engine> makeCudaEngine(const Weights& weights,
                                       CudaPrecision precision = CudaPrecision::kBf16);

} // namespace gambade
