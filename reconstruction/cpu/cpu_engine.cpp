#include "reconstruction/cpu/cpu_engine.h"

#include "reconstruction/ops.h"
#include "splats/error.h"

#include <algorithm>
#include <fmt/format.h>
#include <omp.h>
#include <system_error>

namespace gambade {

static_assert(cpu::Tokenizer::kPadding >= cpu::Sequence::kRowBlock - 1);

namespace {

std::size_t pictureLength(int size) {
    return 3 * static_cast<std::size_t>(size) * static_cast<std::size_t>(size);
}

/// @throws Error(kUsage)
int threadCount(int threads) {
    constexpr int kMostThreads = 1024;
    if (threads < 0 || threads > kMostThreads) {
        throw Error(ErrorKind::kUsage,
                    fmt::format("{} threads are not possible; choose 1 to {}, or 0 for all cores",
                                threads, kMostThreads));
    }
    return threads > 0 ? threads : std::min(omp_get_num_procs(), kMostThreads);
}

Error lackOfMemory(const Weights& weights) {
    return {ErrorKind::kDevice, fmt::format("memory does not suffice for the model {} on the CPU",
                                            weights.path().string())};
}

} // namespace

CpuEngine::CpuEngine(const TensorSource& source, int threads)
    : m_config(source.config), m_context(threadCount(threads)), m_tokenizer(source, m_context),
      m_camera(source, m_context), m_sequence(source, m_context), m_stem(source, m_context),
      m_imageFeatures(source, m_context), m_decoder(source, m_context),
      m_stemPicture(m_context.allocate(pictureLength(m_config.stem.imageSize))),
      m_tokenizerPicture(m_context.allocate(pictureLength(m_config.tokenizer.imageSize))),
      m_deviceName(fmt::format("CPU ({} thread{}, {})", m_context.pool.threads(),
                               m_context.pool.threads() == 1 ? "" : "s", cpu::instructionSet())) {}

void CpuEngine::run(const NetworkInput& input, NetworkOutput& output, const Progress& progress) {
    const auto costs = stageCosts(m_config);
    const auto& mamba = m_config.sequence;
    const auto gaussians = static_cast<std::size_t>(m_config.gaussianCount());
    output.rows.resize(gaussians * NetworkOutput::kRowLength);
    output.peakBytes = m_context.bytes + output.rows.size() * sizeof(float);
    StageClock clock(m_config, progress, output.stages);

    clock.begin("tokenizer", costs.tokenizer);
    cpu::resizeBilinear(input.rgb, input.size, 3, m_config.stem.imageSize, m_stemPicture.data());
    cpu::resizeBilinear(m_stemPicture.data(), m_config.stem.imageSize, 3,
                        m_config.tokenizer.imageSize, m_tokenizerPicture.data());
    m_tokenizer.run(m_tokenizerPicture.data(), clock);
    const float* imageTokens = m_tokenizer.tokens();
    m_imageFeatures.run(imageTokens);
    if (m_observer) {
        m_observer("image_tokens", 0, m_config.tokenizer.outputTokens(), m_config.tokenizer.width,
                   imageTokens);
    }

    clock.begin("prefix", costs.prefix);
    const cpu::CameraToken::Pose pose = m_camera.estimatePose(imageTokens);
    const double elevation = input.elevationKnown ? input.elevationDegrees : pose.elevationDegrees;
    const SourceCamera camera = sourceCamera(m_config, input, elevation);
    output.elevationDegrees = camera.elevationDegrees;
    output.elevationEstimated = !input.elevationKnown && mamba.cameraToken && mamba.poseHead;
    output.fovYEstimate = pose.fovYDegrees;
    const float* cameraToken =
        mamba.cameraToken ? m_camera.embed(camera, input.elevationKnown) : nullptr;
    m_sequence.runPrefixes(imageTokens, cameraToken, clock);

    clock.begin("stem", costs.stem);
    m_stem.run(m_stemPicture.data(), camera, m_sequence.tokens());
    m_imageFeatures.addTo(m_sequence.tokens());
    if (m_observer) {
        m_observer("stem", 0, m_config.stem.grid() * m_config.stem.grid(), mamba.width,
                   m_stem.stemTokens());
    }
    for (int block = 0; block < mamba.depth; ++block) {
        clock.begin(fmt::format("block {} of {}", block + 1, mamba.depth), costs.block);
        m_sequence.runBlock(block, clock, m_observer);
    }
    clock.begin("decoder", costs.decoder);
    m_decoder.run(m_sequence.tokens(), camera, output.rows.data(), clock, m_observer);
    clock.update(1);
}

std::unique_ptr<Engine> makeCpuEngine(const Weights& weights, int threads,
                                      const Progress& progress) {
    try {
        return std::make_unique<CpuEngine>(tensorsOf(weights, progress), threads);
    } catch (const std::bad_alloc&) {
        throw lackOfMemory(weights);
    } catch (const dnnl::error&) {
        throw lackOfMemory(weights); // sizes that it cannot compute do not exist
    } catch (const std::system_error& failure) {
        throw Error(ErrorKind::kDevice,
                    fmt::format("{} threads cannot be started ({}); choose fewer, or close other "
                                "programs",
                                threadCount(threads), failure.code().message()));
    }
}

} // namespace gambade
