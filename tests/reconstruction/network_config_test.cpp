#include "reconstruction/network_config.h"
#include "tests/reconstruction/weights_test_support.h"

#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace gambade;
using nlohmann::json;

namespace {

/// The default model's sizes, written out here once more.
constexpr std::string_view kOurs =
    R"({"tokenizer":{"image_size":252,"patch_size":14,"width":384,"depth":12,"heads":6,
    "mlp_width":1536,"registers":4,"position_grid":18},
    "stem":{"image_size":256,"patch_size":4},
    "sequence":{"width":384,"depth":10,"inner_width":768,"state_size":16,"conv_width":4,"dt_rank":24,
    "camera_token":true,"camera_width":128,"pose_head":true},
    "decoder":{"width":128,"position":"ray","bins":21,"bin_extent":0.4,
    "ray_offsets":[0.35,0.12,-0.12,-0.35],"ray_depth_range":0.6,"ray_jitter_range":0.3,
    "rotation":"free","scale_factor":0.1}})";

std::string errorOf(const std::string& text) {
    return modelError([&] { NetworkConfig::fromJson(text); });
}

std::string errorWith(const std::string& pointer, const json& value) {
    json config = json::parse(kOurs);
    config[json::json_pointer(pointer)] = value;
    return errorOf(config.dump());
}

std::map<std::string, std::vector<std::int64_t>> shapesOf(const NetworkConfig& config) {
    std::map<std::string, std::vector<std::int64_t>> shapes;
    for (const TensorSpec& spec : requiredTensors(config)) {
        REQUIRE(shapes.emplace(spec.name, spec.shape).second);
    }
    return shapes;
}

} // namespace

TEST_CASE("a configuration is read and written without loss") {
    const NetworkConfig config = NetworkConfig::fromJson(kOurs);
    CHECK(json::parse(config.toJson()) == json::parse(kOurs));
    CHECK(config.gaussianCount() == 16384);
    CHECK(config.prefixTokens() == 1 + 1 + 18 * 18);

    const NetworkConfig published = NetworkConfig::fromJson(NetworkConfig{}.toJson());
    CHECK(published.toJson() == NetworkConfig{}.toJson());
    CHECK(published.decoder.position == NetworkConfig::Decoder::Position::kBins);
    CHECK(published.prefixTokens() == 577);
}

TEST_CASE("the published configuration needs the published tensors") {
    std::ifstream list(std::filesystem::path(GAMBADE_TEST_DATA) / "reference/state_dict.txt");
    REQUIRE(list);
    std::map<std::string, std::vector<std::int64_t>> published;
    std::string line;
    while (std::getline(list, line)) { // NAME \t (a, b, …) \t type
        const auto open = line.find('(');
        const auto close = line.find(')');
        std::istringstream sizes(line.substr(open + 1, close - open - 1));
        std::vector<std::int64_t> shape;
        for (std::string size; std::getline(sizes, size, ',');) {
            if (size.find_first_of("0123456789") != std::string::npos) {
                shape.push_back(std::stoll(size));
            }
        }
        published.emplace(line.substr(0, line.find('\t')), shape);
    }
    REQUIRE(published.size() == 374);
    published.erase("model.decoder.coords"); // a constant, not a weight
    CHECK(shapesOf({}) == published);
}

TEST_CASE("our configuration needs the tensors of its own parts") {
    const auto shapes = shapesOf(NetworkConfig::fromJson(kOurs));
    using Shape = std::vector<std::int64_t>;
    CHECK(shapes.at("model.transformer.camera_mlp.0.weight") == Shape{128, 16});
    CHECK(shapes.at("model.transformer.camera_mlp.2.bias") == Shape{128});
    CHECK(shapes.at("model.transformer.unknown_camera") == Shape{128});
    CHECK(shapes.at("model.transformer.layers.9.camera_affine.weight") == Shape{384, 128});
    CHECK(shapes.at("model.pose_head.norm.weight") == Shape{768});
    CHECK(shapes.at("model.pose_head.0.weight") == Shape{384, 768});
    CHECK(shapes.at("model.pose_head.2.weight") == Shape{1, 384});
    CHECK(shapes.at("model.decoder.gs_layer.xyz.weight") == Shape{4, 128});
    CHECK(shapes.at("model.decoder.gs_layer.rotation.weight") == Shape{4, 128});
}

