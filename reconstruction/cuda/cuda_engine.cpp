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

using cuda::kPictureSize;

constexpr const char* kFetching = "fetching the result";

/// @throws Error(kDevice)
const NetworkConfig& taken(const NetworkConfig& config) {
    cuda::requireSupportedSizes(config);
    return config;
}

std::size_t rowFloats(const NetworkConfig& config) {
    return cuda::area(config.gaussianCount(), NetworkOutput::kRowLength);
}

/// What the engine's name says of its arithmetic.
template <typename T>
std::string_view precisionName(bool tf32) {
    if constexpr (std::is_same_v<T, float>) {
        return tf32 ? "tf32" : "fp32";
    } else {
        return std::is_same_v<T, Bf16> ? "bf16" : "fp16";
    }
}

} // namespace

template <typename T>
CudaEngine<T>::Slot::Slot(const cuda::NetworkPass<T>& pass, cuda::Context& context,
                          std::size_t rowFloats)
    : shot(pass.makeShot(context)), picture(shot.picture.size()), rows(rowFloats), request(1),
      camera(1), prefixed(cuda::makeEvent(cudaEventDisableTiming)),
      done(cuda::makeEvent(cudaEventDisableTiming)) {}

template <typename T>
CudaEngine<T>::CudaEngine(const TensorSource& source, std::string_view gpuName, int gpu, bool tf32)
    : m_config(taken(source.config)), m_context(gpu, tf32), m_pass(source, m_context),
      m_deviceName(fmt::format("CUDA ({}, {})", gpuName, precisionName<T>(tf32))) {
    m_slots.emplace_back(m_pass, m_context, rowFloats(m_config));
    // Memory was cleared on the default stream, which the lanes do not wait for.
    check(cudaDeviceSynchronize(), "starting");
    // A blank picture loads every kernel, which must not happen within a graph's capture.
    const cuda::Lane& main = m_context.main();
    Slot& slot = m_slots[0];
    const std::vector<float> blank(slot.shot.picture.size());
    upload(slot, {.rgb = blank.data()}, main.stream);
    keepCamera(slot);
    for (const bool estimated : {false, m_pass.estimates()}) {
        m_pass.queueWhole(main, m_context.side(), slot.shot, estimated);
    }
    check(cudaStreamSynchronize(main.stream), "trying the network");
    m_keptCamera = {};
    m_whole = recordBoth(main.stream, [&](bool estimated) {
        m_pass.queueWhole(main, m_context.side(), slot.shot, estimated);
    });
}

template <typename T>
void CudaEngine<T>::run(const NetworkInput& input, NetworkOutput& output,
                        const Progress& progress) {
    Slot& slot = queueOne(input, progress);
    download(slot, m_context.main().stream);
    collect(slot, output);
    progress.update("network", 1);
}

template <typename T>
std::shared_ptr<const GpuCloud> CudaEngine<T>::runOnGpu(const NetworkInput& input,
                                                        NetworkOutput& output,
                                                        const Progress& progress) {
    const int count = m_config.gaussianCount();
    // Before anything is queued: where there is no memory, nothing is left running.
    m_context.enter();
    if (!m_resultMemory || m_resultMemory.use_count() > 1) { // somebody has the last result
        m_resultMemory = std::make_shared<cuda::ResultMemory>(count);
    }
    Slot& slot = queueOne(input, progress);
    const cudaStream_t main = m_context.main().stream;
    downloadCamera(slot, main);
    auto result = std::make_shared<const cuda::GpuResult>(m_resultMemory, m_pass.decoder().rows(),
                                                          count, m_context.gpu(), main);
    collectCamera(slot, output);
    output.rows.clear();
    output.peakBytes += result->bytes();
    progress.update("network", 1);
    return result;
}

/// Brings a picture to the device and queues a whole pass.
template <typename T>
typename CudaEngine<T>::Slot& CudaEngine<T>::queueOne(const NetworkInput& input,
                                                      const Progress& progress) {
    m_context.enter();
    Slot& slot = m_slots[0];
    progress.update("network", 0);
    upload(slot, input, m_context.main().stream);
    keepCamera(slot);
    runPass();
    return slot;
}

