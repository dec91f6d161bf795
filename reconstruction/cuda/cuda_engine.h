#pragma once

#include "reconstruction/cuda/gpu_result.h"
#include "reconstruction/cuda/network_pass.h"

#include <array>
#include <chrono>
#include <deque>

namespace gambade {

/// The network on a GPU, `T` as its parts say. The same input gives the same bits.
///
/// A whole pass is one CUDA graph; there are two, as the camera's rays are only needed anew where
/// its elevation is an estimate, and otherwise when the camera changes. Of several pictures, the
/// front half of one runs beside the back half of the one before.
template <typename T>
class CudaEngine : public Engine {
public:
    /// @param gpu, tf32 as Context takes them; any thread may use the engine, one at a time
    /// @throws Error(kDevice)
    CudaEngine(const TensorSource& source, std::string_view gpuName, int gpu = 0,
               bool tf32 = false);

    std::string_view deviceName() const override { return m_deviceName; }
    const NetworkConfig& config() const override { return m_config; }
    void run(const NetworkInput& input, NetworkOutput& output, const Progress& progress) override;
    std::shared_ptr<const GpuCloud> runOnGpu(const NetworkInput& input, NetworkOutput& output,
                                             const Progress& progress) override;
    bool overlapsPictures() const override { return true; }
    void runMany(const NextInput& next, const TakeOutput& take, const Progress& progress) override;

    /// Shows the following runs' intermediate results, which then run slowly; null: none.
    void setObserver(StageObserver observer) { m_observer = std::move(observer); }

    /// GPU time of each stage for the last picture, one after the other.
    std::vector<StageTime> timeStages();
    /// GPU time of the last picture's whole pass, from the picture to the Gaussians on the device,
    /// milliseconds.
    double timePass();

private:
    /// One graph where the camera is known, one where its elevation is estimated.
    using Graphs = std::array<cuda::GraphExec, 2>;

    /// A picture's memory on both sides, and what is recorded with it.
    struct Slot {
        Slot(const cuda::NetworkPass<T>& pass, cuda::Context& context, std::size_t rowFloats);

        cuda::Shot<T> shot;
        cuda::PinnedArray<float> picture, rows;
        cuda::PinnedArray<cuda::CameraRequest> request;
        cuda::PinnedArray<cuda::DeviceCamera> camera;
        cuda::Event prefixed, done;
        Graphs front, back;
        bool estimated = false; ///< the picture's elevation, by the pose head
        std::chrono::steady_clock::time_point start;
    };

    Slot& queueOne(const NetworkInput& input, const Progress& progress);
    void upload(Slot& slot, const NetworkInput& input, cudaStream_t stream);
    void download(Slot& slot, cudaStream_t stream);
    void downloadCamera(Slot& slot, cudaStream_t stream);
    void collect(Slot& slot, NetworkOutput& output) const;
    void collectCamera(const Slot& slot, NetworkOutput& output) const;
    void keepCamera(Slot& slot);
    template <typename Queue>
    cuda::GraphExec record(cudaStream_t stream, Queue queue) const;
    template <typename Queue>
    Graphs recordBoth(cudaStream_t stream, Queue queue) const;
    void prepareHalves();
    void runPass();
    void observe(const std::string& stage);
    void observeBlock(int block);
    template <typename Value>
    std::vector<float> fetch(const Value* values, std::size_t count) const;

    NetworkConfig m_config;
    cuda::Context m_context;
    cuda::NetworkPass<T> m_pass;
    std::deque<Slot> m_slots; ///< one for single pictures, another once there are many
    Graphs m_whole;
    std::shared_ptr<cuda::ResultMemory> m_resultMemory; ///< of the last runOnGpu()
    cuda::CameraRequest m_keptCamera; ///< whose rays the stem holds; radius 0: none's
    std::vector<float> m_before;      ///< the tokens before the observed block
    std::string m_deviceName;
    StageObserver m_observer;
};

} // namespace gambade
