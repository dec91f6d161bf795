#pragma once

#include <string>

namespace gambade::test {

/// zlib's numbers for what is put around the packed data.
inline constexpr int kWithoutHeader = -15;
inline constexpr int kGzipHeader = 31;

std::string deflated(const std::string& content, int header);

} // namespace gambade::test
