#pragma once

#include "tests/reconstruction/picture_files.h"

#include <set>
#include <string>

namespace gambade::test {

/// A scratch folder with what most commands need: the model `tiny.safetensors` (two blocks, 324
/// Gaussians), a cut-out picture `ball.png` and two separate objects `pair.png`.
class Workplace {
public:
    Workplace();

    const std::filesystem::path& path() const { return m_folder.path(); }
    std::filesystem::path operator/(const std::string& name) const { return path() / name; }
    void write(const std::string& name, const Bytes& bytes) const { m_folder.file(name, bytes); }
    void write(const std::string& name, const std::string& text) const;
    /// Everything in it, folders' content included, as paths relative to it.
    std::set<std::string> files() const;

private:
    ScratchFolder m_folder;
};

/// Bytes of an upright ellipse on nothing, red above and blue below.
Bytes ballPicture(int size);

} // namespace gambade::test
