// Any bytes as a PyTorch archive, and as the pickle of an otherwise sound one (few mutations keep a
// zip's checksums): either an Error, or tensors whose elements can all be read.

#include "reconstruction/torch_archive.h"
#include "splats/error.h"

#include <cstdint>
#include <cstdlib>
#include <zip.h>

using namespace gambade;

namespace {

void readArchive(std::span<const std::byte> bytes) {
    try {
        const TorchArchive archive(bytes, "fuzz");
        for (const auto& [name, tensor] : archive.tensors()) {
            constexpr std::size_t kReadable = std::size_t{1} << 20; // zero strides may claim more
            const std::size_t expected = archive.layoutOf(name).byteCount();
            if (expected > kReadable) {
                continue;
            }
            std::size_t read = 0;
            archive.read(name, [&read](std::span<const std::byte> block) { read += block.size(); });
            if (read != expected) {
                std::abort();
            }
        }
    } catch (const Error&) {
    }
}

/// A sound archive of one storage, "0" of 24 bytes, with this pickle.
std::vector<std::byte> wrapPickle(std::span<const std::byte> pickle) {
    static constexpr char kStorage[24] = {};
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_source_keep(target);
    zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
    const auto add = [archive](const char* name, const void* data, std::size_t size) {
        const zip_int64_t index =
            zip_file_add(archive, name, zip_source_buffer(archive, data, size, 0), 0);
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
    };
    add("x/data.pkl", pickle.data(), pickle.size());
    add("x/data/0", kStorage, sizeof(kStorage));
    zip_close(archive);

    zip_stat_t stat;
    zip_source_stat(target, &stat);
    std::vector<std::byte> bytes(stat.size);
    zip_source_open(target);
    zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    readArchive(bytes);
    readArchive(wrapPickle(bytes));
    return 0;
}
