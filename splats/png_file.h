#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

namespace gambade {

/// Writes a PNG row by row, so that a large picture needs no second copy of its bytes. Like
/// AtomicFile, on which it rests: without commit() nothing is left.
/// @throws Error(kOutput) naming the file and the system's reason.
class PngFile {
public:
    /// @param channels 3: RGB; 4: RGB and straight alpha; 8 bits each
    PngFile(const std::filesystem::path& path, int width, int height, int channels);
    ~PngFile();
    PngFile(const PngFile&) = delete;
    PngFile& operator=(const PngFile&) = delete;

    /// The next row from the top, width × channels bytes.
    void writeRow(std::span<const std::uint8_t> row);
    /// Puts the finished file in place. @pre all rows have been written.
    void commit();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace gambade
