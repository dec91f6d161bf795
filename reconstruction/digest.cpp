#include "reconstruction/digest.h"

#include "splats/error.h"

#include <array>
#include <fmt/format.h>
#include <openssl/evp.h>

namespace gambade {

std::string sha256Hex(std::span<const std::byte> bytes) {
    std::array<unsigned char, 32> digest{};
    unsigned int length = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) !=
            1 ||
        length != digest.size()) {
        throw Error(ErrorKind::kInput, "cannot compute a SHA-256: OpenSSL's libcrypto refuses it");
    }
    std::string hex;
    for (const unsigned char byte : digest) {
        hex += fmt::format("{:02x}", byte);
    }
    return hex;
}

} // namespace gambade
