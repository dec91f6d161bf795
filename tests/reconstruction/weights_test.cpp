#include "reconstruction/weights.h"
#include "tests/reconstruction/formula_weights.h"
#include "tests/reconstruction/weights_test_support.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <limits>

using namespace gambade;

namespace {

/// Tensors that own their bytes.
class Bundle {
public:
    explicit Bundle(const NetworkConfig& config) {
        for (const TensorSpec& spec : requiredTensors(config)) {
            set(spec.name, DType::kF32, spec.shape, formulaTensor(spec));
        }
    }
    template <typename T>
    void set(const std::string& name, DType type, std::vector<std::int64_t> shape,
             const std::vector<T>& values) {
        std::vector<std::byte>& bytes = m_bytes[name];
        bytes.resize(values.size() * sizeof(T));
        std::memcpy(bytes.data(), values.data(), bytes.size());
        m_tensors[name] = {{type, std::move(shape)}, bytes};
    }
    void erase(const std::string& name) { m_tensors.erase(name); }
    std::filesystem::path write(const std::filesystem::path& path,
                                const MetadataMap& metadata) const {
        writeSafetensors(path, m_tensors, metadata);
        return path;
    }

private:
    std::map<std::string, std::vector<std::byte>> m_bytes;
    TensorMap m_tensors;
};

const NetworkConfig& tinyConfig() {
    static const NetworkConfig config = NetworkConfig::fromJson(tinyConfigJson());
    return config;
}

MetadataMap tinyMetadata() {
    return {{"gambade.config", tinyConfigJson()}};
}

std::string errorOf(const std::filesystem::path& path) {
    return modelError([&] { Weights weights(path); });
}

const std::string kMatrix = "model.decoder.mlp_net.layers.2.weight"; // [8, 8]

} // namespace

TEST_CASE("a weights file gives its configuration, name and tensors") {
    const TemporaryFolder folder;
    const Weights weights(writeFormulaWeights(tinyConfig(), folder / "tiny.safetensors"));
    CHECK(weights.config().toJson() == tinyConfig().toJson());
    CHECK(weights.name() == "formula");
    CHECK(weights.sha256().size() == 64);
    std::int64_t count = 0;
    for (const TensorSpec& spec : requiredTensors(tinyConfig())) {
        const std::vector<float> values = weights.expand(spec.name);
        count += static_cast<std::int64_t>(values.size());
        CHECK(values == formulaTensor(spec));
    }
    CHECK(weights.parameterCount() == count);

    const auto unnamed = Bundle(tinyConfig()).write(folder / "mine.safetensors", tinyMetadata());
    CHECK(Weights(unnamed).name() == "mine");
}

TEST_CASE("missing, extra and misshapen tensors are all named") {
    const TemporaryFolder folder;
    Bundle bundle(tinyConfig());
    bundle.erase("model.stem_layer.bias");
    bundle.set("model.extra", DType::kF32, {1}, std::vector<float>{1.0F});
    bundle.set(kMatrix, DType::kF32, {4, 16}, std::vector<float>(64));
    const std::string error = errorOf(bundle.write(folder / "bad.safetensors", tinyMetadata()));
    CHECK_THAT(error, Catch::Contains("bad.safetensors") &&
                          Catch::Contains("lacks model.stem_layer.bias") &&
                          Catch::Contains("model.extra") &&
                          Catch::Contains(kMatrix + " ([4, 16] instead of [8, 8])"));
    CHECK(error.find('\n') == std::string::npos);

    for (const TensorSpec& spec : requiredTensors(tinyConfig())) {
        if (spec.name.ends_with("gamma") || spec.name.ends_with("bias")) {
            bundle.erase(spec.name);
        }
    }
    CHECK_THAT(errorOf(bundle.write(folder / "bad.safetensors", tinyMetadata())),
               Catch::Contains(" more; it has another shape"));
}

