#include "splats/atomic_file.h"

#include "splats/error.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/core.h>
#include <mutex>
#include <set>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace gambade {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& reason) {
    throw Error(ErrorKind::kOutput, fmt::format("cannot write {}: {}", path.string(), reason));
}

[[noreturn]] void failWithErrno(const std::filesystem::path& path) {
    fail(path, std::generic_category().message(errno));
}

/// The path that the rename has to replace: a symbolic link stays, its target is replaced.
std::filesystem::path withoutLink(const std::filesystem::path& path) {
    std::error_code ignored; // a dangling link stays as it is and is replaced itself
    const std::filesystem::path target = std::filesystem::canonical(path, ignored);
    return target.empty() ? path : target;
}

/// The temporaries that exist.
class Temporaries {
public:
    std::mutex& mutex() { return m_mutex; }
    /// The rest with the mutex held.
    void add(const std::filesystem::path& path) { m_paths.insert(path); }
    void forget(const std::filesystem::path& path) { m_paths.erase(path); }
    void removeAll() const {
        for (const std::filesystem::path& path : m_paths) {
            ::unlink(path.c_str());
        }
    }

private:
    std::mutex m_mutex;
    std::set<std::filesystem::path> m_paths;
};

/// Never destroyed: files may be open while other globals go.
Temporaries& temporaries() {
    static auto* all = new Temporaries;
    return *all;
}

} // namespace

AtomicFile::AtomicFile(std::filesystem::path path) : m_path(withoutLink(path)) {
    struct stat old = {};
    const bool replaces = ::stat(m_path.c_str(), &old) == 0;
    if (replaces && !S_ISREG(old.st_mode)) {
        fail(m_path, S_ISDIR(old.st_mode) ? "it is a directory"
                                          : "it is a device or pipe, not a regular file");
    }

    // Not mkstemp: its file would be private, and the umask can only be read by changing it for
    // every thread. The name is short so that it fits wherever the final one does.
    static unsigned serial = 0;
    int descriptor = -1;
    const std::scoped_lock lock(temporaries().mutex());
    do {
        m_temporary =
            m_path.parent_path() / fmt::format(".gambade-{}-{}.tmp", ::getpid(), ++serial);
        descriptor = ::open(m_temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    } while (descriptor < 0 && errno == EEXIST);
    if (descriptor < 0) {
        failWithErrno(m_path);
    }
    temporaries().add(m_temporary);
    // A replaced file keeps its mode; where the file system has no modes, that is no reason to
    // stop.
    if (replaces) {
        static_cast<void>(::fchmod(descriptor, old.st_mode & 0777));
    }
    m_file = ::fdopen(descriptor, "wb");
    if (m_file == nullptr) {
        const int reason = errno;
        ::close(descriptor);
        ::unlink(m_temporary.c_str());
        temporaries().forget(m_temporary);
        errno = reason;
        failWithErrno(m_path);
    }
}

AtomicFile::~AtomicFile() {
    if (m_file != nullptr) {
        std::fclose(m_file);
    }
    if (!m_temporary.empty()) {
        const std::scoped_lock lock(temporaries().mutex());
        ::unlink(m_temporary.c_str());
        temporaries().forget(m_temporary);
    }
}

void AtomicFile::write(std::span<const std::byte> bytes) {
    // An empty span may have no address, which fwrite() must not be given.
    if (!bytes.empty() && std::fwrite(bytes.data(), 1, bytes.size(), m_file) != bytes.size()) {
        failWithErrno(m_path);
    }
}

void AtomicFile::write(std::string_view text) {
    write(std::as_bytes(std::span(text)));
}

void AtomicFile::commit() {
    // Without fsync a crash soon after the rename could leave an empty file under the final name.
    if (std::fflush(m_file) != 0 || ::fsync(::fileno(m_file)) != 0) {
        failWithErrno(m_path);
    }
    if (std::fclose(std::exchange(m_file, nullptr)) != 0) {
        failWithErrno(m_path);
    }
    const std::scoped_lock lock(temporaries().mutex());
    if (::rename(m_temporary.c_str(), m_path.c_str()) != 0) {
        failWithErrno(m_path);
    }
    temporaries().forget(m_temporary);
    m_temporary.clear();
}

void AtomicFile::removeAllAndBlock() {
    temporaries().mutex().lock(); // for good
    temporaries().removeAll();
}

} // namespace gambade
