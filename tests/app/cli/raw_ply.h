#pragma once

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace gambade::test {

/// A little-endian PLY of floats taken apart by hand, independently of the program's reader.
struct RawPly {
    std::string header;
    std::vector<std::string> properties;
    std::vector<float> values; ///< row after row

    std::size_t count() const { return values.size() / properties.size(); }
    float value(std::size_t row, const std::string& property) const {
        const auto found = std::find(properties.begin(), properties.end(), property);
        if (found == properties.end()) {
            throw std::runtime_error("no property " + property);
        }
        return values[row * properties.size() +
                      static_cast<std::size_t>(found - properties.begin())];
    }
};

/// @throws std::runtime_error where the body is not exactly as long as the header says.
inline RawPly readRawPly(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    const std::string end = "end_header\n";
    RawPly ply;
    ply.header = bytes.substr(0, bytes.find(end));
    std::istringstream lines(ply.header);
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string keyword;
        std::string second;
        words >> keyword >> second;
        if (keyword == "element") {
            words >> count;
        } else if (keyword == "property") {
            words >> ply.properties.emplace_back();
        }
    }
    const std::size_t start = ply.header.size() + end.size();
    ply.values.resize(count * ply.properties.size());
    if (count == 0 || bytes.size() != start + ply.values.size() * sizeof(float)) {
        throw std::runtime_error(path.string() + " is not as long as its header says");
    }
    std::memcpy(ply.values.data(), bytes.data() + start, ply.values.size() * sizeof(float));
    return ply;
}

} // namespace gambade::test
