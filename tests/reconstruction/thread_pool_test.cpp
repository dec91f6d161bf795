#include "reconstruction/cpu/thread_pool.h"

#include <catch2/catch.hpp>
#include <pthread.h>
#include <stdexcept>
#include <system_error>

using namespace gambade;

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

TEST_CASE("A pool whose threads the system does not start throws") {
    pthread_attr_t usual;
    REQUIRE(pthread_getattr_default_np(&usual) == 0);
    pthread_attr_t absurd = usual;
    REQUIRE(pthread_attr_setstacksize(&absurd, std::size_t{1} << 46) == 0); // 64 TiB
    REQUIRE(pthread_setattr_default_np(&absurd) == 0);
    CHECK_THROWS_AS(cpu::ThreadPool(3), std::system_error);
    REQUIRE(pthread_setattr_default_np(&usual) == 0);
    CHECK(cpu::ThreadPool(3).threads() == 3);
}
