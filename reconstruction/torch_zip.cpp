#include "reconstruction/torch_zip.h"

#include "splats/error.h"
#include "splats/printable.h"

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <zip.h>

namespace gambade {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 20;

/// Before version 1.6 torch.save wrote pickles one after another, without a zip around them.
bool isBarePickle(std::span<const std::byte> file) {
    return file.size() >= 2 && file[0] == std::byte{0x80} && file[1] == std::byte{2};
}

struct CloseEntry {
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};

} // namespace

TorchZip::TorchZip(std::span<const std::byte> file, std::string_view label) : m_label(label) {
    if (isBarePickle(file)) {
        fail("it is in PyTorch's format of before version 1.6; load and save it with a newer one");
    }
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(file.data(), file.size(), 0, &error);
    m_archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (m_archive == nullptr) {
        const std::string reason = zip_error_strerror(&error);
        zip_error_fini(&error);
        zip_source_free(source);
        fail(fmt::format("it is not a PyTorch checkpoint, or is cut short ({})", reason));
    }
    constexpr std::string_view kPickle = "/data.pkl";
    const zip_int64_t count = zip_get_num_entries(m_archive, 0);
    for (zip_int64_t index = 0; index < count && m_folder.empty(); ++index) {
        const char* raw = zip_get_name(m_archive, static_cast<zip_uint64_t>(index), ZIP_FL_ENC_RAW);
        const std::string_view name = raw == nullptr ? "" : raw;
        if (name.ends_with(kPickle) && name.find('/') == name.size() - kPickle.size()) {
            m_folder = name.substr(0, name.size() - kPickle.size() + 1);
        }
    }
    if (m_folder.empty()) {
        zip_discard(m_archive);
        fail("it is not a PyTorch checkpoint: it lacks the entry data.pkl that torch.save writes");
    }
}

TorchZip::~TorchZip() {
    zip_discard(m_archive);
}

void TorchZip::fail(const std::string& reason) const {
    throw Error(ErrorKind::kModel, fmt::format("{} cannot be read: {}", m_label, reason));
}

std::optional<std::uint64_t> TorchZip::sizeOf(const std::string& name) const {
    zip_stat_t stat;
    zip_stat_init(&stat);
    const std::string path = m_folder + name;
    const bool known = zip_stat(m_archive, path.c_str(), ZIP_FL_ENC_RAW, &stat) == 0 &&
                       (stat.valid & ZIP_STAT_SIZE) != 0;
    return known ? std::optional<std::uint64_t>(stat.size) : std::nullopt;
}

void TorchZip::read(const std::string& name, std::uint64_t offset, std::uint64_t count,
                    const Sink& sink) const {
    const std::string path = m_folder + name;
    const auto failEntry = [&](std::string_view reason) {
        fail(fmt::format("its entry {} {}", printable(path), reason));
    };
    const std::unique_ptr<zip_file_t, CloseEntry> entry(
        zip_fopen(m_archive, path.c_str(), ZIP_FL_ENC_RAW));
    if (entry == nullptr) {
        failEntry("cannot be opened");
    }
    std::vector<std::byte> block(std::min<std::uint64_t>(kBlockBytes, std::max(offset, count)));
    const auto fill = [&](std::size_t wanted) {
        for (std::size_t filled = 0; filled < wanted;) {
            const zip_int64_t got = zip_fread(entry.get(), block.data() + filled, wanted - filled);
            if (got <= 0) {
                failEntry("is damaged or cut short");
            }
            filled += static_cast<std::size_t>(got);
        }
    };
    // Read, not sought: compressed entries cannot seek, and the checksum covers the whole entry.
    for (std::uint64_t skipped = 0; skipped < offset;) {
        const std::uint64_t size = std::min<std::uint64_t>(kBlockBytes, offset - skipped);
        fill(size);
        skipped += size;
    }
    for (std::uint64_t done = 0; done < count;) {
        const std::uint64_t size = std::min<std::uint64_t>(kBlockBytes, count - done);
        fill(size);
        sink(std::span(block).first(size));
        done += size;
    }
    std::byte beyond;
    if (offset + count == sizeOf(name) && zip_fread(entry.get(), &beyond, 1) != 0) {
        failEntry("is damaged: its checksum does not match");
    }
}

std::vector<std::byte> TorchZip::readAll(const std::string& name, std::uint64_t largest) const {
    const std::optional<std::uint64_t> size = sizeOf(name);
    if (!size || *size > largest) {
        fail(fmt::format("its entry {} is missing or larger than {} bytes",
                         printable(m_folder + name), largest));
    }
    std::vector<std::byte> bytes;
    read(name, 0, *size, [&bytes](std::span<const std::byte> block) {
        bytes.insert(bytes.end(), block.begin(), block.end());
    });
    return bytes;
}

} // namespace gambade
