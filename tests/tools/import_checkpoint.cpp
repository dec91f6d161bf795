// import_checkpoint IN.pth OUT.safetensors [CONFIG.json]: the importer alone, for tests written in
// Python. Exit 0, or 1 with the error's sentence.

#include "reconstruction/checkpoint.h"

#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>

int main(int argc, char** argv) {
    try {
        gambade::NetworkConfig config;
        if (argc > 3) {
            std::ifstream file(argv[3]);
            config = gambade::NetworkConfig::fromJson(
                std::string(std::istreambuf_iterator<char>(file), {}));
        }
        gambade::importCheckpoint(argv[1], argv[2], {}, config);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
