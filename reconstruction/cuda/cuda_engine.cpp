#include "reconstruction/cuda/cuda_engine.h"

#include "reconstruction/cuda/sizes.h"
#include "reconstruction/cuda/supported_sizes.h"
#include "splats/error.h"

#include <chrono>
#include <cstring>
#include <fmt/format.h>

namespace gambade {

using cuda::check;

namespace {

/// Side of the pictures that framing makes.
constexpr int kPictureSize = 512;

std::size_t pictureLength(int size) {
    return 3 * cuda::area(size, size);
}

/// @throws Error(kDevice)
const NetworkConfig& taken(const NetworkConfig& config) {
    cuda::requireSupportedSizes(config);
    return config;
}

float valueOf(float value) {
    return value;
}

float valueOf(Bf16 value) {
    const std::uint32_t bits = static_cast<std::uint32_t>(value) << 16U;
    float result = 0;
    std::memcpy(&result, &bits, sizeof(result));
    return result;
}

} // namespace

template <typename T>
CudaEngine<T>::CudaEngine(const TensorSource& source, std::string_view gpuName)
    : m_config(taken(source.config)), m_tokenizer(source, m_context), m_camera(source, m_context),
      m_sequence(source, m_context), m_stem(source, m_context), m_decoder(source, m_context),
      m_pinnedPicture(pictureLength(kPictureSize)),
      m_pinnedRows(cuda::area(m_config.gaussianCount(), NetworkOutput::kRowLength)),
      m_pinnedRequest(1), m_pinnedCamera(1),
      m_picture(m_context.allocate<float>(pictureLength(kPictureSize))),
      m_stemPicture(m_context.allocate<float>(pictureLength(m_config.stem.imageSize))),
      m_tokenizerPicture(m_context.allocate<float>(pictureLength(m_config.tokenizer.imageSize))),
      m_request(m_context.allocate<cuda::CameraRequest>(1)),
      m_deviceCamera(m_context.allocate<cuda::DeviceCamera>(1)),
      m_begun(cuda::makeEvent(cudaEventDisableTiming)),
      m_aimed(cuda::makeEvent(cudaEventDisableTiming)),
      m_prefixed(cuda::makeEvent(cudaEventDisableTiming)),
      m_deviceName(
          fmt::format("CUDA ({}, {})", gpuName, std::is_same_v<T, float> ? "fp32" : "bf16")) {
    // Memory was cleared on the default stream, which the lanes do not wait for.
    check(cudaDeviceSynchronize(), "starting");
    // A blank picture loads every kernel, which must not happen within a graph's capture.
    std::memset(m_pinnedPicture.data(), 0, m_pinnedPicture.bytes());
    const NetworkInput blank{.rgb = m_pinnedPicture.data()};
    upload(blank);
    keepCamera();
    queuePass(m_context.main(), m_context.side(), {});
    check(cudaStreamSynchronize(m_context.main().stream), "trying the network");
    capture(false);
    if (m_config.sequence.cameraToken && m_config.sequence.poseHead) {
        capture(true);
    }
}

template <typename T>
void CudaEngine<T>::run(const NetworkInput& input, NetworkOutput& output,
                        const Progress& progress) {
    if (input.size != kPictureSize) {
        throw Error(ErrorKind::kUsage,
                    fmt::format("the CUDA engine takes pictures of {} pixels a side, not {}",
                                kPictureSize, input.size));
    }
    progress.update("network", 0);
    const auto start = std::chrono::steady_clock::now();
    upload(input);
    keepCamera();
    runPass(progress);
    const auto& main = m_context.main().stream;
    check(cudaMemcpyAsync(m_pinnedRows.data(), m_decoder.rows(), m_pinnedRows.bytes(),
                          cudaMemcpyDeviceToHost, main),
          "fetching the result");
    check(cudaMemcpyAsync(m_pinnedCamera.data(), m_deviceCamera.data(), m_pinnedCamera.bytes(),
                          cudaMemcpyDeviceToHost, main),
          "fetching the result");
    check(cudaStreamSynchronize(main), "running the network");

    const std::size_t count = m_pinnedRows.bytes() / sizeof(float);
    output.rows.assign(m_pinnedRows.data(), m_pinnedRows.data() + count);
    output.elevationDegrees = m_pinnedCamera.data()->elevationDegrees;
    output.elevationEstimated = m_estimated;
    output.peakBytes = m_context.bytes;
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
    output.stages = {{"network", time.count()}};
    progress.update("network", 1);
}

/// Brings a picture and what is known of its camera to the device.
template <typename T>
void CudaEngine<T>::upload(const NetworkInput& input) {
    const auto& stream = m_context.main().stream;
    if (input.rgb != m_pinnedPicture.data()) {
        std::memcpy(m_pinnedPicture.data(), input.rgb, m_pinnedPicture.bytes());
    }
    const auto& mamba = m_config.sequence;
    m_estimated = !input.elevationKnown && mamba.cameraToken && mamba.poseHead;
    const SourceCamera camera = sourceCamera(m_config, input, input.elevationDegrees);
    const bool known = !mamba.cameraToken || input.elevationKnown;
    *m_pinnedRequest.data() = {known ? camera.elevationDegrees : 0.0, camera.fovYDegrees,
                               camera.radius, known};
    check(cudaMemcpyAsync(m_picture.data(), m_pinnedPicture.data(), m_pinnedPicture.bytes(),
                          cudaMemcpyHostToDevice, stream),
          "uploading the picture");
    check(cudaMemcpyAsync(m_request.data(), m_pinnedRequest.data(), m_pinnedRequest.bytes(),
                          cudaMemcpyHostToDevice, stream),
          "uploading the picture");
}

/// Where the camera is known and another than before, makes its rays.
template <typename T>
void CudaEngine<T>::keepCamera() {
    const cuda::CameraRequest& request = *m_pinnedRequest.data();
    if (m_estimated) {
        m_keptCamera = {}; // the pass will replace the rays
    } else if (request != m_keptCamera) {
        const cuda::Lane& lane = m_context.main();
        aimCamera(m_request.data(), nullptr, {kElevationUnit, kElevationLimit},
                  m_deviceCamera.data(), lane.stream);
        m_stem.setCamera(lane, m_deviceCamera.data());
        m_keptCamera = request;
    }
}

/// The whole network, from m_picture and m_request to the decoder's rows. With a hook both lanes
/// are to be the same, so that stages follow one another.
template <typename T>
void CudaEngine<T>::queuePass(const cuda::Lane& main, const cuda::Lane& side,
                              const StageHook& hook) {
    const auto queued = [&](const std::string& stage) {
        if (hook) {
            hook(stage);
        }
    };
    cuda::resizeBilinear(m_picture.data(), kPictureSize, 3, m_config.stem.imageSize,
                         m_stemPicture.data(), main.stream);
    check(cudaEventRecord(m_begun.get(), main.stream), "starting the network");
    check(cudaStreamWaitEvent(side.stream, m_begun.get()), "starting the network");
    cuda::resizeBilinear(m_stemPicture.data(), m_config.stem.imageSize, 3,
                         m_config.tokenizer.imageSize, m_tokenizerPicture.data(), side.stream);
    m_tokenizer.run(side, m_tokenizerPicture.data());
    queued("tokenizer");
    queuePrefixes(side, hook);

    if (m_estimated) {
        check(cudaStreamWaitEvent(main.stream, m_aimed.get()), "starting the network");
        m_stem.setCamera(main, m_deviceCamera.data());
    }
    m_stem.run(main, m_stemPicture.data(), m_sequence.tokens());
    queued("stem");
    for (int block = 0; block < m_config.sequence.depth; ++block) {
        m_sequence.project(main, block);
        if (block == 0) {
            check(cudaStreamWaitEvent(main.stream, m_prefixed.get()), "starting the network");
        }
        m_sequence.mix(main, block);
        queued(fmt::format("block {} of {}", block + 1, m_config.sequence.depth));
    }
    m_decoder.run(main, m_sequence.tokens(), m_sequence.scratch(), m_deviceCamera.data());
    queued("decoder");
}

/// Pose, camera token and every block's prefix, which need the image tokens.
template <typename T>
void CudaEngine<T>::queuePrefixes(const cuda::Lane& lane, const StageHook& hook) {
    const bool cameraToken = m_config.sequence.cameraToken;
    if (m_estimated) {
        m_camera.estimatePose(lane, m_tokenizer.tokens());
    }
    aimCamera(m_request.data(), m_estimated ? m_camera.poseOutput() : nullptr,
              {kElevationUnit, kElevationLimit}, m_deviceCamera.data(), lane.stream);
    check(cudaEventRecord(m_aimed.get(), lane.stream), "starting the network");
    if (cameraToken) {
        m_camera.embed(lane, m_deviceCamera.data());
    }
    m_sequence.runPrefixes(lane, m_tokenizer.tokens(), cameraToken ? m_camera.token() : nullptr);
    check(cudaEventRecord(m_prefixed.get(), lane.stream), "starting the network");
    if (hook) {
        hook("prefix");
    }
}

/// @post m_estimated is as before
template <typename T>
void CudaEngine<T>::capture(bool estimated) {
    const bool before = std::exchange(m_estimated, estimated);
    const auto& stream = m_context.main().stream;
    constexpr const char* kAction = "recording the network";
    check(cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal), kAction);
    queuePass(m_context.main(), m_context.side(), {});
    cudaGraph_t graph = nullptr;
    check(cudaStreamEndCapture(stream, &graph), kAction);
    const std::unique_ptr<CUgraph_st, cuda::Free<cudaGraphDestroy>> owned(graph);
    cudaGraphExec_t executable = nullptr;
    check(cudaGraphInstantiate(&executable, graph, 0), kAction);
    m_graphs[estimated ? 1 : 0].reset(executable);
    m_estimated = before;
}

