/// Entry of the tests that need OpenGL: makes one context for all of them, or is skipped.
#define CATCH_CONFIG_RUNNER
#include "headless_context.h"

#include <catch2/catch.hpp>
#include <cstdio>

int main(int argc, char** argv) {
    constexpr int kSkipped = 77; // SKIP_RETURN_CODE of the ctest entries
    std::string reason;
    const auto context = gambade::test::HeadlessContext::make(reason);
    if (!context) {
        std::printf("SKIP: %s\n", reason.c_str());
        return kSkipped;
    }
    return Catch::Session().run(argc, argv);
}
