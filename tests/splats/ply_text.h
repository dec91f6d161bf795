#pragma once

#include <algorithm>
#include <string>
#include <type_traits>
#include <vector>

/// Pieces for making PLY files by hand, independent of the code under test.
namespace gambade::test {

/// The 14 properties that a splat needs, as float, in the order of 3DGS.
inline std::vector<std::string> splatProperties() {
    return {"x",       "y",       "z",       "f_dc_0", "f_dc_1", "f_dc_2", "opacity",
            "scale_0", "scale_1", "scale_2", "rot_0",  "rot_1",  "rot_2",  "rot_3"};
}

inline std::string declare(const std::vector<std::string>& names,
                           const std::string& type = "float") {
    std::string lines;
    for (const std::string& name : names) {
        lines += "property " + type + " " + name + "\n";
    }
    return lines;
}

inline std::string plyHeader(const std::string& format, const std::string& declarations) {
    return "ply\nformat " + format + " 1.0\n" + declarations + "end_header\n";
}

/// The value's bytes, most significant first where `bigEndian`. (Tests run on little-endian hosts.)
template <class T>
std::string bytesOf(T value, bool bigEndian = false) {
    static_assert(std::is_arithmetic_v<T>);
    std::string bytes(reinterpret_cast<const char*>(&value), sizeof(T));
    if (bigEndian) {
        std::reverse(bytes.begin(), bytes.end());
    }
    return bytes;
}

} // namespace gambade::test
