#pragma once

#include <string>
#include <string_view>

namespace gambade {

/// A name out of a file, fit for a message: control and non-ASCII bytes become '?', at most 80
/// bytes.
std::string printable(std::string_view text);

/// Text of others, fit for a terminal: what would move the cursor, turn the writing direction or
/// break the line, and bytes that are no UTF-8, become \x1b and the like. The rest stays.
std::string escaped(std::string_view text);

} // namespace gambade
