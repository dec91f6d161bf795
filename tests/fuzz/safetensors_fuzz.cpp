// Any bytes as a safetensors file, and any metadata as a configuration: either an Error, or views
// that can all be read.

#include "reconstruction/network_config.h"
#include "reconstruction/safetensors.h"
#include "splats/error.h"

#include <cstdint>
#include <cstdlib>

using namespace gambade;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const SafetensorsContent content =
            parseSafetensors(std::as_bytes(std::span(data, size)), "fuzz");
        std::size_t total = 0;
        [[maybe_unused]] volatile std::byte last{};
        for (const auto& [name, tensor] : content.tensors) {
            if (tensor.data.size() != tensor.byteCount()) {
                std::abort();
            }
            total += tensor.data.size();
            if (!tensor.data.empty()) {
                last = tensor.data.back();
            }
        }
        if (total > size) {
            std::abort(); // overlapping tensors
        }
        for (const auto& [key, value] : content.metadata) {
            const NetworkConfig config = NetworkConfig::fromJson(value);
            if (NetworkConfig::fromJson(config.toJson()).toJson() != config.toJson()) {
                std::abort();
            }
        }
    } catch (const Error&) {
    }
    return 0;
}
