#pragma once

#include "reconstruction/cuda/camera_token.h"
#include "reconstruction/cuda/decoder.h"
#include "reconstruction/cuda/sequence.h"
#include "reconstruction/cuda/stem.h"
#include "reconstruction/cuda/tokenizer.h"

#include <array>

namespace gambade {

/// The network on a GPU, `T` as its parts say. The same input gives the same bits.
///
/// A whole pass is one CUDA graph; there are two, as the camera's rays are only needed anew where
/// its elevation is an estimate, and otherwise when the camera changes.
template <typename T>
class CudaEngine : public Engine {
public:
    /// @throws Error(kDevice)
    CudaEngine(const TensorSource& source, std::string_view gpuName);

    std::string_view deviceName() const override { return m_deviceName; }
    const NetworkConfig& config() const override { return m_config; }
    void run(const NetworkInput& input, NetworkOutput& output, const Progress& progress) override;

    /// Shows the following runs' intermediate results, which then run slowly; null: none.
    void setObserver(StageObserver observer) { m_observer = std::move(observer); }

    /// GPU time of each stage for the last picture, one after the other, without a graph.
    std::vector<StageTime> timeStages();
    /// GPU time of the last picture's whole pass, from the picture to the Gaussians on the device,
    /// milliseconds.
    double timePass();

private:
    /// Told after each stage was queued.
    using StageHook = std::function<void(const std::string& stage)>;

    void upload(const NetworkInput& input);
    void queuePass(const cuda::Lane& main, const cuda::Lane& side, const StageHook& hook);
    void queuePrefixes(const cuda::Lane& lane, const StageHook& hook);
    void keepCamera();
    void capture(bool estimated);
    void runPass(const Progress& progress);
    void observe(const std::string& stage);
    void observeBlock(int block);
    template <typename Value>
    std::vector<float> fetch(const Value* values, std::size_t count) const;

    NetworkConfig m_config;
    cuda::Context m_context;
    cuda::Tokenizer<T> m_tokenizer;
    cuda::CameraToken<T> m_camera;
    cuda::Sequence<T> m_sequence;
    cuda::Stem<T> m_stem;
    cuda::Decoder<T> m_decoder;

    cuda::PinnedArray<float> m_pinnedPicture, m_pinnedRows;
    cuda::PinnedArray<cuda::CameraRequest> m_pinnedRequest;
    cuda::PinnedArray<cuda::DeviceCamera> m_pinnedCamera;
    cuda::Array<float> m_picture;          ///< [3 × kPictureSize²]
    cuda::Array<float> m_stemPicture;      ///< [3 × stem.imageSize²]
    cuda::Array<float> m_tokenizerPicture; ///< [3 × tokenizer.imageSize²]
    cuda::Array<cuda::CameraRequest> m_request;
    cuda::Array<cuda::DeviceCamera> m_deviceCamera;

    cuda::Event m_begun, m_aimed, m_prefixed;
    std::array<cuda::GraphExec, 2> m_graphs; ///< [elevation estimated]
    bool m_estimated = false;                ///< the picture's elevation, by the pose head
    cuda::CameraRequest m_keptCamera;        ///< whose rays the stem holds; radius 0: none's
    std::vector<float> m_before;             ///< the tokens before the observed block
    std::string m_deviceName;
    StageObserver m_observer;
};

} // namespace gambade
