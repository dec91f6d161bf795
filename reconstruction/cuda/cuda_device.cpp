#include "reconstruction/cuda/cublas_lt.h"
#include "reconstruction/cuda/cuda_engine.h"
#include "splats/error.h"

#include <fmt/format.h>

namespace gambade {

namespace {

CudaDevice unusable(std::string reason) {
    return {false, {}, std::move(reason), false};
}

std::string versionText(int version) {
    return fmt::format("{}.{}", version / 1000, version % 1000 / 10);
}

CudaDevice withoutDevice(cudaError_t error) {
    int driver = 0;
    const bool asked = cudaDriverGetVersion(&driver) == cudaSuccess;
    if (error == cudaErrorInsufficientDriver && asked && driver > 0) {
        return unusable(fmt::format("the NVIDIA driver is too old: it offers CUDA {}, and this "
                                    "program needs {}",
                                    versionText(driver), versionText(CUDART_VERSION)));
    }
    if (error == cudaErrorNoDevice || error == cudaErrorInsufficientDriver) {
        return {false, {}, "no NVIDIA GPU with a driver was found", true};
    }
    return unusable(fmt::format("the NVIDIA driver answers: {}", cudaGetErrorString(error)));
}

} // namespace

CudaDevice cudaDevice() {
    int count = 0;
    const cudaError_t error = cudaGetDeviceCount(&count);
    if (error != cudaSuccess || count == 0) {
        return withoutDevice(error == cudaSuccess ? cudaErrorNoDevice : error);
    }
    cudaDeviceProp properties{};
    if (const cudaError_t asked = cudaGetDeviceProperties(&properties, 0); asked != cudaSuccess) {
        return withoutDevice(asked);
    }
    constexpr int kOldestGeneration = 8; // Ampere: bf16 on the matrix units
    if (properties.major < kOldestGeneration) {
        return unusable(
            fmt::format("the GPU {} is older than NVIDIA's Ampere generation", properties.name));
    }
    try {
        cuda::CublasLt::instance();
    } catch (const Error& missing) {
        return unusable(missing.what());
    }
    return {true, properties.name, {}, false};
}

std::unique_ptr<Engine> makeCudaEngine(const Weights& weights, CudaPrecision precision) {
    const CudaDevice device = cudaDevice();
    if (!device.usable) {
        throw Error(ErrorKind::kDevice,
                    fmt::format("the CUDA engine cannot run because {}; choose the CPU instead",
                                device.reason));
    }
    if (precision == CudaPrecision::kFp32) {
        return std::make_unique<CudaEngine<float>>(tensorsOf(weights), device.name);
    }
    return std::make_unique<CudaEngine<Bf16>>(tensorsOf(weights), device.name);
}

} // namespace gambade
