#include "matrix.h"
#include "tests/splats/ply_text.h"

#include <cstring>
#include <fstream>
#include <sys/stat.h>
#include <zlib.h>

using namespace gambade::test;
namespace fs = std::filesystem;

namespace {

constexpr int kUsage = 2;
constexpr int kInput = 3;
constexpr int kModel = 5;
constexpr int kDevice = 6;

Bytes cut(const Bytes& bytes, std::size_t length) {
    return {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length)};
}

Bytes damaged(Bytes bytes, std::size_t at) {
    bytes.at(at) = static_cast<std::uint8_t>(~bytes[at]);
    return bytes;
}

/// The format by hand: header length, JSON header of these tensors, zeros as data.
std::string safetensors(const std::string& tensors, std::size_t dataLength) {
    std::string header = "{";
    header += tensors + "}";
    return bytesOf(std::uint64_t{header.size()}) + header + std::string(dataLength, '\0');
}

std::string tensor(const std::string& name, const std::string& shape, const std::string& offsets) {
    return "\"" + name + R"(":{"dtype":"F32","shape":)" + shape + R"(,"data_offsets":)" + offsets +
           "}";
}

/// A zip archive of stored entries (APPNOTE.TXT 4.3), as torch.save writes them.
std::string storedZip(const std::vector<std::pair<std::string, std::string>>& entries) {
    std::string files;
    std::string directory;
    for (const auto& [name, content] : entries) {
        const auto size = static_cast<std::uint32_t>(content.size());
        const auto crc = static_cast<std::uint32_t>(
            crc32(0, reinterpret_cast<const Bytef*>(content.data()), size));
        const std::string about = bytesOf(std::uint16_t{20}) + std::string(8, '\0') + bytesOf(crc) +
                                  bytesOf(size) + bytesOf(size) +
                                  bytesOf(static_cast<std::uint16_t>(name.size())) +
                                  bytesOf(std::uint16_t{0});
        directory += "PK\1\2" + bytesOf(std::uint16_t{20}) + about + std::string(10, '\0') +
                     bytesOf(static_cast<std::uint32_t>(files.size())) + name;
        files += "PK\3\4" + about + name + content;
    }
    const auto count = static_cast<std::uint16_t>(entries.size());
    return files + directory + "PK\5\6" + std::string(4, '\0') + bytesOf(count) + bytesOf(count) +
           bytesOf(static_cast<std::uint32_t>(directory.size())) +
           bytesOf(static_cast<std::uint32_t>(files.size())) + std::string(2, '\0');
}

std::string splatPly(const std::string& count, std::size_t rows,
                     const std::vector<std::string>& properties = splatProperties()) {
    return plyHeader("binary_little_endian",
                     "element vertex " + count + "\n" + declare(properties)) +
           std::string(rows * properties.size() * 4, '\0');
}

/// Each file in turn as the picture that is to be reconstructed.
void checkPictures(const Workplace& place,
                   const std::vector<std::pair<std::string, std::string>>& files) {
    for (const auto& [name, says] : files) {
        checkRefused(place,
                     {"reconstruct", name, "--model", "tiny.safetensors", "-o", "out.ply",
                      "--preview", "out.png"},
                     kInput, says);
    }
}

} // namespace

