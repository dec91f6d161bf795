#pragma once

#include <filesystem>
#include <string>

namespace gambade::test {

/// An empty folder of its own, removed with all in it at the end.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    /// Writes a file in it and returns its path.
    std::filesystem::path write(const std::string& name, const std::string& content) const;
    std::size_t fileCount() const;

private:
    std::filesystem::path m_path;
};

std::string readFile(const std::filesystem::path& path);

} // namespace gambade::test
