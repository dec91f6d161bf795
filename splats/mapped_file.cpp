#include "splats/mapped_file.h"

#include "splats/error.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/core.h>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace gambade {
namespace {

constexpr std::size_t kLargestCopy = std::size_t{256} << 20;

/// Closes on leaving the scope: a mapping outlives its descriptor.
struct Descriptor {
    int value;
    ~Descriptor() {
        if (value >= 0) {
            ::close(value);
        }
    }
};

} // namespace

MappedFile::MappedFile(const std::filesystem::path& path, Use use) {
    const auto fail = [&](const std::string& reason) {
        const ErrorKind kind = use == Use::kModel ? ErrorKind::kModel : ErrorKind::kInput;
        throw Error(kind, fmt::format("cannot open {}: {}", path.string(), reason));
    };
    const auto failWithErrno = [&] { fail(std::generic_category().message(errno)); };

    // O_NONBLOCK: a named pipe must be refused below, not waited for here.
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    struct stat status = {};
    if (file.value < 0 || ::fstat(file.value, &status) != 0) {
        failWithErrno();
    }
    if (S_ISDIR(status.st_mode)) {
        fail("it is a directory");
    }
    if (!S_ISREG(status.st_mode)) {
        fail("it is a device or pipe, not a regular file");
    }
    if (status.st_size == 0) {
        return; // mmap refuses empty mappings
    }
    const auto size = static_cast<std::size_t>(status.st_size);
    if (use == Use::kInput && size <= kLargestCopy) {
        m_copy = std::make_unique_for_overwrite<std::byte[]>(size);
        m_data = m_copy.get();
        while (m_size < size) {
            const ssize_t count = ::read(file.value, m_copy.get() + m_size, size - m_size);
            if (count < 0 && errno != EINTR) {
                failWithErrno();
            }
            if (count == 0) {
                return; // it has become shorter
            }
            m_size += count > 0 ? static_cast<std::size_t>(count) : 0;
        }
        return;
    }
    void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.value, 0);
    if (data == MAP_FAILED) {
        failWithErrno();
    }
    m_data = static_cast<const std::byte*>(data);
    m_size = size;
}

MappedFile::~MappedFile() {
    if (m_data != nullptr && m_copy == nullptr) {
        ::munmap(const_cast<std::byte*>(m_data), m_size);
    }
}

void MappedFile::releasePages() const {
    if (m_data != nullptr && m_copy == nullptr) {
        ::madvise(const_cast<std::byte*>(m_data), m_size, MADV_DONTNEED);
    }
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : m_copy(std::move(other.m_copy)), m_data(std::exchange(other.m_data, nullptr)),
      m_size(std::exchange(other.m_size, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(m_copy, other.m_copy);
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    return *this;
}

} // namespace gambade
