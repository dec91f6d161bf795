#define CATCH_CONFIG_RUNNER
#include "reconstruction/engine.h"

#include <catch2/catch.hpp>
#include <cstdio>

int main(int argumentCount, char** arguments) {
    const gambade::CudaDevice device = gambade::cudaDevice();
    if (!device.usable) {
        constexpr int kSkipped = 77;
        std::printf("SKIP: %s\n", device.reason.c_str());
        return kSkipped;
    }
    std::printf("on %s\n", device.name.c_str());
    return Catch::Session().run(argumentCount, arguments);
}
