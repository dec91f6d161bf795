#pragma once

#include "reconstruction/cuda/camera_token.h"
#include "reconstruction/cuda/decoder.h"
#include "reconstruction/cuda/image_features.h"
#include "reconstruction/cuda/sequence.h"
#include "reconstruction/cuda/stem.h"
#include "reconstruction/cuda/tokenizer.h"

namespace gambade::cuda {

/// Side of the pictures that framing makes.
inline constexpr int kPictureSize = 512;

/// One picture on its way through the network, on the device.
template <typename T>
struct Shot {
    Array<float> picture;         ///< [3 × kPictureSize²]
    Array<float> stemPicture;     ///< [3 × stem.imageSize²]
    Array<CameraRequest> request; ///< one
    Array<DeviceCamera> camera;   ///< one
    Array<float> features;        ///< as ImageFeatures makes them
    PrefixEnds<T> prefixes;
};

/// Told after each stage was queued: tokenizer, prefix, stem, "block 1 of 14" …, decoder.
using StageHook = std::function<void(const std::string& stage)>;

/// The whole network as work to be queued: a front half, which ends with the prefixes, and a back
/// half, which begins with the Gaussian tokens. The front of one picture may run beside the back of
/// another, and beside the beginning of its own.
template <typename T>
class NetworkPass {
public:
    NetworkPass(const TensorSource& source, Context& context);

    Shot<T> makeShot(Context& context) const;

    /// Whether this network can read a picture's elevation off it.
    bool estimates() const;

    /// Makes the rays of a camera whose elevation is known, for all backs that follow.
    void setCamera(const Lane& lane, Shot<T>& shot);

    /// Front and back beside each other. @pre both lanes are the same where there is a hook
    /// @param estimated by the pose head, from the picture; else setCamera() has been called
    void queueWhole(const Lane& main, const Lane& side, Shot<T>& shot, bool estimated,
                    const StageHook& hook = {});
    void queueFront(const Lane& lane, Shot<T>& shot, bool estimated, const StageHook& hook = {});
    /// @pre the front has ended
    void queueBack(const Lane& lane, Shot<T>& shot, bool estimated);

    Tokenizer<T>& tokenizer() { return m_tokenizer; }
    Sequence<T>& sequence() { return m_sequence; }
    Stem<T>& stem() { return m_stem; }
    Decoder<T>& decoder() { return m_decoder; }

private:
    void resize(const Lane& lane, Shot<T>& shot);
    void queueTokens(const Lane& lane, Shot<T>& shot, bool estimated, const StageHook& hook);
    template <typename Await>
    void queueGaussians(const Lane& lane, Shot<T>& shot, bool estimated, Await await,
                        const StageHook& hook);

    NetworkConfig m_config;
    Tokenizer<T> m_tokenizer;
    ImageFeatures<T> m_imageFeatures;
    CameraToken<T> m_camera;
    Sequence<T> m_sequence;
    Stem<T> m_stem;
    Decoder<T> m_decoder;
    Array<float> m_tokenizerPicture; ///< [3 × tokenizer.imageSize²]
    Event m_begun, m_featured, m_aimed, m_prefixed;
};

} // namespace gambade::cuda