/// The front half of a picture on the side lane, the back half on the main one. The host waits for
/// a slot's picture only when it needs the slot again.
template <typename T>
void CudaEngine<T>::runMany(const NextInput& next, const TakeOutput& take,
                            const Progress& progress) {
    constexpr const char* kAction = "starting the network";
    const cuda::Lane& main = m_context.main();
    const cuda::Lane& side = m_context.side();
    m_context.enter();
    prepareHalves();
    // However this ends, nothing is left running in memory that the next call uses.
    struct Drain {
        const cuda::Context& context;
        ~Drain() {
            static_cast<void>(cudaStreamSynchronize(context.side().stream));
            static_cast<void>(cudaStreamSynchronize(context.main().stream));
        }
    } const drain{m_context};
    std::size_t begun = 0;
    std::size_t taken = 0;
    const auto takeOne = [&] {
        NetworkOutput output;
        collect(m_slots[taken % m_slots.size()], output);
        take(std::move(output));
        ++taken;
    };
    for (auto input = next(); input; input = next()) {
        progress.throwIfCancelled();
        if (begun - taken == m_slots.size()) {
            takeOne();
        }
        Slot& slot = m_slots[begun % m_slots.size()];
        upload(slot, *input, side.stream);
        check(cudaGraphLaunch(slot.front[slot.estimated ? 1 : 0].get(), side.stream), kAction);
        check(cudaEventRecord(slot.prefixed.get(), side.stream), kAction);
        check(cudaStreamWaitEvent(main.stream, slot.prefixed.get()), kAction);
        keepCamera(slot);
        check(cudaGraphLaunch(slot.back[slot.estimated ? 1 : 0].get(), main.stream), kAction);
        download(slot, main.stream);
        ++begun;
    }
    while (taken < begun) {
        progress.throwIfCancelled();
        takeOne();
    }
}

/// Brings a picture and what is known of its camera to the device.
template <typename T>
void CudaEngine<T>::upload(Slot& slot, const NetworkInput& input, cudaStream_t stream) {
    constexpr const char* kAction = "uploading the picture";
    if (input.size != kPictureSize) {
        throw Error(ErrorKind::kUsage,
                    fmt::format("the CUDA engine takes pictures of {} pixels a side, not {}",
                                kPictureSize, input.size));
    }
    slot.start = std::chrono::steady_clock::now();
    std::memcpy(slot.picture.data(), input.rgb, slot.picture.bytes());
    slot.estimated = !input.elevationKnown && m_pass.estimates();
    const SourceCamera camera = sourceCamera(m_config, input, input.elevationDegrees);
    const bool known = !m_config.sequence.cameraToken || input.elevationKnown;
    *slot.request.data() = {known ? camera.elevationDegrees : 0.0, camera.fovYDegrees,
                            camera.radius, known};
    check(cudaMemcpyAsync(slot.shot.picture.data(), slot.picture.data(), slot.picture.bytes(),
                          cudaMemcpyHostToDevice, stream),
          kAction);
    check(cudaMemcpyAsync(slot.shot.request.data(), slot.request.data(), slot.request.bytes(),
                          cudaMemcpyHostToDevice, stream),
          kAction);
}

/// Brings the Gaussians back, and the camera that they were made with.
template <typename T>
void CudaEngine<T>::download(Slot& slot, cudaStream_t stream) {
    check(cudaMemcpyAsync(slot.rows.data(), m_pass.decoder().rows(), slot.rows.bytes(),
                          cudaMemcpyDeviceToHost, stream),
          kFetching);
    downloadCamera(slot, stream);
}

template <typename T>
void CudaEngine<T>::downloadCamera(Slot& slot, cudaStream_t stream) {
    check(cudaMemcpyAsync(slot.camera.data(), slot.shot.camera.data(), slot.camera.bytes(),
                          cudaMemcpyDeviceToHost, stream),
          kFetching);
    check(cudaEventRecord(slot.done.get(), stream), kFetching);
}

/// Waits for the slot's picture.
template <typename T>
void CudaEngine<T>::collect(Slot& slot, NetworkOutput& output) const {
    collectCamera(slot, output);
    const float* rows = slot.rows.data();
    output.rows.assign(rows, rows + slot.rows.bytes() / sizeof(float));
}

/// The same, and takes all but the Gaussians.
template <typename T>
void CudaEngine<T>::collectCamera(const Slot& slot, NetworkOutput& output) const {
    check(cudaEventSynchronize(slot.done.get()), "running the network");
    const cuda::DeviceCamera& camera = *slot.camera.data();
    output.elevationDegrees = camera.elevationDegrees;
    output.elevationEstimated = slot.estimated;
    output.fovYEstimate.reset();
    if (m_config.sequence.fieldOfViewHead) {
        output.fovYEstimate = fieldOfViewOf(camera.fieldOfView);
    }
    output.peakBytes = m_context.bytes;
    const std::chrono::duration<double, std::milli> time =
        std::chrono::steady_clock::now() - slot.start;
    output.stages = {{"network", time.count()}};
}