TEST_CASE("broken pictures are refused in one sentence") {
    const Workplace place;
    const Bytes png = readBytes(place / "ball.png");
    const Bytes jpeg = readBytes(picturePath("rgb.jpg"));
    const Bytes webp = readBytes(picturePath("rgba.webp"));
    place.write("cut.png", cut(png, png.size() / 2));
    place.write("damaged.png", damaged(png, png.size() / 2));
    place.write("cut.jpg", cut(jpeg, jpeg.size() / 2));
    place.write("cut.webp", cut(webp, webp.size() / 2));
    place.write(
        "huge.png",
        join({cut(png, 8), pngChunk("IHDR", {0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0, 8, 6, 0, 0, 0}),
              pngChunk("IDAT", Bytes(1'000'000, 0)), pngChunk("IEND", {})}));
    place.write("empty.png", Bytes{});
    place.write("text.jpg", "A text is no picture.\n");
    fs::copy(GAMBADE_TEST_DATA "/checkpoints/tiny.pth", place / "weights.png");
    fs::create_directory(place / "folder.png");
    REQUIRE(::mkfifo((place / "pipe.png").c_str(), 0600) == 0);
    fs::create_symlink("nowhere", place / "link.png");
    place.write("clear.png", encodePng(makeImage(32, 32, [](int, int) {
                    return std::array{9, 9, 9, 0};
                })));
    checkPictures(place, {{"cut.png", "cut.png: it is cut short"},
                          {"damaged.png", "damaged.png"},
                          {"cut.jpg", "cut.jpg"},
                          {"cut.webp", "cut.webp"},
                          {"huge.png", "huge.png"},
                          {"empty.png", "empty.png is not a picture that Gambade reads"},
                          {"text.jpg", "text.jpg is not a picture that Gambade reads"},
                          {"weights.png", "it is a ZIP archive"},
                          {"folder.png", "folder.png: it is a directory"},
                          {"pipe.png", "pipe.png: it is a device or pipe"},
                          {"link.png", "link.png: No such file"},
                          {"missing.png", "missing.png: No such file"},
                          {std::string(300, 'n') + ".png", "File name too long"},
                          {"tiny.safetensors", "tiny.safetensors is not a picture"},
                          {"clear.png", "no object found in clear.png"}});
    for (const std::string name :
         {"cut.png", "huge.png", "empty.png", "folder.png", "missing.png"}) {
        checkRefused(place, {"info", name}, kInput, name);
    }
}

TEST_CASE("a picture's extension does not matter, only its content") {
    const Workplace place;
    fs::copy(place / "ball.png", place / "ball.jpg");
    CHECK(runProgram({"reconstruct", "ball.jpg", "--model", "tiny.safetensors"}, place.path())
              .exitCode == 0);
}

