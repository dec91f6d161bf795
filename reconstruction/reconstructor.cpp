#include "reconstruction/reconstructor.h"

#include "reconstruction/cancellable_pass.h"
#include "reconstruction/cloud_of_rows.h"
#include "reconstruction/data_files.h"
#include "splats/error.h"
#include "splats/log.h"

#include <deque>
#include <fmt/format.h>

namespace gambade {

namespace {

constexpr std::string_view kDefaultModel = "models/gambade-base.safetensors";

/// The CUDA engine, or null, with the reason logged, where it cannot run.
std::unique_ptr<Engine> tryCudaEngine(const Weights& weights, CudaPrecision precision) {
    const CudaDevice device = cudaDevice();
    if (!device.usable) {
        log(device.absent ? LogLevel::kDebug : LogLevel::kWarning, "using the CPU: {}",
            device.reason);
        return nullptr;
    }
    try {
        return makeCudaEngine(weights, precision);
    } catch (const Error& error) {
        log(LogLevel::kWarning, "using the CPU: {}", error.what());
        return nullptr;
    }
}

std::unique_ptr<Engine> makeEngine(const Weights& weights, Device device, CudaPrecision precision,
                                   int threads, const Progress& progress) {
    if (device == Device::kCuda) {
        return makeCudaEngine(weights, precision);
    }
    if (device == Device::kAuto) {
        if (auto engine = tryCudaEngine(weights, precision)) {
            return engine;
        }
    }
    return makeCpuEngine(weights, threads, progress);
}

NetworkInput inputOf(const FramedImage& image, std::optional<double> elevationDegrees) {
    return {.rgb = image.rgb.data(),
            .size = kFramedSize,
            .fovYDegrees = image.fovYDegrees,
            .radius = image.radius(),
            .elevationKnown = elevationDegrees.has_value(),
            .elevationDegrees = elevationDegrees.value_or(0.0)};
}

} // namespace

struct Reconstructor::State {
    Weights weights;
    int threads;
    bool mayFallBack; ///< to the CPU, should the engine's device fail
    bool keepsOnGpu = false;
    std::unique_ptr<Engine> engine;

    State(const std::filesystem::path& model, Device device, CudaPrecision precision,
          int threadCount, const Progress& progress)
        : weights(model), threads(threadCount), mayFallBack(device == Device::kAuto),
          engine(makeEngine(weights, device, precision, threadCount, progress)) {
        weights.sha256(progress); // here, where it can be cancelled
        weights.releasePages();
    }

    /// Calls `work`, and again with the CPU where the device fails at it.
    template <typename Work>
    void withFallBack(const Progress& progress, Work work) {
        try {
            work();
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::kDevice || !mayFallBack) {
                throw;
            }
            log(LogLevel::kWarning, "using the CPU from now on: {}", error.what());
            engine = makeCpuEngine(weights, threads, Progress(nullptr, progress.stopToken()));
            mayFallBack = false;
            work();
        }
    }

    /// @param image for its measures alone
    /// @param output without rows
    Reconstruction finish(const FramedImage& image, const NetworkInput& input,
                          NetworkOutput&& output, GaussianCloud&& cloud) const;
};

Reconstructor::Reconstructor(const std::filesystem::path& model, Device device, int threads,
                             const Progress& progress, CudaPrecision precision)
    : m_state(runCancellably<std::unique_ptr<State>>(
          [model, device, precision, threads](const Progress& part) {
              return std::make_unique<State>(model, device, precision, threads, part);
          },
          progress)) {}
Reconstructor::~Reconstructor() = default;
Reconstructor::Reconstructor(Reconstructor&&) noexcept = default;
Reconstructor& Reconstructor::operator=(Reconstructor&&) noexcept = default;

