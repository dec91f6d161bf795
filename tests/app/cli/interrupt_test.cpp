#include "program.h"
#include "raw_ply.h"
#include "splats/format.h"
#include "workplace.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <thread>

using namespace gambade::test;
namespace fs = std::filesystem;

TEST_CASE("a signal in the middle of the network ends it with code 130 and no file") {
    const Workplace place;
    const auto before = place.files();
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        Program program({"reconstruct", "ball.png", "--model",
                         GAMBADE_ASSETS "/models/gambade-base.safetensors"},
                        place.path(), true);
        REQUIRE(program.waitForError("block 2 of"));
        program.send(signal);
        const ProgramResult result = program.wait();
        INFO(result.errors);
        CHECK(result.exitCode == 130);
        CHECK_THAT(result.errors, Catch::Contains("cancelled"));
        CHECK(place.files() == before);
    }
}

TEST_CASE("a second signal in the middle of writing leaves no half-written file either") {
    const Workplace place;
    // Large enough to be met while it is written.
    gambade::GaussianCloud cloud;
    cloud.resize(1'500'000, 0);
    std::fill(cloud.scales.begin(), cloud.scales.end(), glm::vec3(0.01F));
    gambade::writeSplats(cloud, place / "large.ply", {});
    const auto before = place.files();
    const auto isWriting = [&] { return place.files().size() > before.size(); };
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        Program program({"convert", "large.ply", "written.ply"}, place.path());
        const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (!isWriting() && std::chrono::steady_clock::now() < patience) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        REQUIRE(isWriting());
        program.send(signal);
        program.send(signal);
        CHECK(program.wait().exitCode == 130);
        // A busy machine may deliver them when the file is whole.
        if (fs::exists(place / "written.ply")) {
            CHECK(readRawPly(place / "written.ply").count() == cloud.size());
            fs::remove(place / "written.ply");
        }
        REQUIRE(place.files() == before);
    }
}

TEST_CASE("a signal between many pictures leaves whole files only") {
    const Workplace place;
    std::vector<std::string> arguments{"reconstruct", "--model", "tiny.safetensors", "-o", "out"};
    for (int i = 0; i < 1000; ++i) {
        arguments.push_back("ball" + std::to_string(i) + ".png");
        fs::create_hard_link(place / "ball.png", place / arguments.back());
    }
    Program program(arguments, place.path());
    REQUIRE(program.waitForOutput("ball1.png"));
    program.send(SIGINT);
    const ProgramResult result = program.wait();
    CHECK(result.exitCode == 130);
    CHECK(result.errors == "cancelled\n");
    const auto lines =
        static_cast<std::size_t>(std::count(result.output.begin(), result.output.end(), '\n'));
    std::size_t written = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator(place / "out")) {
        CHECK(readRawPly(entry.path()).count() == 324);
        ++written;
    }
    CHECK(written < 1000);
    CHECK(written >= lines);
    CHECK(written <= lines + 1); // written, but not said before the signal
}
