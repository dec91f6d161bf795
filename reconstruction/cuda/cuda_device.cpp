#include "reconstruction/cuda/cublas_lt.h"
#include "reconstruction/cuda/cuda_engine.h"
#include "reconstruction/engine_team.h"
#include "splats/error.h"

#include <fmt/format.h>
#include <vector>

namespace gambade {

namespace {

CudaDevice unusable(std::string reason) {
    return {.reason = std::move(reason)};
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
        return {.reason = "no NVIDIA GPU with a driver was found", .absent = true};
    }
    return unusable(fmt::format("the NVIDIA driver answers: {}", cudaGetErrorString(error)));
}

struct Gpu {
    int number;
    std::string name;
};

/// The GPUs that the engine can use, or why there are none.
struct Gpus {
    std::vector<Gpu> usable;
    CudaDevice otherwise;
};

Gpus findGpus() {
    int count = 0;
    const cudaError_t error = cudaGetDeviceCount(&count);
    if (error != cudaSuccess || count == 0) {
        return {{}, withoutDevice(error == cudaSuccess ? cudaErrorNoDevice : error)};
    }
    Gpus gpus;
    for (int i = 0; i < count; ++i) {
        cudaDeviceProp properties{};
        if (const cudaError_t asked = cudaGetDeviceProperties(&properties, i);
            asked != cudaSuccess) {
            gpus.otherwise = withoutDevice(asked);
            continue;
        }
        constexpr int kOldestGeneration = 8; // Ampere: bf16 on the matrix units
        if (properties.major < kOldestGeneration) {
            gpus.otherwise = unusable(fmt::format(
                "the GPU {} is older than NVIDIA's Ampere generation", properties.name));
            continue;
        }
        gpus.usable.push_back({i, properties.name});
    }
    if (!gpus.usable.empty()) {
        try {
            cuda::CublasLt::instance();
        } catch (const Error& missing) {
            return {{}, unusable(missing.what())};
        }
    }
    return gpus;
}

} // namespace

CudaDevice cudaDevice() {
    const Gpus gpus = findGpus();
    if (gpus.usable.empty()) {
        return gpus.otherwise;
    }
    const Gpu& gpu = gpus.usable[0];
    return {.usable = true, .name = gpu.name, .number = gpu.number};
}

std::unique_ptr<Engine> makeCudaEngine(const Weights& weights, CudaPrecision precision) {
    const Gpus gpus = findGpus();
    if (gpus.usable.empty()) {
        throw Error(ErrorKind::kDevice,
                    fmt::format("the CUDA engine cannot run because {}; choose the CPU instead",
                                gpus.otherwise.reason));
    }
    const auto make = [&weights, precision](const Gpu& gpu) -> std::unique_ptr<Engine> {
        const TensorSource source = tensorsOf(weights);
        switch (precision) {
        case CudaPrecision::kBf16:
            return std::make_unique<CudaEngine<Bf16>>(source, gpu.name, gpu.number);
        case CudaPrecision::kFp16:
            return std::make_unique<CudaEngine<cuda::Fp16>>(source, gpu.name, gpu.number);
        case CudaPrecision::kTf32:
        case CudaPrecision::kFp32:
            break;
        }
        return std::make_unique<CudaEngine<float>>(source, gpu.name, gpu.number,
                                                   precision == CudaPrecision::kTf32);
    };
    auto first = make(gpus.usable[0]);
    if (gpus.usable.size() == 1) {
        return first;
    }
    std::vector<EngineTeam::MakeEngine> others;
    for (std::size_t i = 1; i < gpus.usable.size(); ++i) {
        others.emplace_back([make, gpu = gpus.usable[i]] { return make(gpu); });
    }
    return std::make_unique<EngineTeam>(std::move(first), std::move(others));
}

} // namespace gambade
