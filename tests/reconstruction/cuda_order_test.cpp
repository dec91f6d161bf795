#include "cuda_stand_in.h"
#include "formula_source.h"
#include "reconstruction/cuda/camera.h"
#include "reconstruction/cuda/cuda_engine.h"
#include "reconstruction/cuda/visible_rows.h"
#include "small_networks.h"
#include "splats/error.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace gambade;
using namespace gambade::test;

// What the engine queues, in which order, and in whose memory, by a stand-in for the GPU: of a
// picture its first value goes all the way to the first Gaussian's position, where the camera's
// elevation is added. Kernels themselves are tested on GPUs (cuda_ops_test.cpp).

namespace {

using stand_in::Work;

template <typename T>
T parameter(void** parameters, int index) {
    return *static_cast<T*>(parameters[index]);
}

/// A kernel that hands the first value of one array on to another.
auto handOn(int from, int to) {
    return [=](void** parameters) -> Work {
        const auto* source = parameter<const float*>(parameters, from);
        auto* target = parameter<float*>(parameters, to);
        return [=] { *target = *source; };
    };
}

constexpr int kVisible = 3; // Gaussians of any picture

void setKernels() {
    stand_in::setKernel("resizeKernel", handOn(0, 3));
    stand_in::setKernel("patchKernel", handOn(0, 5));
    stand_in::setKernel("orderKernel", handOn(0, 5));
    stand_in::setKernel("rmsNormKernel", handOn(0, 5));
    stand_in::setKernel("decodeKernel", handOn(0, 4));
    stand_in::setKernel("aimKernel", [](void** parameters) -> Work {
        const auto* request = parameter<const cuda::CameraRequest*>(parameters, 0);
        auto* camera = parameter<cuda::DeviceCamera*>(parameters, 3);
        return [=] { camera->elevationDegrees = request->elevationDegrees; };
    });
    stand_in::setKernel("rayKernel", [](void** parameters) -> Work {
        const auto* camera = parameter<const cuda::DeviceCamera*>(parameters, 0);
        auto* rows = parameter<float*>(parameters, 3);
        return [=] { *rows = static_cast<float>(camera->elevationDegrees); };
    });
    stand_in::setKernel("gatherKernel", [](void** parameters) -> Work {
        const auto* rows = parameter<const float*>(parameters, 0);
        auto* values = parameter<float*>(parameters, 4);
        auto* visible = parameter<int*>(parameters, 5);
        return [=] {
            std::fill_n(values, kVisible * cuda::kVisibleLength, *rows);
            *visible = kVisible;
        };
    });
}

struct Shot {
    float value = 0;                                ///< the picture's first
    std::optional<double> elevation = std::nullopt; ///< an estimate is 0 here

    float expected() const { return value + static_cast<float>(elevation.value_or(0)); }
};

/// Pictures whose memory is written over as soon as it is the engine's no longer.
class Pictures {
public:
    NetworkInput input(const Shot& shot) {
        m_picture.assign(std::size_t{3} * kDefaultPictureSize * kDefaultPictureSize, shot.value);
        return {.rgb = m_picture.data(),
                .elevationKnown = shot.elevation.has_value(),
                .elevationDegrees = shot.elevation.value_or(0)};
    }

private:
    std::vector<float> m_picture;
};

class OneEngine {
public:
    OneEngine() : m_engine(formulaSource(smallRayConfig(), true), "test") {}

    float run(const Shot& shot) {
        NetworkOutput output;
        m_engine.run(m_pictures.input(shot), output, {});
        return output.rows.front();
    }
    std::shared_ptr<const GpuCloud> runOnGpu(const Shot& shot, const Progress& progress = {}) {
        NetworkOutput output;
        auto result = m_engine.runOnGpu(m_pictures.input(shot), output, progress);
        CHECK(output.elevationDegrees == shot.elevation.value_or(0));
        return result;
    }
    std::vector<float> runMany(const std::vector<Shot>& shots) {
        std::vector<float> results;
        std::size_t given = 0;
        const auto next = [&]() -> std::optional<NetworkInput> {
            if (given == shots.size()) {
                return std::nullopt;
            }
            return m_pictures.input(shots[given++]);
        };
        const auto take = [&](NetworkOutput&& output) { results.push_back(output.rows.front()); };
        m_engine.runMany(next, take, {});
        return results;
    }
    /// Many pictures of which the third cannot be had.
    void runManyInVain() {
        int given = 0;
        const auto next = [&]() -> std::optional<NetworkInput> {
            if (++given == 3) {
                throw Cancelled();
            }
            return m_pictures.input({-1, 10.0});
        };
        CHECK_THROWS_AS(m_engine.runMany(next, [](NetworkOutput&&) {}, {}), Cancelled);
    }

private:
    CudaEngine<float> m_engine;
    Pictures m_pictures;
};

/// The value that the result's splats were made with.
float valueOf(const GpuCloud& result) {
    const GaussianCloud cloud = result.copy();
    REQUIRE(cloud.size() == kVisible);
    CHECK(cloud.positions.front().x == cloud.sh.back().z);
    return cloud.sh.back().z;
}

const std::vector<Shot> kShots = {{1, 20.0}, {2, 20.0},  {3},       {4},       {5, 20.0},
                                  {6, 0.0},  {7, -35.0}, {8, 30.0}, {9, 30.0}, {10}};

std::vector<float> expectedOf(const std::vector<Shot>& shots) {
    std::vector<float> values;
    std::ranges::transform(shots, std::back_inserter(values), &Shot::expected);
    return values;
}

/// Afterwards nothing may be left, nor anything have been wrong.
class OrderTest {
public:
    explicit OrderTest(unsigned seed = 0) {
        setKernels();
        stand_in::reset(seed);
    }
    ~OrderTest() {
        CHECK(stand_in::problems() == std::vector<std::string>());
        CHECK(stand_in::held() == 0);
    }
    OrderTest(const OrderTest&) = delete;
    OrderTest& operator=(const OrderTest&) = delete;
};

} // namespace

