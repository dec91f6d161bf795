#include "cuda_test_support.h"
#include "reconstruction/cloud_of_rows.h"
#include "reconstruction/cuda/visible_rows.h"
#include "reconstruction/engine.h"
#include "tests/splats/splat_arrays.h"

using namespace gambade;

namespace {

constexpr auto kRowLength = static_cast<std::size_t>(NetworkOutput::kRowLength);

/// Rows of which about that share has too little opacity, and one in 50 a number that is none.
std::vector<float> makeRows(std::size_t count, double faint) {
    std::vector<float> rows = randomValues(count * kRowLength);
    std::mt19937 generator(7);
    std::uniform_real_distribution<double> uniform(0, 1);
    for (std::size_t i = 0; i < count; ++i) {
        float* row = &rows[i * kRowLength];
        row[3] = uniform(generator) < faint ? std::nextafter(kLowestOpacity, 0.0F)
                                            : std::max(kLowestOpacity, std::abs(row[3]));
        if (uniform(generator) < 0.02) {
            row[generator() % kRowLength] = generator() % 2 == 0 ? NAN : -INFINITY;
        }
    }
    return rows;
}

} // namespace

TEST_CASE("CUDA: the visible rows are those that a cloud keeps, with the same bits") {
    for (const std::size_t count : {1, 2, 31, 33, 1023, 1024, 1025, 5000, 16384, 40001}) {
        for (const double faint : {0.0, 0.3, 1.0}) {
            INFO(count << " rows, " << faint << " of them faint");
            const std::vector<float> rows = makeRows(count, faint);
            const GaussianCloud expected = cloudOfRows(rows);
            OnDevice<float> in(rows), values(rows.size());
            cuda::Array<int> visible(1);
            cuda::gatherVisible(in.data(), static_cast<int>(count), kLowestOpacity, kShC0,
                                values.data(), visible.data(), nullptr);
            int found = -1;
            cuda::check(cudaMemcpy(&found, visible.data(), sizeof(found), cudaMemcpyDeviceToHost),
                        "testing");
            REQUIRE(found == static_cast<int>(expected.size()));
            std::vector<float> arrays = test::splatArrays(expected);
            const std::vector<float> colors = test::colorArray(expected);
            arrays.insert(arrays.end(), colors.begin(), colors.end());
            std::vector<float> gathered = values.values();
            gathered.resize(arrays.size());
            CHECK(gathered == arrays);
        }
    }
}
