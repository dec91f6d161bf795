#pragma once

#include <string>
#include <string_view>

namespace gambade {

/// A name out of a file, fit for a message: control and non-ASCII bytes become '?', at most 80
/// bytes.
inline std::string printable(std::string_view text) {
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

} // namespace gambade
