#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

/// Pieces for making SOG files by hand, independent of the code under test.
namespace gambade::test {

/// A ZIP archive file by file. (Written out here: the program leaves it to libzip.)
class ZipText {
public:
    /// Stored, or packed as deflate does, where `deflated`.
    void add(const std::string& name, const std::string& content, bool deflated = false);
    std::string finish() const;

private:
    std::string m_files;
    std::string m_directory;
    std::uint16_t m_count = 0;
};

/// A lossless WebP image of `rgba`, whose size is width · height · 4.
std::string webp(int width, int height, const std::vector<std::uint8_t>& rgba);

/// The files of one SOG: two splats, in images of 2 x 1 pixels, without SH. Tests change them.
struct SogFiles {
    SogFiles();
    std::string bundle() const;

    nlohmann::json meta;
    std::vector<std::pair<std::string, std::string>> images; ///< name, content
};

} // namespace gambade::test
