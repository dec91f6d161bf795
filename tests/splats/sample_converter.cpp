#include "splats/error.h"
#include "splats/format.h"

#include <fmt/core.h>

/// splats_sample_converter FROM TO: what was read of FROM, written as TO.
int main(int argc, char** argv) {
    using namespace gambade;
    if (argc != 3) {
        fmt::print(stderr, "usage: splats_sample_converter FROM TO\n");
        return 2;
    }
    try {
        writeSplats(readSplats(argv[1]), argv[2]);
    } catch (const Error& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
    return 0;
}
