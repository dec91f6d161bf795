#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace gambade {

/// What is wrong with a JSON text, as the end of a sentence; the caller says where it stood.
class JsonError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Bounds on what a text may unfold to, so that a small hostile one cannot fill the memory.
struct JsonLimits {
    std::size_t depth = 4;
    std::size_t values = 1'000'000; ///< keys, numbers, strings, … together
};

/// Of files that other programs write: far deeper than what describes splats, far from what a copy
/// of the result, which recurses, cannot follow.
inline constexpr JsonLimits kForeignJson{.depth = 64};

/// Parses one JSON object in UTF-8, refusing what a plain parser lets pass: repeated keys.
/// @throws JsonError
nlohmann::json parseStrictJson(std::string_view text, const JsonLimits& limits = {});
nlohmann::json parseStrictJson(std::span<const std::byte> text, const JsonLimits& limits = {});

} // namespace gambade
