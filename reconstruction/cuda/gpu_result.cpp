#include "reconstruction/cuda/gpu_result.h"

#include "reconstruction/cloud_of_rows.h"
#include "reconstruction/cuda/visible_rows.h"
#include "splats/log.h"

#include <algorithm>
#include <array>
#include <cuda_gl_interop.h>
#include <span>

namespace gambade::cuda {

namespace {

constexpr const char* kKeeping = "keeping the result";
constexpr const char* kFetching = "fetching the result";

constexpr std::size_t kColorLength = 3;
constexpr std::size_t kSplatLength = kVisibleLength - kColorLength;

/// What a call of the OpenGL interface says, an error that it leaves behind included.
bool succeeds(cudaError_t error) {
    if (error == cudaSuccess) {
        return true;
    }
    static_cast<void>(cudaGetLastError());
    log(LogLevel::kDebug, "OpenGL is given the splats by way of the host: {}",
        cudaGetErrorString(error));
    return false;
}

/// Whether the current OpenGL context is drawn by that GPU.
bool drawsOn(int gpu) {
    std::array<int, 16> gpus{};
    unsigned count = 0;
    if (!succeeds(cudaGLGetDevices(&count, gpus.data(), static_cast<unsigned>(gpus.size()),
                                   cudaGLDeviceListAll))) {
        return false;
    }
    return std::ranges::count(std::span(gpus).first(count), gpu) > 0;
}

using GlResource = std::unique_ptr<cudaGraphicsResource, Free<cudaGraphicsUnregisterResource>>;

GlResource registered(unsigned int buffer) {
    cudaGraphicsResource* resource = nullptr;
    return succeeds(cudaGraphicsGLRegisterBuffer(&resource, buffer,
                                                 cudaGraphicsRegisterFlagsWriteDiscard))
               ? GlResource(resource)
               : GlResource();
}

/// Copies values that are on the GPU into buffers while CUDA may write to them.
class Mapped {
public:
    explicit Mapped(std::span<cudaGraphicsResource_t> resources)
        : m_resources(resources),
          m_mapped(succeeds(cudaGraphicsMapResources(count(), resources.data(), nullptr))) {}
    ~Mapped() {
        if (m_mapped) {
            static_cast<void>(cudaGraphicsUnmapResources(count(), m_resources.data(), nullptr));
        }
    }
    Mapped(const Mapped&) = delete;
    Mapped& operator=(const Mapped&) = delete;

    bool copy(std::span<const float> values, cudaGraphicsResource_t buffer) const {
        void* place = nullptr;
        std::size_t room = 0;
        return m_mapped && succeeds(cudaGraphicsResourceGetMappedPointer(&place, &room, buffer)) &&
               room >= values.size_bytes() &&
               succeeds(cudaMemcpyAsync(place, values.data(), values.size_bytes(),
                                        cudaMemcpyDeviceToDevice, nullptr));
    }

private:
    int count() const { return static_cast<int>(m_resources.size()); }

    std::span<cudaGraphicsResource_t> m_resources;
    bool m_mapped;
};

} // namespace

ResultMemory::ResultMemory(int count)
    : values(static_cast<std::size_t>(count) * kVisibleLength), visible(1) {}

GpuResult::GpuResult(std::shared_ptr<ResultMemory> memory, const float* rows, int count, int gpu,
                     cudaStream_t stream)
    : m_gpu(gpu), m_memory(std::move(memory)) {
    gatherVisible(rows, count, kLowestOpacity, kShC0, m_memory->values.data(),
                  m_memory->visible.data(), stream);
    int size = 0;
    check(cudaMemcpyAsync(&size, m_memory->visible.data(), sizeof(size), cudaMemcpyDeviceToHost,
                          stream),
          kKeeping);
    check(cudaStreamSynchronize(stream), kKeeping);
    m_size = static_cast<std::size_t>(size);
}

GaussianCloud GpuResult::copy() const {
    check(cudaSetDevice(m_gpu), kFetching);
    GaussianCloud cloud;
    cloud.resize(m_size, 0);
    const float* from = m_memory->values.data();
    const auto fetch = [&from](auto& values) {
        const auto bytes = std::span(values).size_bytes();
        check(cudaMemcpy(values.data(), from, bytes, cudaMemcpyDeviceToHost), kFetching);
        from += bytes / sizeof(float);
    };
    fetch(cloud.positions);
    fetch(cloud.scales);
    fetch(cloud.rotations);
    fetch(cloud.opacities);
    fetch(cloud.sh);
    return cloud;
}

bool GpuResult::fillBuffers(unsigned int splats, unsigned int colors) const {
    if (!succeeds(cudaSetDevice(m_gpu)) || !drawsOn(m_gpu)) {
        return false;
    }
    const GlResource splatBuffer = registered(splats);
    const GlResource colorBuffer = registered(colors);
    if (!splatBuffer || !colorBuffer) {
        return false;
    }
    std::array<cudaGraphicsResource_t, 2> buffers = {splatBuffer.get(), colorBuffer.get()};
    const Mapped mapped(buffers);
    const float* values = m_memory->values.data();
    const std::size_t splatValues = m_size * kSplatLength;
    return mapped.copy({values, splatValues}, buffers[0]) &&
           mapped.copy({values + splatValues, m_size * kColorLength}, buffers[1]) &&
           // Then this result may go, and the next one take its memory.
           succeeds(cudaStreamSynchronize(nullptr));
}

} // namespace gambade::cuda
