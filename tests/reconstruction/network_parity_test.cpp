#include "formula_source.h"
#include "reconstruction/cpu/cpu_engine.h"
#include "reference_files.h"
#include "relative_error.h"

#include <catch2/catch.hpp>

using namespace gambade;
using namespace gambade::test;

TEST_CASE("The published network agrees with the official implementation at every stage") {
    const NetworkConfig config; // published
    CpuEngine engine(formulaSource(config), 0);
    StageRecorder recorder;
    engine.setObserver(std::ref(recorder));

    const auto image = formulaImage();
    NetworkInput input;
    input.rgb = image.data();
    NetworkOutput output;
    engine.run(input, output, {});

    for (const std::string stage : kReferenceStages) {
        const double error = relativeError(recorder.stage(stage), readReference(stage));
        INFO(stage);
        CHECK(error < 1e-5);
    }
    const double error = relativeError(output.rows, readReference("gaussians"));
    INFO("gaussians");
    CHECK(error < 1e-5);
}
