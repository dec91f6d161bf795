#include "formula_source.h"
#include "reconstruction/bench_weights.h"
#include "reconstruction/reconstructor.h"
#include "splats/error.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <unistd.h>

using namespace gambade;

namespace {

/// A weights file that goes with the object.
class ModelFile {
public:
    explicit ModelFile(const NetworkConfig& config)
        : m_path(std::filesystem::temp_directory_path() /
                 ("gambade_reconstructor_" + std::to_string(getpid()) + ".safetensors")) {
        writeFormulaWeights(config, m_path);
    }
    /// The same with every bias of one of the decoder's layers replaced.
    ModelFile(const NetworkConfig& config, const std::string& layer, float bias)
        : ModelFile(config) {
        const SafetensorsFile file(m_path);
        auto tensors = file.tensors();
        TensorView& tensor = tensors.at("model.decoder.gs_layer." + layer + ".bias");
        const std::vector<float> values(static_cast<std::size_t>(tensor.elementCount()), bias);
        tensor.data = std::as_bytes(std::span(values));
        writeSafetensors(m_path, tensors, file.metadata());
    }
    ~ModelFile() { std::filesystem::remove(m_path); }
    ModelFile(const ModelFile&) = delete;
    ModelFile& operator=(const ModelFile&) = delete;
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

std::string provenance(const GaussianCloud& cloud, const std::string& key) {
    const auto entry = std::find_if(cloud.provenance.begin(), cloud.provenance.end(),
                                    [&](const auto& each) { return each.first == key; });
    return entry == cloud.provenance.end() ? "" : entry->second;
}

Reconstruction reconstructFormulaImage(const ModelFile& model) {
    FramedImage image;
    image.rgb = formulaImage();
    return Reconstructor(model.path(), Device::kCpu, 1).reconstruct(image, 0.0);
}

} // namespace

TEST_CASE("A picture becomes the cloud of its network's visible rows") {
    const ModelFile model(tinyRayConfig());
    FramedImage image;
    image.rgb = formulaImage();
    image.fovYDegrees = 40;
    Reconstructor reconstructor(model.path(), Device::kAuto, 2);
    const auto result = reconstructor.reconstruct(image, 20.0);

    const Weights weights(model.path());
    const auto engine = makeCpuEngine(weights, 1);
    NetworkInput input;
    input.rgb = image.rgb.data();
    input.fovYDegrees = 40;
    input.radius = image.radius();
    input.elevationDegrees = 20;
    NetworkOutput output;
    engine->run(input, output, {});
    const GaussianCloud& cloud = result.cloud;
    std::size_t index = 0;
    for (std::size_t i = 0; i < output.rows.size(); i += 14) {
        const float* row = &output.rows[i];
        if (row[3] < 0.005F) {
            continue;
        }
        REQUIRE(index < cloud.size());
        CHECK(cloud.positions[index] == glm::vec3(row[0], row[1], row[2]));
        CHECK(cloud.opacities[index] == row[3]);
        CHECK(cloud.scales[index] == glm::vec3(row[4], row[5], row[6]));
        CHECK(cloud.rotations[index] == glm::quat(row[7], row[8], row[9], row[10]));
        const glm::vec3 colour = cloud.baseColor(index);
        for (int c = 0; c < 3; ++c) {
            CHECK(colour[c] == Approx(row[11 + c]).epsilon(1e-5));
        }
        ++index;
    }
    CHECK(index == cloud.size());
    CHECK(cloud.shDegree == 0);

    CHECK(result.elevationDegrees == 20);
    CHECK_FALSE(result.elevationEstimated);
    CHECK(result.radius == Approx(image.radius()));
    CHECK(provenance(cloud, "model") == weights.name());
    CHECK(provenance(cloud, "model-sha256") == weights.sha256());
    CHECK(provenance(cloud, "camera-elevation") == "20.00 degrees (given)");
    CHECK(provenance(cloud, "camera-fov") == "40.00 degrees");
    CHECK(provenance(cloud, "program").starts_with("Gambade "));

    const auto estimated = reconstructor.reconstruct(image, {});
    CHECK(estimated.elevationEstimated);
    // The square is half as high as the photo that it was cut from.
    FramedImage part = image;
    part.photoHeight = 2;
    REQUIRE(estimated.photoFovYEstimate);
    const auto halfTangent = [](double degrees) {
        return std::tan(degrees * std::acos(-1.0) / 360);
    };
    CHECK(halfTangent(*reconstructor.reconstruct(part, {}).photoFovYEstimate) ==
          Approx(2 * halfTangent(*estimated.photoFovYEstimate)));
    CHECK(provenance(estimated.cloud, "camera-elevation").ends_with("(estimated)"));
}

TEST_CASE("Gaussians of an opacity below 0.005 are dropped") {
    // Formula weights alone give no faint ones: a bias of −6 makes the middle opacity 0.0025.
    const ModelFile model(tinyRayConfig(), "opacity", -6.0F);
    const auto cloud = reconstructFormulaImage(model).cloud;
    CHECK(cloud.size() > 0);
    CHECK(cloud.size() < static_cast<std::size_t>(tinyRayConfig().gaussianCount()));
    CHECK(std::all_of(cloud.opacities.begin(), cloud.opacities.end(),
                      [](float opacity) { return opacity >= 0.005F; }));
}

TEST_CASE("A model that makes nothing visible is an error") {
    const float notANumber = std::numeric_limits<float>::quiet_NaN();
    for (const auto& [layer, bias] : {std::pair{"opacity", -30.0F}, {"rgb", notANumber}}) {
        const ModelFile model(tinyRayConfig(), layer, bias);
        try {
            reconstructFormulaImage(model);
            FAIL("no error");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::kModel);
            const std::string message = error.what();
            CHECK(message.starts_with(model.path().string() + " makes no visible splats"));
            CHECK(message.find('\n') == std::string::npos);
        }
    }
}

TEST_CASE("What benchmarks measure has the sizes of the model that ships") {
    const Weights shipped(GAMBADE_ASSETS "/models/gambade-base.safetensors");
    CHECK(defaultModelConfig().toJson() == shipped.config().toJson());
}

TEST_CASE("Loading a model tells how far it is and can be stopped there") {
    const ModelFile model(tinyRayConfig());
    const Weights weights(model.path());
    std::stop_source stop;
    std::vector<double> fractions;
    const Progress progress(
        [&](std::string_view stage, double fraction) {
            CHECK(stage == "loading model");
            fractions.push_back(fraction);
            if (fraction > 0.5) {
                stop.request_stop();
            }
        },
        stop.get_token());
    CHECK_THROWS_AS(makeCpuEngine(weights, 1, progress), Cancelled);
    CHECK(fractions.size() > 10);
    CHECK(std::ranges::is_sorted(fractions));
    CHECK(fractions.back() < 0.6);
    CHECK_THROWS_AS(Reconstructor(model.path(), Device::kCpu, 1, progress), Cancelled);
}

TEST_CASE("A missing model, and a device that is not there, are said") {
    CHECK_THROWS_AS(Reconstructor("/nonexistent/model.safetensors", Device::kCpu), Error);
    const ModelFile model(tinyConfig());
    try {
        const Reconstructor reconstructor(model.path(), Device::kCuda);
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::kDevice);
        CHECK(std::string(error.what()).find("CUDA") != std::string::npos);
    }
}