Reconstruction Reconstructor::reconstruct(const FramedImage& image,
                                          std::optional<double> elevationDegrees,
                                          const Progress& progress) {
    const NetworkInput input = inputOf(image, elevationDegrees);
    NetworkOutput output;
    std::shared_ptr<const GpuCloud> onGpu;
    GaussianCloud cloud;
    m_state->withFallBack(progress, [&] {
        if (m_state->keepsOnGpu) {
            onGpu = m_state->engine->runOnGpu(input, output, progress);
        } else {
            m_state->engine->run(input, output, progress);
        }
        cloud = onGpu ? onGpu->copy() : cloudOfRows(output.rows);
    });
    Reconstruction result = m_state->finish(image, input, std::move(output), std::move(cloud));
    result.onGpu = std::move(onGpu);
    return result;
}

void Reconstructor::keepOnGpu() {
    m_state->keepsOnGpu = true;
}

void Reconstructor::reconstructMany(const NextPicture& next, const TakeReconstruction& take,
                                    const TakeFailure& fail, const Progress& progress) {
    std::deque<FramedPicture> pending; // asked for, and not back yet
    std::size_t given = 0;             // of them, to the engine that runs now
    const auto input = [](const FramedPicture& picture) {
        return inputOf(picture.image, picture.elevationDegrees);
    };
    const auto nextInput = [&]() -> std::optional<NetworkInput> {
        if (given == pending.size()) {
            std::optional<FramedPicture> picture = next();
            if (!picture) {
                return std::nullopt;
            }
            pending.push_back(std::move(*picture));
        }
        return input(pending[given++]);
    };
    const auto takeOutput = [&](NetworkOutput&& output) {
        const FramedPicture picture = std::move(pending.front());
        pending.pop_front();
        --given;
        GaussianCloud cloud = cloudOfRows(output.rows);
        Reconstruction result;
        try {
            result =
                m_state->finish(picture.image, input(picture), std::move(output), std::move(cloud));
        } catch (const Error& error) {
            fail(error);
            return;
        }
        take(std::move(result));
    };
    m_state->withFallBack(progress, [&] {
        given = 0;
        m_state->engine->runMany(nextInput, takeOutput, progress);
    });
}

Reconstruction Reconstructor::State::finish(const FramedImage& image, const NetworkInput& input,
                                            NetworkOutput&& output, GaussianCloud&& cloud) const {
    Reconstruction result;
    result.cloud = std::move(cloud);
    if (result.cloud.empty()) {
        throw Error(
            ErrorKind::kModel,
            fmt::format("{} makes no visible splats of this picture: its weights are damaged "
                        "or untrained; use another model",
                        weights.path().string()));
    }
    result.elevationDegrees = output.elevationDegrees;
    result.elevationEstimated = output.elevationEstimated;
    result.fovYDegrees = input.fovYDegrees;
    result.radius = input.radius;
    if (output.fovYEstimate) {
        result.photoFovYEstimate = image.photoFovYDegrees(*output.fovYEstimate);
    }
    result.stages = std::move(output.stages);
    result.peakBytes = output.peakBytes;
    result.cloud.provenance = {
        {"program", fmt::format("Gambade {}", GAMBADE_VERSION)},
        {"model", weights.name()},
        {"model-sha256", weights.sha256()},
        {"camera-elevation", fmt::format("{:.2f} degrees ({})", result.elevationDegrees,
                                         result.elevationEstimated ? "estimated"
                                         : input.elevationKnown    ? "given"
                                                                   : "assumed")},
        {"camera-fov", fmt::format("{:.2f} degrees", result.fovYDegrees)},
        {"camera-radius", fmt::format("{:.4f}", result.radius)},
    };
    return result;
}

bool Reconstructor::overlapsPictures() const {
    return m_state->engine->overlapsPictures();
}

const Weights& Reconstructor::weights() const {
    return m_state->weights;
}

std::string_view Reconstructor::deviceName() const {
    return m_state->engine->deviceName();
}

std::filesystem::path findDefaultModel() {
    auto model = findDataFile(kDefaultModel);
    if (model.empty()) {
        std::string folders;
        for (const auto& folder : dataFolders()) {
            folders += fmt::format("{}{}", folders.empty() ? "" : ", ", folder.string());
        }
        throw Error(ErrorKind::kModel,
                    fmt::format("no model: {} is in none of {}; name a weights file with --model",
                                kDefaultModel, folders));
    }
    return model;
}

} // namespace gambade