template <typename T>
void CudaEngine<T>::runPass(const Progress& progress) {
    const cuda::Lane& main = m_context.main();
    progress.throwIfCancelled();
    if (m_observer) {
        queuePass(main, main, [this](const std::string& stage) { observe(stage); });
    } else {
        check(cudaGraphLaunch(m_graphs[m_estimated ? 1 : 0].get(), main.stream),
              "starting the network");
    }
}

template <typename T>
std::vector<StageTime> CudaEngine<T>::timeStages() {
    const cuda::Lane& main = m_context.main();
    std::vector<StageTime> times;
    std::vector<cuda::Event> marks;
    const auto mark = [&](const std::string& stage) {
        times.push_back({stage, 0});
        marks.push_back(cuda::makeEvent(cudaEventDefault));
        check(cudaEventRecord(marks.back().get(), main.stream), "measuring");
    };
    mark("");
    queuePass(main, main, mark);
    check(cudaStreamSynchronize(main.stream), "running the network");
    for (std::size_t i = 1; i < marks.size(); ++i) {
        float milliseconds = 0;
        check(cudaEventElapsedTime(&milliseconds, marks[i - 1].get(), marks[i].get()), "measuring");
        times[i].milliseconds = milliseconds;
    }
    times.erase(times.begin());
    return times;
}

