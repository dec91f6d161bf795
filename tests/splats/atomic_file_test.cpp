#include "splats/atomic_file.h"

#include "splats/error.h"
#include "splats/mapped_file.h"
#include "temporary_folder.h"

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace gambade;
using Catch::Matchers::Contains;

TEST_CASE("an atomic file appears only on commit") {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "result";
    AtomicFile file(path);
    file.write(std::string_view("new"));
    CHECK_FALSE(std::filesystem::exists(path));
    file.commit();
    CHECK(test::readFile(path) == "new");
    CHECK(folder.fileCount() == 1);
}

TEST_CASE("an atomic file that is given up leaves the old file and nothing else") {
    const test::TemporaryFolder folder;
    const auto path = folder.write("result", "old");
    {
        AtomicFile file(path);
        file.write(std::string_view("new"));
    }
    CHECK(test::readFile(path) == "old");
    CHECK(folder.fileCount() == 1);
}

TEST_CASE("a process that ends at once leaves no half-written file") {
    const test::TemporaryFolder folder;
    const auto path = folder.write("result", "old");
    const pid_t child = ::fork();
    if (child == 0) {
        AtomicFile committed(folder.path() / "whole");
        committed.write(std::string_view("whole"));
        committed.commit();
        AtomicFile replacing(path);
        replacing.write(std::string_view("new"));
        const AtomicFile fresh(folder.path() / "fresh");
        AtomicFile::removeAllAndBlock();
        ::_exit(7);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WEXITSTATUS(status) == 7);
    CHECK(test::readFile(path) == "old");
    CHECK(test::readFile(folder.path() / "whole") == "whole");
    CHECK(folder.fileCount() == 2);
}

TEST_CASE("an atomic file has the mode that the umask gives, or that of the file it replaces") {
    const test::TemporaryFolder folder;
    const auto modeOf = [](const std::filesystem::path& path) {
        struct stat status = {};
        REQUIRE(::stat(path.c_str(), &status) == 0);
        return status.st_mode & 0777;
    };
    const mode_t previous = ::umask(027);
    AtomicFile(folder.path() / "fresh").commit();
    ::umask(previous);
    CHECK(modeOf(folder.path() / "fresh") == 0640);

    const auto old = folder.write("private", "old");
    REQUIRE(::chmod(old.c_str(), 0600) == 0);
    AtomicFile(old).commit();
    CHECK(modeOf(old) == 0600);
}

TEST_CASE("an atomic file replaces the target of a link, not the link") {
    const test::TemporaryFolder folder;
    const auto target = folder.write("target", "old");
    const auto link = folder.path() / "link";
    std::filesystem::create_symlink(target, link);
    AtomicFile file(link);
    file.write(std::string_view("new"));
    file.commit();
    CHECK(std::filesystem::is_symlink(link));
    CHECK(test::readFile(target) == "new");
}

TEST_CASE("an atomic file refuses what it cannot replace") {
    const test::TemporaryFolder folder;
    const auto messageFor = [](const std::filesystem::path& path) {
        try {
            AtomicFile file(path);
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::kOutput);
            CHECK_THAT(error.what(), Contains("cannot write " + path.string()));
            return std::string(error.what());
        }
        return std::string("no error");
    };
    CHECK_THAT(messageFor(folder.path()), Contains("it is a directory"));
    CHECK_THAT(messageFor("/dev/null"), Contains("not a regular file"));
    CHECK_THAT(messageFor(folder.path() / "absent" / "file"), Contains("No such file"));
    CHECK_THAT(messageFor(folder.write("file", "") / "below"), Contains("Not a directory"));
    CHECK(std::filesystem::exists("/dev/null"));
}

TEST_CASE("a mapped file holds the file's bytes and refuses what is not a file") {
    const test::TemporaryFolder folder;
    const auto path = folder.write("data", "0123456789");
    MappedFile first(path, MappedFile::Use::kInput);
    REQUIRE(first.bytes().size() == 10);
    CHECK(first.bytes()[9] == std::byte('9'));
    MappedFile second(std::move(first));
    CHECK(second.bytes().size() == 10);
    CHECK(MappedFile(folder.write("empty", ""), MappedFile::Use::kInput).bytes().empty());

    const auto pipe = folder.path() / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    using Use = MappedFile::Use;
    CHECK_THROWS_WITH(MappedFile(folder.path(), Use::kInput), Contains("it is a directory"));
    CHECK_THROWS_WITH(MappedFile(pipe, Use::kInput), Contains("not a regular file"));
    CHECK_THROWS_WITH(MappedFile(folder.path() / "absent", Use::kInput),
                      Contains("cannot open " + folder.path().string() + "/absent: No such file"));
    try {
        MappedFile(folder.path(), Use::kModel);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::kModel);
    }
}