TEST_CASE("a file without configuration is the published network or nothing") {
    const TemporaryFolder folder;
    const Bundle bundle(tinyConfig());
    CHECK_THAT(errorOf(bundle.write(folder / "x.safetensors", {})),
               Catch::Contains("the published network") && Catch::Contains("no configuration"));
    CHECK_THAT(errorOf(bundle.write(folder / "x.safetensors", {{"gambade.config", "{}"}})),
               Catch::Contains("x.safetensors") && Catch::Contains("lacks the key 'tokenizer'"));

    // The published file as other programs convert it: its tensors, its coords buffer, no metadata.
    std::map<std::string, TensorLayout> layouts = {
        {std::string(kCoordsBuffer), {DType::kBF16, {3, 21}}}};
    for (const TensorSpec& spec : requiredTensors({})) {
        layouts.emplace(spec.name, TensorLayout{DType::kBF16, spec.shape});
    }
    SafetensorsWriter writer(folder / "published.safetensors", layouts, {});
    for (const auto& [name, layout] : layouts) {
        writer.write(std::vector<std::byte>(layout.byteCount()));
    }
    writer.commit();
    const Weights weights(folder / "published.safetensors");
    CHECK(weights.config().toJson() == NetworkConfig{}.toJson());
    CHECK(weights.parameterCount() == 124'611'142); // network.md: 124.61 M
}

TEST_CASE("fp16 and bf16 are widened exactly") {
    const TemporaryFolder folder;
    Bundle bundle(tinyConfig());
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    // IEEE 754 binary16: 1, −2, largest, smallest normal, smallest subnormal, ∞, −0, 1/3 rounded.
    bundle.set(
        "model.decoder.mlp_net.layers.2.bias", DType::kF16, {8},
        std::vector<std::uint16_t>{0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x7c00, 0x8000, 0x3555});
    bundle.set(
        "model.decoder.mlp_net.layers.0.bias", DType::kBF16, {8},
        std::vector<std::uint16_t>{0x3f80, 0xc000, 0x7f7f, 0x0080, 0x0001, 0xff80, 0x8000, 0x4049});
    const Weights weights(bundle.write(folder / "x.safetensors", tinyMetadata()));
    CHECK(weights.expand("model.decoder.mlp_net.layers.2.bias") ==
          std::vector<float>{1.0F, -2.0F, 65504.0F, std::ldexp(1.0F, -14), std::ldexp(1.0F, -24),
                             kInfinity, -0.0F, 0.333251953125F});
    CHECK(weights.expand("model.decoder.mlp_net.layers.0.bias") ==
          std::vector<float>{1.0F, -2.0F, std::ldexp(255.0F, 120), std::ldexp(1.0F, -126),
                             std::ldexp(1.0F, -133), -kInfinity, -0.0F, 3.140625F});
}

TEST_CASE("int8 rows are multiplied by their scales") {
    const TemporaryFolder folder;
    Bundle bundle(tinyConfig());
    std::vector<std::int8_t> quantized(64, 0);
    quantized[0] = 127;
    quantized[7] = -128;
    quantized[8] = 3;
    quantized[63] = -1;
    bundle.set(kMatrix, DType::kI8, {8, 8}, quantized);
    CHECK_THAT(errorOf(bundle.write(folder / "x.safetensors", tinyMetadata())),
               Catch::Contains("int8 tensor " + kMatrix + " needs " + kMatrix + ".scale"));
    bundle.set(kMatrix + ".scale", DType::kF32, {4}, std::vector<float>(4));
    CHECK_THAT(errorOf(bundle.write(folder / "x.safetensors", tinyMetadata())),
               Catch::Contains("one F32 number per row"));
    bundle.set(kMatrix + ".scale", DType::kF32, {8},
               std::vector<float>{0.5F, 2.0F, 1.0F, 1.0F, 1.0F, 1.0F, 1.0F, 0.25F});

    const Weights weights(bundle.write(folder / "x.safetensors", tinyMetadata()));
    std::vector<float> expected(64, 0.0F);
    expected[0] = 63.5F;
    expected[7] = -64.0F;
    expected[8] = 6.0F;
    expected[63] = -0.25F;
    CHECK(weights.expand(kMatrix) == expected);
    CHECK(weights.stored(kMatrix).type == DType::kI8);

    bundle.set(kMatrix, DType::kF32, {8, 8}, std::vector<float>(64));
    CHECK_THAT(errorOf(bundle.write(folder / "x.safetensors", tinyMetadata())),
               Catch::Contains("does not know: " + kMatrix + ".scale"));
}
