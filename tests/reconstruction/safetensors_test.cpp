#include "reconstruction/safetensors.h"
#include "tests/reconstruction/weights_test_support.h"

#include <array>
#include <catch2/catch.hpp>
#include <cstring>
#include <nlohmann/json.hpp>

using namespace gambade;

namespace {

/// A file of the format, put together here byte by byte, independently of the writer.
std::string makeFile(const std::string& header, const std::string& buffer) {
    std::string file;
    for (unsigned shift = 0; shift < 64; shift += 8) {
        file += static_cast<char>(header.size() >> shift & 0xff);
    }
    return file + header + buffer;
}

std::string errorOf(const std::string& file) {
    return modelError(
        [&] { parseSafetensors(std::as_bytes(std::span(file)), "model.safetensors"); });
}

std::string errorOf(const std::string& header, const std::string& buffer) {
    return errorOf(makeFile(header, buffer));
}

} // namespace

TEST_CASE("a safetensors file is read as the format describes") {
    const std::string header =
        R"({"__metadata__":{"name":"x","licence":"MIT"},)"
        R"("b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
        R"("scalar":{"dtype":"BF16","shape":[],"data_offsets":[8,10]},)"
        R"("a":{"dtype":"I8","shape":[2,3],"data_offsets":[10,16]},)"
        R"("empty":{"dtype":"F16","shape":[0,5],"data_offsets":[16,16]}}   )";
    const std::array<float, 2> values = {1.5F, -2.25F};
    std::string buffer(16, '\x01');
    std::memcpy(buffer.data(), values.data(), sizeof(values));
    const TemporaryFolder folder;
    writeText(folder / "x.safetensors", makeFile(header, buffer));

    const SafetensorsFile file(folder / "x.safetensors");
    CHECK(file.metadata() == MetadataMap{{"licence", "MIT"}, {"name", "x"}});
    REQUIRE(file.tensors().size() == 4);
    const TensorView& b = file.tensors().at("b");
    CHECK(b.type == DType::kF32);
    CHECK(b.shape == std::vector<std::int64_t>{2});
    REQUIRE(b.data.size() == sizeof(values));
    CHECK(std::memcmp(b.data.data(), values.data(), sizeof(values)) == 0);
    CHECK(file.tensors().at("a").type == DType::kI8);
    CHECK(file.tensors().at("a").data.size() == 6);
    CHECK(file.tensors().at("scalar").elementCount() == 1);
    CHECK(file.tensors().at("empty").elementCount() == 0);
}

TEST_CASE("each broken rule of the safetensors format is named") {
    const auto tensor = [](const std::string& dtype, const std::string& shape,
                           const std::string& offsets) {
        return R"({"t":{"dtype":)" + dtype + R"(,"shape":)" + shape + R"(,"data_offsets":)" +
               offsets + "}}";
    };
    const std::string eight(8, '\0');
    REQUIRE(errorOf(tensor("\"F32\"", "[2]", "[0,8]"), eight).empty());
    REQUIRE(errorOf("{}", "").empty());

    CHECK_THAT(errorOf(""), Catch::Contains("less than a header length") &&
                                Catch::Contains("model.safetensors"));
    CHECK_THAT(errorOf(std::string(7, '\0')), Catch::Contains("less than a header length"));
    CHECK_THAT(errorOf(std::string(8, '\xff') + "{}"), Catch::Contains("header claims"));
    CHECK_THAT(errorOf(makeFile("{}", "").substr(0, 9)), Catch::Contains("header claims"));
    CHECK_THAT(errorOf(" {}", ""), Catch::Contains("start with '{'"));
    CHECK_THAT(errorOf("[]", ""), Catch::Contains("start with '{'"));
    CHECK_THAT(errorOf("{\"t\":", ""), Catch::Contains("not valid JSON"));
    CHECK_THAT(errorOf("{\"\xff\":1}", ""), Catch::Contains("not valid JSON"));
    CHECK_THAT(errorOf("{\"t\":" + std::string(100000, '['), ""), Catch::Contains("nests deeper"));
    CHECK_THAT(errorOf(R"({"__metadata__":{"a":"1","a":"2"}})", ""), Catch::Contains("'a' twice"));
    CHECK_THAT(errorOf(R"({"t":{},"t":{}})", ""), Catch::Contains("'t' twice"));
    CHECK_THAT(errorOf(R"({"__metadata__":{"a":1}})", ""), Catch::Contains("not a string"));
    CHECK_THAT(errorOf(R"({"__metadata__":"a"})", ""), Catch::Contains("not an object"));
    CHECK_THAT(errorOf(R"({"t":3})", ""), Catch::Contains("tensor t is not described"));
    CHECK_THAT(errorOf(R"({"t":{"dtype":"F32","shape":[]}})", ""),
               Catch::Contains("not described"));
    CHECK_THAT(errorOf(tensor("\"F32\"", "[2]", "[0,8],\"x\":1"), eight),
               Catch::Contains("not described"));
    CHECK_THAT(errorOf(tensor("\"F64\"", "[1]", "[0,8]"), eight), Catch::Contains("dtype F64"));
    CHECK_THAT(errorOf(tensor("4", "[2]", "[0,8]"), eight), Catch::Contains("dtype"));
    CHECK_THAT(errorOf(tensor("\"F32\"", "[-2]", "[0,8]"), eight), Catch::Contains("dimension"));
    CHECK_THAT(errorOf(tensor("\"F32\"", "[2.0]", "[0,8]"), eight), Catch::Contains("dimension"));
    CHECK_THAT(errorOf(tensor("\"F32\"", "[18446744073709551615]", "[0,8]"), eight),
               Catch::Contains("dimension"));
    CHECK_THAT(errorOf(tensor("\"F32\"", "2", "[0,8]"), eight), Catch::Contains("not a list"));
    // 2^32 · 2^32 elements: the product wraps to 0 in 64 bits.
    CHECK_THAT(errorOf(tensor("\"F32\"", "[4294967296,4294967296]", "[0,0]"), ""),
               Catch::Contains("overflows"));
    CHECK_THAT(errorOf(tensor("\"F32\"", "[4611686018427387905]", "[0,4]"), "1234"),
               Catch::Contains("overflows"));
    CHECK_THAT(errorOf(tensor("\"F32\"", "[2]", "[0,16]"), eight), Catch::Contains("outside"));
    CHECK_THAT(errorOf(tensor("\"F32\"", "[2]", "[8,0]"), eight), Catch::Contains("outside"));
    CHECK_THAT(errorOf(tensor("\"F32\"", "[2]", "[0]"), eight), Catch::Contains("data_offsets"));
    CHECK_THAT(errorOf(tensor("\"F32\"", "[2]", "[-8,0]"), eight), Catch::Contains("data_offsets"));
    CHECK_THAT(errorOf(tensor("\"F32\"", "[1]", "[0,8]"), eight), Catch::Contains("needs 4"));
    CHECK_THAT(errorOf(tensor("\"F32\"", "[2]", "[0,8]"), eight + "x"),
               Catch::Contains("belong to no tensor"));
    CHECK_THAT(errorOf(tensor("\"F32\"", "[1]", "[4,8]"), eight), Catch::Contains("hole of 4"));
    CHECK_THAT(errorOf(R"({"a":{"dtype":"I8","shape":[5],"data_offsets":[0,5]},)"
                       R"("b":{"dtype":"I8","shape":[4],"data_offsets":[4,8]}})",
                       eight),
               Catch::Contains("tensor b overlaps"));
    CHECK_THAT(errorOf(R"({"a":{"dtype":"I8","shape":[8],"data_offsets":[0,8]},)"
                       R"("b":{"dtype":"I8","shape":[8],"data_offsets":[0,8]}})",
                       eight),
               Catch::Contains("overlaps"));
}

