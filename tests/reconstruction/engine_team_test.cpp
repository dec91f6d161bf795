#include "reconstruction/engine_team.h"

#include "splats/error.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <latch>
#include <thread>

using namespace gambade;

namespace {

/// Says which picture it was given: its first value comes back as the only one. One thread at a
/// time may use it.
class EchoEngine : public Engine {
public:
    explicit EchoEngine(std::function<void(float picture)> work = {}) : m_work(std::move(work)) {}

    std::string_view deviceName() const override { return "echo"; }
    const NetworkConfig& config() const override { return m_config; }
    void run(const NetworkInput& input, NetworkOutput& output, const Progress& progress) override {
        if (m_busy.exchange(true)) {
            throw std::logic_error("two threads use an engine at once");
        }
        const Free free{m_busy};
        progress.throwIfCancelled();
        if (m_work) {
            m_work(*input.rgb);
        }
        output.rows = {*input.rgb};
    }

private:
    struct Free {
        std::atomic<bool>& busy;
        ~Free() { busy = false; }
    };

    NetworkConfig m_config;
    std::function<void(float)> m_work;
    std::atomic<bool> m_busy = false;
};

/// Takes its next picture before the last one's result is out, as engines that overlap do.
class OverlappingEngine : public EchoEngine {
public:
    void run(const NetworkInput&, NetworkOutput&, const Progress&) override {
        throw std::logic_error("pictures one by one, which do not overlap");
    }
    void runMany(const NextInput& next, const TakeOutput& take, const Progress&) override {
        std::optional<NetworkInput> last;
        const auto takeLast = [&] {
            if (last) {
                NetworkOutput output;
                output.rows = {*last->rgb};
                take(std::move(output));
            }
        };
        for (auto input = next(); input; input = next()) {
            takeLast();
            last = input;
        }
        takeLast();
    }
};

/// Pictures 0 … count − 1 through the team, and what came back.
struct Pictures {
    std::vector<float> values;
    std::vector<float> results{};

    explicit Pictures(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            values.push_back(static_cast<float>(i));
        }
    }
    void through(Engine& engine, const Progress& progress = {}) {
        std::size_t index = 0;
        engine.runMany(
            [&]() -> std::optional<NetworkInput> {
                return index < values.size() ? std::optional(NetworkInput{.rgb = &values[index++]})
                                             : std::nullopt;
            },
            [&](NetworkOutput&& output) { results.push_back(output.rows.front()); }, progress);
    }
};

} // namespace

TEST_CASE("Engine team: results come in order, also where later pictures are ready first") {
    const auto slowAtEven = [](float picture) {
        const int remainder = static_cast<int>(picture) % 2;
        std::this_thread::sleep_for(std::chrono::milliseconds(remainder == 0 ? 3 : 0));
    };
    const auto make = [&] { return std::make_unique<EchoEngine>(slowAtEven); };
    EngineTeam team(make(), {make, make});
    for (const std::size_t count : {0, 1, 15, 16, 17, 100}) {
        Pictures pictures(count);
        pictures.through(team);
        CHECK(pictures.results == pictures.values);
    }
}

TEST_CASE("Engine team: many pictures overlap on every engine") {
    const auto make = [] { return std::make_unique<OverlappingEngine>(); };
    EngineTeam team(make(), {make, make});
    for (const std::size_t count : {1, 16, 200}) {
        Pictures pictures(count);
        pictures.through(team);
        CHECK(pictures.results == pictures.values);
    }
}

TEST_CASE("Engine team: a few pictures do not bring the others") {
    EngineTeam team(std::make_unique<EchoEngine>(), {[]() -> std::unique_ptr<Engine> {
                        throw Error(ErrorKind::kDevice, "nobody asked for another engine");
                    }});
    Pictures few(EngineTeam::kAlone - 1);
    few.through(team);
    CHECK(few.results == few.values);
}

TEST_CASE("Engine team: pictures are worked on side by side, by engines that stay") {
    std::atomic<int> made = 0;
    std::latch together(3);
    const auto make = [&] {
        ++made;
        // Each waits at its first picture of the many until all have one.
        return std::make_unique<EchoEngine>([&, met = false](float picture) mutable {
            if (!met && picture >= static_cast<float>(EngineTeam::kAlone)) {
                met = true;
                together.arrive_and_wait();
            }
        });
    };
    EngineTeam team(make(), {make, make});
    for (int round = 0; round < 2; ++round) {
        Pictures pictures(64);
        pictures.through(team);
        CHECK(pictures.results == pictures.values);
        CHECK(made == 3);
    }
}

TEST_CASE("Engine team: one's failure ends all, and the team can work again") {
    std::atomic<bool> broken = true;
    const auto make = [&] {
        return std::make_unique<EchoEngine>([&](float picture) {
            if (broken && picture == 30) {
                throw Error(ErrorKind::kDevice, "the GPU was lost");
            }
        });
    };
    EngineTeam team(make(), {make, make});
    Pictures pictures(100);
    CHECK_THROWS_WITH(pictures.through(team), "the GPU was lost");
    // Those before it came back, in order.
    CHECK(pictures.results.size() <= 30);
    CHECK(std::equal(pictures.results.begin(), pictures.results.end(), pictures.values.begin()));
    broken = false;
    Pictures again(100);
    again.through(team);
    CHECK(again.results == again.values);
}

TEST_CASE("Engine team: an engine that cannot be made is left out and not tried again") {
    std::latch tried(1);
    int tries = 0;
    EngineTeam team(std::make_unique<EchoEngine>([&](float picture) {
                        if (picture == 20) {
                            tried.wait(); // or all pictures might be done before
                        }
                    }),
                    {[&]() -> std::unique_ptr<Engine> {
                        ++tries;
                        tried.count_down();
                        throw Error(ErrorKind::kDevice, "no memory is left on the second GPU");
                    }});
    for (int round = 0; round < 2; ++round) {
        Pictures pictures(100);
        pictures.through(team);
        CHECK(pictures.results == pictures.values);
        CHECK(tries == 1);
    }
}

TEST_CASE("Engine team: stops when told to") {
    const auto make = [] { return std::make_unique<EchoEngine>(); };
    EngineTeam team(make(), {make});
    std::stop_source stop;
    Pictures pictures(100);
    std::size_t index = 0;
    CHECK_THROWS_AS(team.runMany(
                        [&]() -> std::optional<NetworkInput> {
                            if (index == 40) {
                                stop.request_stop();
                            }
                            return NetworkInput{.rgb = &pictures.values[index++]};
                        },
                        [](NetworkOutput&&) {}, Progress(nullptr, stop.get_token())),
                    Cancelled);
    CHECK(index == 41);
}
