#include "formula_source.h"
#include "reconstruction/cuda/ops.h"
#include "reconstruction/reconstructor.h"
#include "small_networks.h"
#include "splats/error.h"

#include <catch2/catch.hpp>
#include <unistd.h>

using namespace gambade;

// A GPU that fails in mid-run stays lost to the process: this executable has one test.

namespace {

/// Makes the GPU refuse all further work of this process, as a fault of it does.
void loseGpu() {
    auto* nowhere = reinterpret_cast<float*>(std::uintptr_t{16});
    cuda::gelu(nowhere, 1 << 20, nullptr);
    REQUIRE(cudaDeviceSynchronize() != cudaSuccess);
    REQUIRE(cudaDeviceSynchronize() != cudaSuccess);
}

} // namespace

TEST_CASE("CUDA: where the GPU is lost, the CPU goes on if it may") {
    const auto path = std::filesystem::temp_directory_path() /
                      ("gambade_loss_" + std::to_string(getpid()) + ".safetensors");
    writeFormulaWeights(smallRayConfig(), path);
    Reconstructor automatic(path, Device::kAuto, 1);
    Reconstructor many(path, Device::kAuto, 1);
    Reconstructor onGpu(path, Device::kCuda, 1);
    Reconstructor onCpu(path, Device::kCpu, 1);
    std::filesystem::remove(path);
    FramedImage image;
    image.rgb = formulaImage();
    CHECK(automatic.deviceName().substr(0, 4) == "CUDA");
    CHECK(automatic.reconstruct(image, 20.0).cloud.size() > 0);
    const GaussianCloud expected = onCpu.reconstruct(image, 20.0).cloud;

    // Lost with two pictures on their way and two to come.
    int given = 0;
    std::vector<GaussianCloud> clouds;
    many.reconstructMany(
        [&]() -> std::optional<FramedPicture> {
            if (given == 2) {
                loseGpu();
            }
            return given++ < 4 ? std::optional(FramedPicture{image, 20.0}) : std::nullopt;
        },
        [&](Reconstruction&& result) { clouds.push_back(std::move(result.cloud)); },
        [](const Error& failure) { FAIL(failure.what()); });
    REQUIRE(clouds.size() == 4);
    CHECK(clouds.back().positions == expected.positions);
    CHECK(many.deviceName().substr(0, 3) == "CPU");

    const GaussianCloud after = automatic.reconstruct(image, 20.0).cloud;
    CHECK(after.positions == expected.positions);
    CHECK(after.opacities == expected.opacities);
    CHECK(automatic.deviceName().substr(0, 3) == "CPU");
    try {
        onGpu.reconstruct(image, 20.0);
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::kDevice);
        CHECK(std::string(error.what()).find("the GPU failed while") != std::string::npos);
    }
}
