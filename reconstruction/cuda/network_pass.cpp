#include "reconstruction/cuda/network_pass.h"

#include "reconstruction/cuda/sizes.h"

#include <fmt/format.h>

namespace gambade::cuda {

namespace {

constexpr const char* kAction = "starting the network";
constexpr PoseScale kPoseScale = {kElevationUnit, kElevationLimit};

std::size_t pictureLength(int size) {
    return 3 * area(size, size);
}

void told(const StageHook& hook, const std::string& stage) {
    if (hook) {
        hook(stage);
    }
}

} // namespace

template <typename T>
NetworkPass<T>::NetworkPass(const TensorSource& source, Context& context)
    : m_config(source.config), m_tokenizer(source, context), m_imageFeatures(source, context),
      m_camera(source, context), m_sequence(source, context), m_stem(source, context),
      m_decoder(source, context),
      m_tokenizerPicture(context.allocate<float>(pictureLength(source.config.tokenizer.imageSize))),
      m_begun(makeEvent(cudaEventDisableTiming)), m_featured(makeEvent(cudaEventDisableTiming)),
      m_aimed(makeEvent(cudaEventDisableTiming)), m_prefixed(makeEvent(cudaEventDisableTiming)) {}

template <typename T>
Shot<T> NetworkPass<T>::makeShot(Context& context) const {
    return {context.allocate<float>(pictureLength(kPictureSize)),
            context.allocate<float>(pictureLength(m_config.stem.imageSize)),
            context.allocate<CameraRequest>(1),
            context.allocate<DeviceCamera>(1),
            m_imageFeatures.makeFeatures(context),
            m_sequence.makePrefixEnds(context)};
}

template <typename T>
bool NetworkPass<T>::estimates() const {
    return m_config.sequence.cameraToken && m_config.sequence.poseHead;
}

template <typename T>
void NetworkPass<T>::setCamera(const Lane& lane, Shot<T>& shot) {
    aimCamera(shot.request.data(), nullptr, kPoseScale, shot.camera.data(), lane.stream);
    m_stem.setCamera(lane, shot.camera.data());
}

template <typename T>
void NetworkPass<T>::resize(const Lane& lane, Shot<T>& shot) {
    resizeBilinear(shot.picture.data(), kPictureSize, 3, m_config.stem.imageSize,
                   shot.stemPicture.data(), lane.stream);
}

template <typename T>
void NetworkPass<T>::queueWhole(const Lane& main, const Lane& side, Shot<T>& shot, bool estimated,
                                const StageHook& hook) {
    resize(main, shot);
    check(cudaEventRecord(m_begun.get(), main.stream), kAction);
    check(cudaStreamWaitEvent(side.stream, m_begun.get()), kAction);
    queueTokens(side, shot, estimated, hook);
    const auto await = [&](const Event& event) {
        check(cudaStreamWaitEvent(main.stream, event.get()), kAction);
    };
    queueGaussians(main, shot, estimated, await, hook);
}

template <typename T>
void NetworkPass<T>::queueFront(const Lane& lane, Shot<T>& shot, bool estimated,
                                const StageHook& hook) {
    resize(lane, shot);
    queueTokens(lane, shot, estimated, hook);
}

template <typename T>
void NetworkPass<T>::queueBack(const Lane& lane, Shot<T>& shot, bool estimated) {
    const auto ready = [](const Event&) {};
    queueGaussians(lane, shot, estimated, ready, {});
}

/// Image tokens, and what needs them: features, pose, camera token and every block's prefix.
template <typename T>
void NetworkPass<T>::queueTokens(const Lane& lane, Shot<T>& shot, bool estimated,
                                 const StageHook& hook) {
    resizeBilinear(shot.stemPicture.data(), m_config.stem.imageSize, 3,
                   m_config.tokenizer.imageSize, m_tokenizerPicture.data(), lane.stream);
    m_tokenizer.run(lane, m_tokenizerPicture.data());
    m_imageFeatures.run(lane, m_tokenizer.tokens(), shot.features);
    check(cudaEventRecord(m_featured.get(), lane.stream), kAction);
    told(hook, "tokenizer");
    const bool posed = estimated || m_config.sequence.fieldOfViewHead;
    if (posed) {
        m_camera.estimatePose(lane, m_tokenizer.tokens());
    }
    aimCamera(shot.request.data(), posed ? m_camera.poseOutput() : nullptr, kPoseScale,
              shot.camera.data(), lane.stream);
    check(cudaEventRecord(m_aimed.get(), lane.stream), kAction);
    const bool cameraToken = m_config.sequence.cameraToken;
    if (cameraToken) {
        m_camera.embed(lane, shot.camera.data());
    }
    m_sequence.runPrefixes(lane, m_tokenizer.tokens(), cameraToken ? m_camera.token() : nullptr,
                           shot.prefixes);
    check(cudaEventRecord(m_prefixed.get(), lane.stream), kAction);
    told(hook, "prefix");
}

/// @param await makes the lane wait for an event
template <typename T>
template <typename Await>
void NetworkPass<T>::queueGaussians(const Lane& lane, Shot<T>& shot, bool estimated, Await await,
                                    const StageHook& hook) {
    if (estimated) {
        await(m_aimed);
        m_stem.setCamera(lane, shot.camera.data());
    }
    m_stem.run(lane, shot.stemPicture.data());
    if (m_config.sequence.imageFeatures) {
        await(m_featured);
    }
    m_stem.place(lane, m_imageFeatures.onGrid(shot.features), m_sequence.tokens());
    told(hook, "stem");
    for (int block = 0; block < m_config.sequence.depth; ++block) {
        m_sequence.project(lane, block);
        if (block == 0) {
            await(m_prefixed);
        }
        m_sequence.mix(lane, block, shot.prefixes);
        told(hook, fmt::format("block {} of {}", block + 1, m_config.sequence.depth));
    }
    m_decoder.run(lane, m_sequence.tokens(), m_sequence.scratch(), shot.camera.data());
    told(hook, "decoder");
}

template class NetworkPass<float>;
template class NetworkPass<Bf16>;
template class NetworkPass<Fp16>;

} // namespace gambade::cuda