TEST_CASE("wrong backgrounds, masks and objects are refused") {
    const Workplace place;
    place.write("mask.png", encodePng(makeImage(96, 64, [](int, int) {
                    return std::array{255, 255, 255, 255};
                })));
    place.write("opaque.png", encodePng(makeImage(96, 96, [](int x, int) {
                    return std::array{x, 100, 100, 255};
                })));
    const auto check = [&](const std::string& picture, const std::vector<std::string>& options,
                           int code, const std::string& says) {
        std::vector<std::string> arguments{"reconstruct",      picture, "--model",
                                           "tiny.safetensors", "-o",    "out.ply"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        checkRefused(place, arguments, code, says);
    };
    check("ball.png", {"--background", "mask.png"}, kUsage, "mask.png");
    check("ball.png", {"--background", "missing.png"}, kInput, "missing.png");
    check("ball.png", {"--background", "Alpha"}, kInput, "Alpha");
    check("ball.png", {"--background", "."}, kInput, "directory");
    check("opaque.png", {"--background", "alpha"}, kUsage, "has no transparent pixels");
    check("ball.png", {"--object", "5"}, kUsage, "object 5 was asked for");
    check("ball.png", {"--object", "0"}, kUsage, "--object");
    check("ball.png", {"--object", "-1"}, kUsage, "--object");
}

TEST_CASE("a field of view that makes the object's square too wide is refused") {
    const Workplace place;
    // The object of the square picture is a quarter of it wide and high, and its square 1/0.8 of
    // that: 120 degrees there are 2·atan(tan 60°·3.2) = 159.6 degrees of the picture.
    place.write("small.png", encodePng(makeImage(96, 96, [](int x, int y) {
                    const bool object = std::abs(x - 47.5) < 12 && std::abs(y - 47.5) < 12;
                    return std::array{200, 40, 30, object ? 255 : 0};
                })));
    const auto with = [](const std::string& degrees) {
        return std::vector<std::string>{"reconstruct", "small.png", "--model", "tiny.safetensors",
                                        "-o",          "out.ply",   "--fov",   degrees};
    };
    checkRefused(place, with("160"), kUsage,
                 "a field of view of 160° is too wide for small.png: with this object in it, at "
                 "most 159° are possible");
    CHECK(runProgram(with("159"), place.path()).exitCode == 0);
}

TEST_CASE("wrong numbers and options are refused") {
    const Workplace place;
    const std::vector<std::pair<std::vector<std::string>, std::string>> rows{
        {{"--elevation", "nan"}, "--elevation nan"},
        {{"--elevation", "91"}, "--elevation 91"},
        {{"--elevation", "20deg"}, "--elevation 20deg"},
        {{"--fov", "nan"}, "--fov: nan"},
        {{"--fov", "0"}, "--fov: 0"},
        {{"--fov", "1e999"}, "--fov: 1e999"},
        {{"--fov", "wide"}, "--fov: wide"},
        {{"--fov"}, "--fov"},
        {{"--threads", "-1"}, "--threads"},
        {{"--threads", "2.5"}, "--threads"},
        {{"--device", "gpu"}, "gpu is none of auto, cpu, cuda"},
        {{"--device", "1"}, "1 is none of"},
        {{"--precision", "fp8"}, "fp8 is none of bf16, fp16, fp32, tf32"},
        {{"--axes", "z-up"}, "z-up is none of 3dgs, y-up"},
        {{"--layout", "tall"}, "tall is none of compact, full"},
        {{"--frobnicate"}, "--frobnicate was not expected; see gambade reconstruct --help"}};
    for (const auto& [options, says] : rows) {
        std::vector<std::string> arguments{"reconstruct", "ball.png"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        checkRefused(place, arguments, kUsage, says);
    }
    place.write("s.ply", splatPly("1", 1));
    const std::vector<std::pair<std::vector<std::string>, std::string>> views{
        {{"--size", "0x0"}, "0x0"},
        {{"--size", "12"}, "--size 12"},
        {{"--size", "20000x20000"}, "20000x20000"},
        {{"--size", "99999999999x1"}, "--size"},
        {{"--azimuth", "inf"}, "--azimuth"},
        {{"--elevation", "100"}, "--elevation"},
        {{"--radius", "0"}, "--radius"},
        {{"--radius", "nan"}, "--radius"},
        {{"--fov", "180"}, "--fov"},
        {{"--background", "#12"}, "#12 is no colour"}};
    for (const auto& [options, says] : views) {
        std::vector<std::string> arguments{"render", "s.ply", "-o", "s.png"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        checkRefused(place, arguments, kUsage, says);
    }
    checkRefused(place, {"reconstrukt", "ball.png"}, kUsage, "reconstrukt was not expected");
    checkRefused(place, {"model"}, kUsage, "see gambade model --help");
    checkRefused(place, {"info"}, kUsage, "FILE is required");
    checkRefused(place, {"info", "ball.png", "pair.png"}, kUsage, "pair.png was not expected");
    checkRefused(place, {"render", "s.ply"}, kUsage, "-o FILE.png");
    checkRefused(place, {"render", "s.ply", "--cameras", "c.json"}, kUsage, "--out-dir");
    for (const std::string option : {"--azimuth", "--elevation", "--radius", "--fov"}) {
        checkRefused(place,
                     {"render", "s.ply", "--cameras", "c.json", "--out-dir", "out", option, "20"},
                     kUsage, option);
    }
}

TEST_CASE("lying and damaged splat files are refused by every command that reads them") {
    const Workplace place;
    auto properties = splatProperties();
    properties.pop_back();
    place.write("lying.ply", splatPly("4000000000000", 1));
    place.write("negative.ply", splatPly("-5", 1));
    place.write("cut.ply", splatPly("100", 99));
    place.write("less.ply", splatPly("3", 3, properties));
    place.write("headless.ply", "ply\nformat ascii 1.0\nelement vertex 5\n");
    place.write("words.ply", plyHeader("ascii", "element vertex 1\n" + declare(splatProperties())) +
                                 "0 0 zero 0 0 0 0 0 0 0 0 0 0 0\n");
    place.write("text.ply", "not a ply\n");
    place.write("empty.ply", Bytes{});
    place.write("cut.spz", "\x1f\x8b\x08" + std::string(20, '\0'));
    place.write("cut.sog", "PK\x03\x04" + std::string(22, '\0') + "\x09" + std::string(3, '\0') +
                               "meta.json{");
    fs::create_directory(place / "folder.ply");
    for (const std::string name :
         {"lying.ply", "negative.ply", "cut.ply", "less.ply", "headless.ply", "words.ply",
          "text.ply", "empty.ply", "cut.spz", "cut.sog", "folder.ply", "missing.ply", "ball.png"}) {
        checkRefused(place, {"render", name, "-o", "out.png"}, kInput, name);
        checkRefused(place, {"convert", name, "out.ply"}, kInput, name);
        if (name != "ball.png") {
            checkRefused(place, {"info", name}, kInput, name);
        }
    }
    place.write("s.ply", splatPly("1", 1));
    place.write("c.json", R"({"fovy": 49.1, "views": []})");
    place.write("paths.json", R"({"fovy": 49.1, "input": {"file": "../x.png",
        "c2w": [[1,0,0,0],[0,1,0,0],[0,0,1,1.5],[0,0,0,1]]}, "views": []})");
    for (const std::string name : {"c.json", "paths.json", "s.ply", "missing.json"}) {
        checkRefused(place, {"render", "s.ply", "--cameras", name, "--out-dir", "out"}, kInput,
                     name);
    }
}

TEST_CASE("damaged and foreign weights files are refused") {
    const Workplace place;
    const Bytes weights = readBytes(place / "tiny.safetensors");
    place.write("cut.safetensors", cut(weights, weights.size() / 2));
    place.write("overlap.safetensors",
                safetensors(tensor("a", "[2]", "[0,8]") + "," + tensor("b", "[2]", "[4,12]"), 12));
    place.write("overflow.safetensors",
                safetensors(tensor("a", "[4294967296,4294967296]", "[0,0]"), 0));
    place.write("outside.safetensors", safetensors(tensor("a", "[2]", "[0,8]"), 4));
    place.write("header.safetensors", std::string(8, '\x7f') + "{}");
    place.write("foreign.safetensors", safetensors(tensor("a", "[2]", "[0,8]"), 8));
    place.write("empty.safetensors", Bytes{});
    fs::create_directory(place / "folder.safetensors");
    for (const std::string name :
         {"cut.safetensors", "overlap.safetensors", "overflow.safetensors", "outside.safetensors",
          "header.safetensors", "foreign.safetensors", "empty.safetensors", "folder.safetensors",
          "missing.safetensors", "ball.png"}) {
        checkRefused(place, {"reconstruct", "ball.png", "--model", name, "-o", "out.ply"}, kModel,
                     name);
        checkRefused(place, {"model", "info", name}, kModel, name);
        checkRefused(place, {"bench", "--model", name}, kModel, name);
    }
    checkRefused(place,
                 {"reconstruct", "ball.png", "--model", "tiny.safetensors", "--device", "cuda"},
                 kDevice, "CUDA");
}

TEST_CASE("checkpoints that would run code, and foreign or damaged ones, are refused") {
    const Workplace place;
    const Bytes checkpoint = readBytes(GAMBADE_TEST_DATA "/checkpoints/tiny.pth");
    const std::string marker = (place / "executed").string();
    const std::string call = "\x80\x02"
                             "cos\nsystem\nX" +
                             bytesOf(static_cast<std::uint32_t>(marker.size() + 6)) + "touch " +
                             marker + "\x85R.";
    place.write("evil.pth", storedZip({{"evil/data.pkl", call}, {"evil/version", "3\n"}}));
    place.write("tiny.pth", checkpoint); // sizes of no published model
    place.write("cut.pth", cut(checkpoint, checkpoint.size() / 2));
    place.write("bare.pth", call);
    place.write("empty.pth", Bytes{});
    place.write("nothing.pth", storedZip({{"nothing/version", "3\n"}}));
    fs::create_directory(place / "folder.pth");
    const std::vector<std::pair<std::string, std::string>> rows{
        {"evil.pth", "os.system"},
        {"tiny.pth", "is not a checkpoint of the Gamba network"},
        {"cut.pth", "cut short"},
        {"bare.pth", "bare.pth"},
        {"empty.pth", "empty.pth"},
        {"nothing.pth", "nothing.pth"},
        {"folder.pth", "folder.pth"},
        {"missing.pth", "No such file"},
        {"ball.png", "not a PyTorch checkpoint"}};
    for (const auto& [name, says] : rows) {
        checkRefused(place, {"model", "import", name, "-o", "out.safetensors"}, kModel, says);
    }
    CHECK_FALSE(fs::exists(marker));
}
