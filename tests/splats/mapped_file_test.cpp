#include "splats/mapped_file.h"

#include "temporary_folder.h"

#include <catch2/catch.hpp>

using namespace gambade;

TEST_CASE("an input keeps its bytes when another program cuts its file short") {
    const test::TemporaryFolder folder;
    const std::string content(100'000, 'x');
    const auto path = folder.write("input", content);
    MappedFile file(path, MappedFile::Use::kInput);
    std::filesystem::resize_file(path, 0);
    const MappedFile moved = std::move(file);
    const auto bytes = moved.bytes();
    CHECK(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()) == content);
}
