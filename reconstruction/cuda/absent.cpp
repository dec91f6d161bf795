#include "reconstruction/cuda/cuda_bench.h"
#include "reconstruction/engine.h"
#include "splats/error.h"

// What a program built without the CUDA toolkit has in place of the CUDA engine.

namespace gambade {

CudaDevice cudaDevice() {
    return {.reason = "this build of Gambade has no CUDA engine", .absent = true};
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

CudaRates printCudaRates(const PrintLine&) {
    fail();
}

BenchReport::Network benchCudaEngine(std::string_view, const TensorSource&, int, const CudaRates&,
                                     const PrintLine&, const Progress&) {
    fail();
}

void benchCudaPrecisions(const TensorSource&, int, const PrintLine&, const Progress&) {
    fail();
}

BenchReport::Tokens benchCudaTokens(const TensorSource&, int, const PrintLine&) {
    fail();
}

} // namespace gambade