TEST_CASE("CUDA order: pictures one after the other and many at once, by early and late GPUs") {
    const OrderTest test(GENERATE(0U, 1U, 2U, 3U, 4U, 5U));
    OneEngine engine;
    for (const Shot& shot : kShots) {
        CHECK(engine.run(shot) == shot.expected());
    }
    CHECK(engine.runMany(kShots) == expectedOf(kShots));
    const int allocations = stand_in::deviceAllocations();
    CHECK(engine.run({11}) == 11);
    CHECK(engine.runMany(kShots) == expectedOf(kShots));
    CHECK(engine.run({12, 20.0}) == 32);
    CHECK(stand_in::deviceAllocations() == allocations);
}

TEST_CASE("CUDA order: results keep their values while they are held, and then give their memory") {
    const OrderTest test(GENERATE(0U, 1U, 2U, 3U));
    std::shared_ptr<const GpuCloud> last;
    {
        OneEngine engine;
        engine.runOnGpu(kShots[0]);
        const int before = stand_in::deviceAllocations();
        for (const Shot& shot : kShots) {
            CHECK(valueOf(*engine.runOnGpu(shot)) == shot.expected());
        }
        CHECK(stand_in::deviceAllocations() == before);

        std::vector<std::shared_ptr<const GpuCloud>> all;
        for (const Shot& shot : kShots) {
            all.push_back(engine.runOnGpu(shot));
        }
        CHECK(stand_in::deviceAllocations() > before);
        for (std::size_t i = 0; i < kShots.size(); ++i) {
            CHECK(valueOf(*all[i]) == kShots[i].expected());
        }
        last = all.back();
    }
    CHECK(valueOf(*last) == kShots.back().expected()); // outlives the engine
}

TEST_CASE("CUDA order: OpenGL's buffers are full when the result may go") {
    const OrderTest test(GENERATE(0U, 1U, 2U, 3U));
    OneEngine engine;
    for (const Shot& shot : kShots) {
        REQUIRE(engine.runOnGpu(shot)->fillBuffers(1, 2));
        engine.runOnGpu({-1}); // in the same memory
        CHECK(stand_in::readGlBuffer(1)[kVisible * 11 - 1] == shot.expected());
        CHECK(stand_in::readGlBuffer(2)[kVisible * 3 - 1] == shot.expected());
    }
}

TEST_CASE("CUDA order: a cancelled picture leaves nothing to the next one") {
    const OrderTest test(GENERATE(0U, 1U, 2U, 3U));
    OneEngine engine;
    std::stop_source stop;
    const Progress progress([&](std::string_view, double) { stop.request_stop(); },
                            stop.get_token());
    // The first is stopped when it reports its end, the second before it begins.
    CHECK_THROWS_AS(engine.runOnGpu({1, 20.0}, progress), Cancelled);
    CHECK_THROWS_AS(engine.runOnGpu({2, 30.0}, progress), Cancelled);
    CHECK(engine.run({3, 20.0}) == 23);
    CHECK(valueOf(*engine.runOnGpu({4, 30.0})) == 34);
}

TEST_CASE("CUDA order: many pictures that end early leave nothing running") {
    const OrderTest test(GENERATE(0U, 1U, 2U, 3U));
    OneEngine engine;
    engine.runManyInVain();
    CHECK(engine.run({1, 20.0}) == 21);
    CHECK(engine.runMany(kShots) == expectedOf(kShots));
    engine.runManyInVain(); // and the engine ends
}

TEST_CASE("CUDA order: whichever call fails, the error says so and nothing is left") {
    const OrderTest test;
    std::vector<float> expected = expectedOf({kShots[0], kShots[1], kShots[2]});
    std::ranges::copy(expectedOf(kShots), std::back_inserter(expected));
    const auto use = [](OneEngine& engine) {
        const auto first = engine.runOnGpu(kShots[0]);
        const auto second = engine.runOnGpu(kShots[1]);
        std::vector<float> values = {valueOf(*first), valueOf(*second), engine.run(kShots[2])};
        std::ranges::copy(engine.runMany(kShots), std::back_inserter(values));
        return values;
    };
    enum class End { kDone, kLost, kNoMemory };
    /// @param again whether an engine that wanted for memory is used once more
    const auto attempt = [&](int failingCall, bool again) {
        stand_in::reset();
        stand_in::failCall(failingCall);
        End end = End::kDone;
        std::vector<float> values;
        std::optional<OneEngine> engine;
        try {
            values = use(engine.emplace());
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::kDevice);
            end = engine && !stand_in::lost() ? End::kNoMemory : End::kLost;
            if (again) {
                values = use(*engine);
            }
        }
        engine.reset();
        CHECK((values.empty() || values == expected));
        REQUIRE(stand_in::problems() == std::vector<std::string>());
        REQUIRE(stand_in::held() == 0);
        return end;
    };
    int calls = 0;
    int recovered = 0;
    for (End end = End::kLost; end != End::kDone;) {
        ++calls;
        INFO("call " << calls);
        end = attempt(calls, false);
        if (end == End::kNoMemory) {
            attempt(calls, true);
            ++recovered;
        }
    }
    CHECK(calls > 1000);
    CHECK(recovered > 10);
}
