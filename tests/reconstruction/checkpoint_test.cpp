#include "reconstruction/checkpoint.h"
#include "reconstruction/torch_archive.h"
#include "reconstruction/weights.h"
#include "tests/reconstruction/formula_weights.h"
#include "tests/reconstruction/weights_test_support.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <zip.h>

using namespace gambade;
using namespace std::string_literals;

namespace {

std::filesystem::path tinyCheckpoint() {
    return std::filesystem::path(GAMBADE_TEST_DATA) / "checkpoints/tiny.pth";
}

NetworkConfig tinyConfig() {
    return NetworkConfig::fromJson(tinyConfigJson());
}

std::string le32(std::int64_t value) {
    std::string bytes;
    for (unsigned shift = 0; shift < 32; shift += 8) {
        bytes += static_cast<char>(value >> shift & 0xff);
    }
    return bytes;
}

// Pickle opcodes, as Python's pickletools names them.
std::string integer(std::int64_t value) {
    std::string bytes = "\x8a\x08";
    for (unsigned shift = 0; shift < 64; shift += 8) {
        bytes += static_cast<char>(static_cast<std::uint64_t>(value) >> shift & 0xff);
    }
    return bytes;
}
std::string text(const std::string& value) {
    return "X"s + le32(static_cast<std::int64_t>(value.size())) + value;
}
std::string integers(const std::vector<std::int64_t>& values) {
    std::string items;
    for (const std::int64_t value : values) {
        items += integer(value);
    }
    return "("s + items + "t";
}

/// What a test may get wrong about one tensor; as it stands, [2, 3] floats in the entry "0".
struct Claim {
    std::string storage = "FloatStorage";
    std::string key = "0";
    std::int64_t elements = 6;
    std::int64_t offset = 0;
    std::vector<std::int64_t> shape = {2, 3};
    std::vector<std::int64_t> strides = {3, 1};
};

std::string tensor(const Claim& claim) {
    return "ctorch._utils\n_rebuild_tensor_v2\n(("s + text("storage") + "ctorch\n" + claim.storage +
           "\n" + text(claim.key) + text("cpu") + integer(claim.elements) + "tQ" +
           integer(claim.offset) + integers(claim.shape) + integers(claim.strides) + "\x89" +
           "ccollections\nOrderedDict\n)RtR";
}

std::string stateDict(const std::string& items) {
    return "\x80\x02}("s + items + "u.";
}

/// A zip archive with these entries.
std::string makeZip(const std::vector<std::pair<std::string, std::string>>& entries,
                    bool compressed = false) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "x.zip";
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE, nullptr);
    for (const auto& [name, bytes] : entries) {
        zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
        const auto index =
            static_cast<zip_uint64_t>(zip_file_add(archive, name.c_str(), source, 0));
        zip_set_file_compression(archive, index, compressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
    }
    REQUIRE(zip_close(archive) == 0);
    return readText(path);
}

std::string makeArchive(const Claim& claim) {
    std::string floats(24, '\0');
    for (std::size_t index = 0; index < floats.size(); ++index) {
        floats[index] = static_cast<char>(index);
    }
    return makeZip({{"x/data.pkl", stateDict(text("t") + tensor(claim))}, {"x/data/0", floats}});
}

std::string readTensor(const std::string& file) {
    const TorchArchive archive(std::as_bytes(std::span(file)), "model.pth");
    std::string bytes;
    archive.read("t", [&bytes](std::span<const std::byte> block) {
        bytes.append(reinterpret_cast<const char*>(block.data()), block.size());
    });
    return bytes;
}

std::string errorOf(const std::string& file) {
    return modelError([&] { readTensor(file); });
}

} // namespace

TEST_CASE("a checkpoint that PyTorch wrote is imported value by value") {
    const TemporaryFolder folder;
    importCheckpoint(tinyCheckpoint(), folder / "tiny.safetensors", {}, tinyConfig());
    const Weights weights(folder / "tiny.safetensors");
    CHECK(weights.name() == "tiny");
    CHECK(weights.config().toJson() == tinyConfig().toJson());
    CHECK_THAT(weights.metadata().at(std::string(kSourceKey)),
               Catch::StartsWith("tiny.pth (SHA-256 "));
    CHECK(weights.metadata().contains(std::string(kLicenceKey)));
    for (const TensorSpec& spec : requiredTensors(tinyConfig())) {
        CAPTURE(spec.name);
        const std::vector<float> expected = formulaTensor(spec);
        const std::vector<float> values = weights.expand(spec.name);
        REQUIRE(values.size() == expected.size());
        const DType type = weights.stored(spec.name).type;
        if (type == DType::kF32) {
            CHECK(values == expected);
            continue;
        }
        // The script stored these in half the bits: 8 or 11 significant ones remain.
        CHECK(
            (spec.name.ends_with("out_proj.weight") || spec.name.ends_with("cond_affine.weight")));
        const float halfUlp = type == DType::kBF16 ? 0x1p-9F : 0x1p-12F;
        for (std::size_t index = 0; index < values.size(); ++index) {
            CHECK(std::abs(values[index] - expected[index]) <=
                  halfUlp * 2 * std::abs(expected[index]) + 0x1p-25F);
        }
    }
}