template <typename T>
double CudaEngine<T>::timePass() {
    const cuda::Lane& main = m_context.main();
    const cuda::Event start = cuda::makeEvent(cudaEventDefault);
    const cuda::Event end = cuda::makeEvent(cudaEventDefault);
    check(cudaEventRecord(start.get(), main.stream), "measuring");
    check(cudaGraphLaunch(m_graphs[m_estimated ? 1 : 0].get(), main.stream),
          "starting the network");
    check(cudaEventRecord(end.get(), main.stream), "measuring");
    check(cudaStreamSynchronize(main.stream), "running the network");
    float milliseconds = 0;
    check(cudaEventElapsedTime(&milliseconds, start.get(), end.get()), "measuring");
    return milliseconds;
}

template <typename T>
template <typename Value>
std::vector<float> CudaEngine<T>::fetch(const Value* values, std::size_t count) const {
    std::vector<Value> stored(count);
    check(cudaStreamSynchronize(m_context.main().stream), "running the network");
    check(cudaMemcpy(stored.data(), values, count * sizeof(Value), cudaMemcpyDeviceToHost),
          "fetching a stage");
    std::vector<float> result;
    result.reserve(count);
    for (const Value value : stored) {
        result.push_back(valueOf(value));
    }
    return result;
}

template <typename T>
void CudaEngine<T>::observe(const std::string& stage) {
    const int gaussians = m_config.gaussianCount();
    const int width = m_config.sequence.width;
    const auto show = [&](std::string_view name, int rows, int columns, const auto* values) {
        m_observer(name, 0, rows, columns, fetch(values, cuda::area(rows, columns)).data());
    };
    if (stage == "tokenizer") {
        show("image_tokens", m_config.tokenizer.outputTokens(), m_config.tokenizer.width,
             m_tokenizer.tokens());
    } else if (stage == "stem") {
        show("stem", m_config.stem.grid() * m_config.stem.grid(), width, m_stem.stemTokens());
        m_before = fetch(m_sequence.tokens(), cuda::area(gaussians, width));
    } else if (stage == "decoder") {
        show("decoder_features", gaussians, m_config.decoder.width, m_decoder.features());
    } else if (stage.starts_with("block")) {
        observeBlock(std::stoi(stage.substr(std::string_view("block ").size())) - 1);
    }
}

/// The mixer's result is added where the tokens are: it is what they gained.
template <typename T>
void CudaEngine<T>::observeBlock(int block) {
    const int rows = m_config.gaussianCount();
    const int width = m_config.sequence.width;
    m_observer(fmt::format("block{}_residual", block), 0, rows, width, m_before.data());
    std::vector<float> after = fetch(m_sequence.tokens(), m_before.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
        m_before[i] = after[i] - m_before[i];
    }
    m_observer(fmt::format("block{}_hidden", block), 0, rows, width, m_before.data());
    m_before = std::move(after);
}

template class CudaEngine<float>;
template class CudaEngine<Bf16>;

} // namespace gambade