TEST_CASE("a PyTorch checkpoint is named, with what to do") {
    const auto sentence = [](const std::string& start) {
        const auto* bytes = reinterpret_cast<const std::byte*>(start.data());
        return modelError([&] { parseSafetensors({bytes, start.size()}, "a.pth"); });
    };
    const std::string name = "archive/data.pkl";
    const std::string expected =
        "a.pth is a PyTorch checkpoint: convert it with gambade model import";
    CHECK(sentence("PK\x03\x04" + std::string(26, '\0') + name + std::string(100, '\0')) ==
          expected);
    CHECK(sentence("\x80\x02\x8a\x0a" + std::string(100, '\0')) == expected);
    // Another archive is not.
    CHECK(sentence("PK\x03\x04" + std::string(100, '\0')).find("not a valid safetensors") !=
          std::string::npos);
}

TEST_CASE("a header that unfolds to millions of values is refused") {
    std::string header = R"({"t":{"dtype":"F32","data_offsets":[0,4],"shape":[1)";
    for (int index = 0; index < 1'000'001; ++index) {
        header += ",1";
    }
    CHECK_THAT(errorOf(header + "]}}", "1234"), Catch::Contains("more than 1000000 values"));
}

TEST_CASE("the writer's bytes follow the format") {
    const std::array<float, 3> values = {1.0F, 2.0F, 3.0F};
    const std::array<std::int8_t, 2> small = {-1, 7};
    TensorMap tensors;
    tensors["z"] = {{DType::kF32, {3}}, std::as_bytes(std::span(values))};
    tensors["a"] = {{DType::kI8, {1, 2}}, std::as_bytes(std::span(small))};
    const TemporaryFolder folder;
    writeSafetensors(folder / "x.safetensors", tensors, {{"k", "v\"\n"}});

    const std::string bytes = readText(folder / "x.safetensors");
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), sizeof(length)); // this machine is little-endian
    REQUIRE(bytes.size() == 8 + length + sizeof(values) + sizeof(small));
    CHECK((8 + length) % 64 == 0);
    const auto header = nlohmann::json::parse(bytes.substr(8, length));
    CHECK(header == nlohmann::json::parse(R"({"__metadata__":{"k":"v\"\n"},
        "a":{"dtype":"I8","shape":[1,2],"data_offsets":[0,2]},
        "z":{"dtype":"F32","shape":[3],"data_offsets":[2,14]}})"));
    CHECK(std::memcmp(bytes.data() + 8 + length, small.data(), sizeof(small)) == 0);
    CHECK(std::memcmp(bytes.data() + 8 + length + 2, values.data(), sizeof(values)) == 0);
}

TEST_CASE("an unfinished safetensors file never appears") {
    const TemporaryFolder folder;
    {
        SafetensorsWriter writer(folder / "x.safetensors", {{"t", {DType::kF32, {2}}}}, {});
        const std::array<std::byte, 5> bytes{};
        writer.write(bytes);
        CHECK_THROWS_AS(writer.write(bytes), std::logic_error);
        CHECK_THROWS_AS(writer.commit(), std::logic_error);
    }
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE(
    "metadata that is not UTF-8, as file names need not be, is written with marks in its place") {
    const TemporaryFolder folder;
    writeSafetensors(folder / "x.safetensors", {}, {{"gambade.name", "caf\xe9"}});
    const SafetensorsFile file(folder / "x.safetensors");
    CHECK(file.metadata().at("gambade.name") == "caf\xef\xbf\xbd");
}
