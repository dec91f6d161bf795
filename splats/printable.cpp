#include "splats/printable.h"

#include <cstdint>
#include <fmt/format.h>
#include <iterator>

namespace gambade {
namespace {

/// The character that `text` begins with, and its length; length 0: none of UTF-8 (RFC 3629).
struct Character {
    std::uint32_t code = 0;
    std::size_t length = 0;
};

Character firstOf(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    if (lead < 0x80) {
        return {lead, 1};
    }
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() < length) {
        return {};
    }
    std::uint32_t code = lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xc0U) != 0x80U) {
            return {};
        }
        code = code << 6 | (byte & 0x3fU);
    }
    constexpr std::uint32_t kShortest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    return code < kShortest[length] || code > 0x10ffff || surrogate ? Character{}
                                                                    : Character{code, length};
}

bool steersTerminals(std::uint32_t code) {
    return code < 0x20 || (code >= 0x7f && code <= 0x9f) ||      // C0, DEL and C1 controls
           code == 0x061c || code == 0x200e || code == 0x200f || // direction marks
           (code >= 0x2028 && code <= 0x202e) ||                 // line separators, directions
           (code >= 0x2066 && code <= 0x2069);
}

} // namespace

std::string printable(std::string_view text) {
    constexpr std::size_t kLongest = 80;
    std::string result(text.substr(0, kLongest));
    for (char& character : result) {
        if (character < ' ' || character > '~') {
            character = '?';
        }
    }
    if (text.size() > kLongest) {
        result += "...";
    }
    return result;
}

std::string escaped(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const Character character = firstOf(text);
        const std::size_t length = character.length > 0 ? character.length : 1;
        if (character.length == 0 || steersTerminals(character.code)) {
            for (const char byte : text.substr(0, length)) {
                fmt::format_to(std::back_inserter(result), "\\x{:02x}",
                               static_cast<unsigned char>(byte));
            }
        } else {
            result += text.substr(0, length);
        }
        text.remove_prefix(length);
    }
    return result;
}

} // namespace gambade
