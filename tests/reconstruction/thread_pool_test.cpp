#include "reconstruction/cpu/thread_pool.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <stdexcept>
#include <sys/resource.h>
#include <system_error>
#include <thread>
#include <unistd.h>

using namespace gambade;

namespace {

/// While it lives, the address space has room for the stacks of a few dozen threads more.
class RoomForThreads {
public:
    RoomForThreads() {
        rlim_t pages = 0;
        std::ifstream("/proc/self/statm") >> pages;
        REQUIRE(pages > 0);
        REQUIRE(getrlimit(RLIMIT_AS, &m_usual) == 0);
        constexpr rlim_t kRoom = 256 << 20;
        const rlimit limit{pages * static_cast<rlim_t>(getpagesize()) + kRoom, m_usual.rlim_max};
        REQUIRE(setrlimit(RLIMIT_AS, &limit) == 0);
    }
    ~RoomForThreads() { setrlimit(RLIMIT_AS, &m_usual); }
    RoomForThreads(const RoomForThreads&) = delete;
    RoomForThreads& operator=(const RoomForThreads&) = delete;

private:
    rlimit m_usual{};
};

} // namespace

TEST_CASE("Every task of a loop is done once, loop after loop") {
    for (const int threads : {1, 2, 5}) {
        cpu::ThreadPool pool(threads);
        CHECK(pool.threads() == threads);
        for (const int count : {0, 1, 3, 1000}) {
            for (int repetition = 0; repetition < 50; ++repetition) {
                std::vector<std::atomic<int>> done(static_cast<std::size_t>(count));
                std::atomic<bool> threadsRight = true;
                pool.run(count, [&](int index, int thread) {
                    ++done[static_cast<std::size_t>(index)];
                    if (thread < 0 || thread >= threads) {
                        threadsRight = false;
                    }
                });
                CHECK(std::all_of(done.begin(), done.end(),
                                  [](const auto& times) { return times == 1; }));
                CHECK(threadsRight);
            }
        }
    }
}

TEST_CASE("An exception of a task reaches the caller, and the pool can be used again") {
    cpu::ThreadPool pool(3);
    const auto failing = [](int index, int) {
        if (index == 70) {
            throw std::runtime_error("task 70");
        }
    };
    CHECK_THROWS_WITH(pool.run(100, failing), "task 70");
    std::atomic<int> done = 0;
    pool.run(100, [&](int, int) { ++done; });
    CHECK(done == 100);
}

TEST_CASE("A pool of which the system starts only some threads throws, and these end") {
    {
        const RoomForThreads some;
        CHECK_NOTHROW(std::thread([] {}).join());
        CHECK_THROWS_AS(cpu::ThreadPool(1024), std::system_error);
    }
    CHECK(cpu::ThreadPool(3).threads() == 3);
}
