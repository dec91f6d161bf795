#include "reconstruction/cuda/cuda_bench.h"
#include "reconstruction/engine.h"
#include "splats/error.h"

// What a program built without the CUDA toolkit has in place of the CUDA engine.

namespace gambade {

CudaDevice cudaDevice() {
    return {false, {}, "this build of Gambade has no CUDA engine"};
}

namespace {

[[noreturn]] void fail() {
    throw Error(ErrorKind::kDevice, "the CUDA engine cannot run because this build of Gambade has "
                                    "none; choose the CPU instead");
}

} // namespace

std::unique_ptr<Engine> makeCudaEngine(const Weights&, CudaPrecision) {
    fail();
}

void benchCudaEngine(std::string_view, const TensorSource&, int, double, const PrintLine&,
                     const Progress&) {
    fail();
}

double printCudaRates(const PrintLine&) {
    fail();
}

} // namespace gambade