/// Where the camera is known and another than before, makes its rays.
template <typename T>
void CudaEngine<T>::keepCamera(Slot& slot) {
    const cuda::CameraRequest& request = *slot.request.data();
    if (slot.estimated) {
        m_keptCamera = {}; // the pass will replace the rays
    } else if (request != m_keptCamera) {
        m_pass.setCamera(m_context.main(), slot.shot);
        m_keptCamera = request;
    }
}

/// @param queue queues work on the stream and on others that it waits for
template <typename T>
template <typename Queue>
cuda::GraphExec CudaEngine<T>::record(cudaStream_t stream, Queue queue) const {
    constexpr const char* kAction = "recording the network";
    std::unique_ptr<CUgraph_st, cuda::Free<cudaGraphDestroy>> graph;
    const auto end = [&] {
        cudaGraph_t recorded = nullptr;
        const cudaError_t error = cudaStreamEndCapture(stream, &recorded);
        graph.reset(recorded);
        return error;
    };
    check(cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal), kAction);
    try {
        queue();
    } catch (...) {
        static_cast<void>(end()); // a stream that records takes no other work
        throw;
    }
    check(end(), kAction);
    cudaGraphExec_t executable = nullptr;
    check(cudaGraphInstantiate(&executable, graph.get(), 0), kAction);
    return cuda::GraphExec(executable);
}

/// @param queue as for record(), told whether the elevation is estimated
template <typename T>
template <typename Queue>
typename CudaEngine<T>::Graphs CudaEngine<T>::recordBoth(cudaStream_t stream, Queue queue) const {
    Graphs graphs;
    graphs[0] = record(stream, [&] { queue(false); });
    if (m_pass.estimates()) {
        graphs[1] = record(stream, [&] { queue(true); });
    }
    return graphs;
}

/// Records the halves of a pass when several pictures are first asked for.
template <typename T>
void CudaEngine<T>::prepareHalves() {
    if (m_slots.size() == 1) {
        m_slots.emplace_back(m_pass, m_context, rowFloats(m_config));
        check(cudaDeviceSynchronize(), "starting");
    }
    const cuda::Lane& main = m_context.main();
    const cuda::Lane& side = m_context.side();
    for (Slot& slot : m_slots) {
        if (slot.back[0]) {
            continue; // else it is the first time, or failed before
        }
        slot.front = recordBoth(
            side.stream, [&](bool estimated) { m_pass.queueFront(side, slot.shot, estimated); });
        slot.back = recordBoth(
            main.stream, [&](bool estimated) { m_pass.queueBack(main, slot.shot, estimated); });
    }
}

template <typename T>
void CudaEngine<T>::runPass() {
    const cuda::Lane& main = m_context.main();
    Slot& slot = m_slots[0];
    if (m_observer) {
        m_pass.queueWhole(main, main, slot.shot, slot.estimated,
                          [this](const std::string& stage) { observe(stage); });
    } else {
        check(cudaGraphLaunch(m_whole[slot.estimated ? 1 : 0].get(), main.stream),
              "starting the network");
    }
}

template <typename T>
std::vector<StageTime> CudaEngine<T>::timeStages() {
    const cuda::Lane& main = m_context.main();
    Slot& slot = m_slots[0];
    std::vector<StageTime> times;
    std::vector<cuda::Event> marks;
    const auto mark = [&](const std::string& stage) {
        times.push_back({stage, 0});
        marks.push_back(cuda::makeEvent(cudaEventDefault));
        check(cudaEventRecordWithFlags(marks.back().get(), main.stream, cudaEventRecordExternal),
              "measuring");
    };
    const cuda::GraphExec pass = record(main.stream, [&] {
        mark("");
        m_pass.queueWhole(main, main, slot.shot, slot.estimated, mark);
    });
    check(cudaGraphLaunch(pass.get(), main.stream), "measuring");
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
    check(cudaGraphLaunch(m_whole[m_slots[0].estimated ? 1 : 0].get(), main.stream),
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
        result.push_back(cuda::valueOf(value));
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
             m_pass.tokenizer().tokens());
    } else if (stage == "stem") {
        show("stem", m_config.stem.grid() * m_config.stem.grid(), width,
             m_pass.stem().stemTokens());
        m_before = fetch(m_pass.sequence().tokens(), cuda::area(gaussians, width));
    } else if (stage == "decoder") {
        show("decoder_features", gaussians, m_config.decoder.width, m_pass.decoder().features());
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
    std::vector<float> after = fetch(m_pass.sequence().tokens(), m_before.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
        m_before[i] = after[i] - m_before[i];
    }
    m_observer(fmt::format("block{}_hidden", block), 0, rows, width, m_before.data());
    m_before = std::move(after);
}

template class CudaEngine<float>;
template class CudaEngine<Bf16>;
template class CudaEngine<cuda::Fp16>;

} // namespace gambade
