#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace gambade {

/// What a file that is none of our picture formats is, by its first bytes, for the message that
/// refuses it: "a GIF", "text", "of an unknown kind".
std::string_view describeForeignFile(std::span<const std::byte> file);

} // namespace gambade
