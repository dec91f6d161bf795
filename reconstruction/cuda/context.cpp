#include "reconstruction/cuda/context.h"

#include <bit>
#include <cmath>
#include <cuda_fp16.h>

namespace gambade::cuda {

namespace {

Stream makeStream() {
    cudaStream_t stream = nullptr;
    check(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking), "starting");
    return Stream(stream);
}

cublasLtHandle_t makeHandle() {
    constexpr std::size_t kNeeded = 256U << 20U; // more than it takes
    cublasLtHandle_t handle = nullptr;
    const cublasStatus_t status = CublasLt::instance().create(&handle);
    std::size_t free = 0;
    std::size_t total = 0;
    // On a full GPU the library speaks of an internal error.
    if (status != CUBLAS_STATUS_SUCCESS && cudaMemGetInfo(&free, &total) == cudaSuccess &&
        free < kNeeded) {
        check(cudaErrorMemoryAllocation, "starting");
    }
    check(status, "starting");
    return handle;
}

} // namespace

Event makeEvent(unsigned flags) {
    cudaEvent_t event = nullptr;
    check(cudaEventCreateWithFlags(&event, flags), "starting");
    return Event(event);
}

template <>
Bf16 rounded(float value) {
    if (std::isnan(value)) {
        return 0x7fff;
    }
    const auto bits = std::bit_cast<std::uint32_t>(value);
    return static_cast<Bf16>((bits + 0x7fffU + (bits >> 16U & 1U)) >> 16U);
}

template <>
Fp16 rounded(float value) {
    const __half_raw half = __float2half_rn(value);
    return {half.x};
}

float valueOf(Bf16 value) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(value) << 16U);
}

float valueOf(Fp16 value) {
    return __half2float(__half_raw{value.bits});
}

Context::Context(int gpu, bool tf32)
    : m_gpu(entered(gpu)), m_tf32(tf32), m_blas(makeHandle()), m_mainStream(makeStream()),
      m_sideStream(makeStream()), m_mainWorkspace(allocate<unsigned char>(kWorkspace)),
      m_sideWorkspace(allocate<unsigned char>(kWorkspace)),
      m_main{m_mainStream.get(), m_mainWorkspace.data()}, m_side{m_sideStream.get(),
                                                                 m_sideWorkspace.data()} {}

int Context::entered(int gpu) {
    check(cudaSetDevice(gpu), "starting");
    return gpu;
}

void Context::enter() const {
    entered(m_gpu);
}

void Context::DestroyHandle::operator()(cublasLtHandle_t handle) const {
    CublasLt::instance().destroy(handle);
}

} // namespace gambade::cuda
