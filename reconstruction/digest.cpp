#include "reconstruction/digest.h"

#include "splats/error.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <memory>
#include <openssl/evp.h>

namespace gambade {

std::string sha256Hex(std::span<const std::byte> bytes, const Progress& progress) {
    constexpr std::size_t kPiece = std::size_t{1} << 20;
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          &EVP_MD_CTX_free);
    bool works = context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
    for (auto rest = bytes; works && !rest.empty();) {
        progress.throwIfCancelled();
        const auto piece = rest.first(std::min(kPiece, rest.size()));
        works = EVP_DigestUpdate(context.get(), piece.data(), piece.size()) == 1;
        rest = rest.subspan(piece.size());
    }
    std::array<unsigned char, 32> digest{};
    if (!works || EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) != 1) {
        throw Error(ErrorKind::kInput, "cannot compute a SHA-256: OpenSSL's libcrypto refuses it");
    }
    std::string hex;
    for (const unsigned char byte : digest) {
        hex += fmt::format("{:02x}", byte);
    }
    return hex;
}

} // namespace gambade
