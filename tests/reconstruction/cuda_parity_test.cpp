#include "formula_source.h"
#include "reconstruction/cuda/cuda_engine.h"
#include "reference_files.h"
#include "relative_error.h"

#include <catch2/catch.hpp>

using namespace gambade;
using namespace gambade::test;

// The published network on the GPU against the official implementation's outputs
// (data/reference/README.md).

namespace {

/// What the Gaussians may differ by, and every stage before them.
struct Bounds {
    double position, opacity, scale, colour, stage;
};

/// @returns the positions' error
template <typename T>
double checkParity(const Bounds& bounds, bool tf32 = false) {
    CudaEngine<T> engine(formulaSource(NetworkConfig()), "test", 0, tf32);
    const auto image = formulaImage();
    const NetworkInput input{.rgb = image.data()};
    NetworkOutput output;
    engine.run(input, output, {});
    const auto reference = readReference("gaussians");
    const auto error = [&](std::size_t first, std::size_t last) {
        return relativeError(output.rows, reference, NetworkOutput::kRowLength, first, last);
    };
    WARN("xyz " << error(0, 3) << ", opacity " << error(3, 4) << ", scale " << error(4, 7)
                << ", rgb " << error(11, 14) << ", device memory "
                << static_cast<double>(output.peakBytes) / 1e6 << " MB");
    CHECK(error(0, 3) < bounds.position);
    CHECK(error(3, 4) < bounds.opacity);
    CHECK(error(4, 7) < bounds.scale);
    CHECK(error(7, 11) == 0);
    CHECK(error(11, 14) < bounds.colour);

    StageRecorder recorder;
    engine.setObserver(std::ref(recorder));
    NetworkOutput observed;
    engine.run(input, observed, {});
    CHECK(observed.rows == output.rows);
    for (const std::string stage : kReferenceStages) {
        const double stageError = relativeError(recorder.stage(stage), readReference(stage));
        WARN(stage << " " << stageError);
        CHECK(stageError < bounds.stage);
    }
    return error(0, 3);
}

} // namespace

TEST_CASE("CUDA: the published network in fp32 agrees at every stage") {
    checkParity<float>({1e-4, 1e-4, 1e-4, 1e-4, 1e-4});
}

TEST_CASE("CUDA: the published network in TF32 is closer to fp32 than in bf16") {
    const double position = checkParity<float>({2e-3, 4e-4, 4e-4, 4e-4, 5e-3}, true);
    CHECK(position > 1e-5); // and is not fp32
}

TEST_CASE("CUDA: the published network in fp16 is closer to fp32 than in bf16") {
    checkParity<cuda::Fp16>({2e-3, 4e-4, 4e-4, 4e-4, 5e-3});
}

TEST_CASE("CUDA: the published network in bf16 is no further from fp32 than the official one's") {
    checkParity<Bf16>({1.3e-2, 2.7e-3, 2.6e-3, 2.6e-3, 3e-2});
}
