#include "splats/zip_archive.h"

#include "splats/error.h"
#include "splats/printable.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <new>
#include <tuple>
#include <zip.h>

namespace gambade {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20;

[[noreturn]] void fail(const std::string& reason) {
    throw Error(ErrorKind::kInput, reason);
}

struct FreeSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};

struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

/// Takes the source over, but where it fails.
zip_t* openArchive(zip_source_t* source, int flags) {
    zip_error_t error;
    zip_error_init(&error);
    zip_t* archive = zip_open_from_source(source, flags, &error);
    if (archive == nullptr) {
        const std::string reason = zip_error_strerror(&error);
        zip_error_fini(&error);
        fail(fmt::format("its ZIP archive is damaged or cut off ({})", reason));
    }
    return archive;
}

} // namespace

bool isZip(std::span<const std::byte> file) {
    constexpr std::array kMark = {std::byte('P'), std::byte('K'), std::byte(3), std::byte(4)};
    return file.size() >= kMark.size() && std::equal(kMark.begin(), kMark.end(), file.begin());
}

void ZipReader::Discard::operator()(zip* archive) const {
    zip_discard(archive);
}

ZipReader::ZipReader(std::span<const std::byte> archive)
    : m_largest(std::max(kBlock, archive.size())) {
    std::unique_ptr<zip_source_t, FreeSource> source(
        zip_source_buffer_create(archive.data(), archive.size(), 0, nullptr));
    if (source == nullptr) {
        throw std::bad_alloc();
    }
    m_archive.reset(openArchive(source.get(), ZIP_RDONLY));
    std::ignore = source.release();
}

bool ZipReader::contains(const std::string& name) const {
    return zip_name_locate(m_archive.get(), name.c_str(), ZIP_FL_ENC_RAW) >= 0;
}

std::vector<std::byte> ZipReader::read(const std::string& name) const {
    if (!contains(name)) {
        fail(fmt::format("the file {} is missing in its ZIP archive", printable(name)));
    }
    const std::unique_ptr<zip_file_t, CloseFile> file(
        zip_fopen(m_archive.get(), name.c_str(), ZIP_FL_ENC_RAW));
    std::vector<std::byte> bytes;
    while (file != nullptr) {
        const std::size_t filled = bytes.size();
        bytes.resize(filled + kBlock);
        const zip_int64_t got = zip_fread(file.get(), bytes.data() + filled, kBlock);
        if (got < 0) {
            break;
        }
        bytes.resize(filled + static_cast<std::size_t>(got));
        if (bytes.size() > m_largest) {
            fail(fmt::format("the file {} in its ZIP archive unpacks to more than it could need",
                             printable(name)));
        }
        if (got == 0) { // the end, where libzip has compared the checksum
            return bytes;
        }
    }
    fail(fmt::format("the file {} in its ZIP archive is damaged or encrypted", printable(name)));
}

std::vector<std::byte> makeZip(std::span<const ZipEntry> entries) {
    constexpr zip_uint16_t kFirstDay = 1 << 5 | 1; // 1 January 1980 in the units of DOS
    std::unique_ptr<zip_source_t, FreeSource> target(
        zip_source_buffer_create(nullptr, 0, 0, nullptr));
    if (target == nullptr) {
        throw std::bad_alloc();
    }
    zip_source_keep(target.get()); // the archive takes one
    zip_t* archive = openArchive(target.get(), ZIP_TRUNCATE);
    bool good = true;
    for (const ZipEntry& entry : entries) {
        zip_source_t* source =
            zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0);
        const zip_int64_t index =
            zip_file_add(archive, entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
        const auto added = static_cast<zip_uint64_t>(index);
        good = good && index >= 0 &&
               zip_set_file_compression(archive, added, ZIP_CM_STORE, 0) == 0 &&
               zip_file_set_dostime(archive, added, 0, kFirstDay, 0) == 0;
    }
    if (!good || zip_close(archive) != 0) { // all is in memory: nothing else can be wrong
        zip_discard(archive);
        throw std::bad_alloc();
    }
    zip_stat_t stat;
    zip_stat_init(&stat);
    zip_source_stat(target.get(), &stat);
    std::vector<std::byte> bytes(stat.size);
    zip_source_open(target.get());
    const zip_int64_t got = zip_source_read(target.get(), bytes.data(), bytes.size());
    zip_source_close(target.get());
    if (got != static_cast<zip_int64_t>(bytes.size())) {
        throw std::bad_alloc();
    }
    return bytes;
}

} // namespace gambade
