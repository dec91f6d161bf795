#pragma once

#include "reconstruction/cpu/camera_token.h"
#include "reconstruction/cpu/decoder.h"
#include "reconstruction/cpu/image_features.h"
#include "reconstruction/cpu/sequence.h"
#include "reconstruction/cpu/stem.h"
#include "reconstruction/cpu/tokenizer.h"

namespace gambade {

/// The network on the CPU, fp32 throughout. The same input gives the same bits, whatever the number
/// of threads.
class CpuEngine : public Engine {
public:
    /// @param threads 0: all cores. @throws Error(kUsage) for an impossible number of threads.
    CpuEngine(const TensorSource& source, int threads);

    std::string_view deviceName() const override { return m_deviceName; }
    const NetworkConfig& config() const override { return m_config; }
    void run(const NetworkInput& input, NetworkOutput& output, const Progress& progress) override;

    /// Shows the following runs' intermediate results; null: none.
    void setObserver(StageObserver observer) { m_observer = std::move(observer); }

private:
    NetworkConfig m_config;
    cpu::Context m_context;
    cpu::Tokenizer m_tokenizer;
    cpu::CameraToken m_camera;
    cpu::Sequence m_sequence;
    cpu::Stem m_stem;
    cpu::ImageFeatures m_imageFeatures;
    cpu::Decoder m_decoder;
    cpu::Buffer m_stemPicture;      ///< [3 × stem.imageSize²]
    cpu::Buffer m_tokenizerPicture; ///< [3 × tokenizer.imageSize²]
    std::string m_deviceName;
    StageObserver m_observer;
};

} // namespace gambade