TEST_CASE("importing into the wrong network names the difference and writes nothing") {
    const TemporaryFolder folder;
    const std::string error =
        modelError([&] { importCheckpoint(tinyCheckpoint(), folder / "x.safetensors"); });
    CHECK_THAT(error, Catch::Contains("tiny.pth is not a checkpoint of the Gamba network") &&
                          Catch::Contains("lacks model.map_image.model.blocks.2.norm1.weight") &&
                          Catch::Contains("more") && Catch::Contains("instead of"));
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("an import can be stopped and leaves nothing") {
    const TemporaryFolder folder;
    std::stop_source stop;
    const Progress progress(
        [&](std::string_view, double fraction) {
            if (fraction > 0.5) {
                stop.request_stop();
            }
        },
        stop.get_token());
    CHECK_THROWS_AS(
        importCheckpoint(tinyCheckpoint(), folder / "x.safetensors", progress, tinyConfig()),
        Cancelled);
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a checkpoint cut anywhere or with a flipped byte is refused or still right") {
    const TemporaryFolder folder;
    const std::string good = readText(tinyCheckpoint());
    importCheckpoint(tinyCheckpoint(), folder / "good.safetensors", {}, tinyConfig());
    for (std::size_t length = 0; length < good.size(); length += 977) {
        writeText(folder / "cut.pth", good.substr(0, length));
        CAPTURE(length);
        CHECK_THAT(modelError([&] {
                       importCheckpoint(folder / "cut.pth", folder / "x.safetensors", {},
                                        tinyConfig());
                   }),
                   Catch::Contains("cut.pth"));
    }
    CHECK_FALSE(std::filesystem::exists(folder / "x.safetensors"));

    // The first byte of a tensor's data: the zip's checksum catches it.
    const SafetensorsFile imported(folder / "good.safetensors");
    const auto& view = imported.tensors().at("model.transformer.norm_f.weight").data;
    const std::string bytes(reinterpret_cast<const char*>(view.data()), view.size());
    std::string damaged = good;
    const std::size_t position = damaged.find(bytes);
    REQUIRE(position != std::string::npos);
    damaged[position] = static_cast<char>(damaged[position] ^ 1);
    writeText(folder / "damaged.pth", damaged);
    CHECK_THAT(modelError([&] {
                   importCheckpoint(folder / "damaged.pth", folder / "x.safetensors", {},
                                    tinyConfig());
               }),
               Catch::Contains("damaged"));
    CHECK_FALSE(std::filesystem::exists(folder / "x.safetensors"));
}

TEST_CASE("strided tensors are made contiguous") {
    const std::string plain = readTensor(makeArchive({}));
    REQUIRE(plain.size() == 24);
    CHECK(plain[4] == 4);
    const auto element = [&](std::size_t index) { return plain.substr(4 * index, 4); };
    CHECK(readTensor(makeArchive({.shape = {3, 2}, .strides = {1, 3}})) ==
          element(0) + element(3) + element(1) + element(4) + element(2) + element(5));
    CHECK(readTensor(makeArchive({.offset = 2, .shape = {4}, .strides = {1}})) == plain.substr(8));
    CHECK(readTensor(makeArchive({.offset = 1, .shape = {2, 2}, .strides = {2, 0}})) ==
          element(1) + element(1) + element(3) + element(3));
    CHECK(readTensor(makeArchive({.offset = 5, .shape = {}, .strides = {}})) == element(5));
    CHECK(readTensor(makeArchive({.shape = {0, 4}, .strides = {9, 1}})).empty());
}

TEST_CASE("compressed archives and bf16 entries are read too") {
    const std::string halves = "0123456789AB";
    const std::string state = stateDict(text("t") + tensor({.storage = "BFloat16Storage"}));
    CHECK(readTensor(makeZip({{"a/data.pkl", state}, {"a/data/0", halves}}, true)) == halves);
    const std::string wrapped = "\x80\x02}("s + text("model") + "}" + text("t") +
                                tensor({.storage = "HalfStorage"}) + "s" + text("epoch") +
                                "K\x03u.";
    CHECK(readTensor(makeZip(
              {{"a/data.pkl", wrapped}, {"a/data/0", halves}, {"a/byteorder", "little"}})) ==
          halves);
}

TEST_CASE("tensors that reach outside their storage are refused by name") {
    REQUIRE(errorOf(makeArchive({})).empty());
    constexpr std::int64_t kHuge = std::numeric_limits<std::int64_t>::max();
    const std::string outside = "tensor t reaches outside its storage of 6 elements";
    CHECK_THAT(errorOf(makeArchive({.offset = 1})), Catch::Contains(outside));
    CHECK_THAT(errorOf(makeArchive({.offset = kHuge})), Catch::Contains(outside));
    CHECK_THAT(errorOf(makeArchive({.shape = {3, 3}})), Catch::Contains(outside));
    CHECK_THAT(errorOf(makeArchive({.strides = {4, 1}})), Catch::Contains(outside));
    CHECK_THAT(errorOf(makeArchive({.strides = {kHuge, kHuge}})), Catch::Contains(outside));
    CHECK_THAT(errorOf(makeArchive({.shape = {kHuge, kHuge}, .strides = {0, 0}})),
               Catch::Contains(outside));
    CHECK_THAT(errorOf(makeArchive({.elements = 7})),
               Catch::Contains("claims a storage of 7 elements"));
    CHECK_THAT(errorOf(makeArchive({.elements = kHuge})), Catch::Contains("claims a storage"));
    CHECK_THAT(errorOf(makeArchive({.storage = "HalfStorage"})),
               Catch::Contains("claims a storage"));
    CHECK_THAT(errorOf(makeArchive({.key = "1"})), Catch::Contains("missing entry data/1"));
    CHECK_THAT(errorOf(makeArchive({.key = "../data.pkl"})), Catch::Contains("missing entry"));
    for (const Claim& claim : {Claim{.elements = -6}, Claim{.offset = -1}, Claim{.shape = {-2, 3}},
                               Claim{.strides = {-3, 1}}, Claim{.strides = {1}}}) {
        CHECK_THAT(errorOf(makeArchive(claim)), Catch::Contains("tensor t is not described"));
    }
    CHECK_THAT(errorOf(makeArchive(
                   {.storage = "DoubleStorage", .elements = 3, .shape = {3}, .strides = {1}})),
               Catch::Contains("torch.DoubleStorage"));
    CHECK_THAT(errorOf(makeArchive({.storage = "EvilStorage"})),
               Catch::Contains("torch.EvilStorage"));
}

TEST_CASE("archives that torch.save did not write are refused in one sentence") {
    const auto archive = [](const std::string& pickle) {
        return makeZip({{"x/data.pkl", pickle}, {"x/data/0", std::string(24, '\0')}});
    };
    CHECK_THAT(errorOf(""),
               Catch::Contains("model.pth") && Catch::Contains("not a PyTorch checkpoint"));
    CHECK_THAT(errorOf(std::string(4096, 'x')), Catch::Contains("not a PyTorch checkpoint"));
    CHECK_THAT(errorOf("\x80\x02\x8a\x0al\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19."s),
               Catch::Contains("before version 1.6"));
    CHECK_THAT(errorOf(makeZip({{"x/other", "1"}})), Catch::Contains("lacks the entry data.pkl"));
    CHECK_THAT(errorOf(archive("\x80\x02K\x01."s)), Catch::Contains("other than a state dict"));
    CHECK_THAT(errorOf(archive("\x80\x02}."s)), Catch::Contains("holds no state dict"));
    CHECK_THAT(errorOf(archive(stateDict(text("t") + tensor({}) + text("t") + tensor({})))),
               Catch::Contains("tensor t twice"));
    CHECK_THAT(errorOf(archive("\x80\x02}"s + text("t") + "ctorch\nFloatStorage\n)Rs.")),
               Catch::Contains("tensor t is not described"));
    CHECK_THAT(errorOf(makeZip(
                   {{"x/data.pkl", stateDict(text("t") + tensor({}))}, {"x/byteorder", "big"}})),
               Catch::Contains("big-endian"));
    CHECK_THAT(modelError([] { importCheckpoint("/no/such.pth", "/tmp/x"); }),
               Catch::Contains("/no/such.pth"));
    CHECK_THAT(modelError([] { importCheckpoint("/tmp", "/tmp/x"); }), Catch::Contains("/tmp"));
}