TEST_CASE(
    "parts that older files know nothing of are absent there, and written only where they are") {
    for (const std::string key : {"field_of_view_head", "image_features"}) {
        json config = json::parse(kOurs);
        config["sequence"][key] = false;
        CHECK(json::parse(NetworkConfig::fromJson(config.dump()).toJson()) == json::parse(kOurs));
        config["sequence"][key] = true;
        CHECK(json::parse(NetworkConfig::fromJson(config.dump()).toJson()) == config);
        CHECK_THAT(errorWith("/sequence/" + key, 1),
                   Catch::Contains("'sequence." + key + "' that is neither true nor false"));
        CHECK_THAT(errorWith("/sequence/" + key, nullptr), Catch::Contains("neither true nor"));
    }
    NetworkConfig config = NetworkConfig::fromJson(kOurs);
    CHECK_FALSE(config.sequence.fieldOfViewHead);
    CHECK_FALSE(config.sequence.imageFeatures);
    const auto before = shapesOf(config);
    config.sequence.fieldOfViewHead = true;
    config.sequence.imageFeatures = true;
    auto shapes = shapesOf(config);
    using Shape = std::vector<std::int64_t>;
    CHECK(shapes.at("model.transformer.image_affine.weight") == Shape{1536, 384});
    CHECK(shapes.at("model.transformer.image_affine.bias") == Shape{1536});
    CHECK(shapes.at("model.pose_head.field_of_view.weight") == Shape{1, 384});
    CHECK(shapes.at("model.pose_head.field_of_view.bias") == Shape{1});
    CHECK(shapes.size() == before.size() + 4);

    json headless = json::parse(kOurs);
    headless["sequence"]["pose_head"] = false;
    headless["sequence"]["field_of_view_head"] = true;
    CHECK_THAT(errorOf(headless.dump()),
               Catch::Contains("'sequence.field_of_view_head' without 'sequence.pose_head'"));
}

TEST_CASE("a configuration with a wrong key is refused by the key's name") {
    CHECK_THAT(errorOf("[]"), Catch::Contains("not a JSON object"));
    CHECK_THAT(errorOf("{"), Catch::Contains("not valid JSON"));
    CHECK_THAT(errorOf("{\"stem\":{},\"stem\":{}}"), Catch::Contains("'stem' twice"));
    CHECK_THAT(errorOf("{}"), Catch::Contains("lacks the key 'tokenizer'"));
    CHECK_THAT(errorWith("/extra", 1), Catch::Contains("unknown key 'extra'"));
    CHECK_THAT(errorWith("/stem/extra", 1), Catch::Contains("unknown key 'stem.extra'"));
    CHECK_THAT(errorWith("/stem", 1), Catch::Contains("'stem' that is not an object"));
    CHECK_THAT(errorWith("/decoder/bins", "21"),
               Catch::Contains("decoder.bins' that is not a whole"));
    CHECK_THAT(errorWith("/decoder/bins", 2.5),
               Catch::Contains("decoder.bins' that is not a whole"));
    CHECK_THAT(errorWith("/decoder/position", "cloud"), Catch::Contains("'bins' nor 'ray'"));
    CHECK_THAT(errorWith("/decoder/rotation", true), Catch::Contains("'fixed' nor 'free'"));
    CHECK_THAT(errorWith("/decoder/scale_factor", "x"), Catch::Contains("not a number"));
    CHECK_THAT(errorWith("/decoder/ray_offsets", {0.1}), Catch::Contains("list of 4 numbers"));
    CHECK_THAT(errorWith("/decoder/ray_offsets", 0.1), Catch::Contains("not a list"));
    CHECK_THAT(errorWith("/sequence/pose_head", 1), Catch::Contains("neither true nor false"));

    const json ours = json::parse(kOurs);
    for (const auto& [section, keys] : ours.items()) {
        for (const auto& [key, value] : keys.items()) {
            json config = ours;
            config[section].erase(key);
            CHECK_THAT(errorOf(config.dump()),
                       Catch::Contains("lacks the key '" + section + "." + key));
        }
    }
}

TEST_CASE("sizes out of range are refused before anything is made of them") {
    const json ours = json::parse(kOurs);
    for (const auto& [section, keys] : ours.items()) {
        for (const auto& [key, value] : keys.items()) {
            if (!value.is_number()) {
                continue;
            }
            const std::string name = section + "." + key;
            for (const json& bad : {json(-1), json(65537), json(std::int64_t{1} << 40),
                                    json(std::numeric_limits<std::uint64_t>::max())}) {
                CAPTURE(name, bad.dump());
                CHECK_THAT(errorWith("/" + section + "/" + key, bad),
                           Catch::Contains(name) && Catch::Contains("outside"));
            }
        }
    }
    CHECK_THAT(errorWith("/tokenizer/image_size", 250), Catch::Contains("not a multiple"));
    CHECK_THAT(errorWith("/stem/image_size", 250), Catch::Contains("not a multiple"));
    CHECK_THAT(errorWith("/tokenizer/heads", 5), Catch::Contains("does not divide"));
    CHECK_THAT(errorWith("/tokenizer/image_size", 14 * 1000), Catch::Contains("image tokens"));
    CHECK_THAT(errorWith("/tokenizer/registers", 65'500), Catch::Contains("image tokens"));
    CHECK_THAT(errorWith("/stem/image_size", 8192), Catch::Contains("Gaussians"));
    CHECK(errorWith("/sequence/inner_width", 65536).empty());

    json wide = ours;
    wide["sequence"]["width"] = 65536;
    wide["sequence"]["inner_width"] = 65536;
    CHECK_THAT(errorOf(wide.dump()), Catch::Contains("larger than"));
    json deep = ours;
    deep["tokenizer"]["width"] = 6144;
    deep["tokenizer"]["mlp_width"] = 65536;
    deep["tokenizer"]["depth"] = 512;
    CHECK_THAT(errorOf(deep.dump()), Catch::Contains("parameters"));
}
