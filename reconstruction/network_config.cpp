#include "reconstruction/network_config.h"

#include "splats/error.h"
#include "splats/printable.h"
#include "splats/strict_json.h"

#include <fmt/format.h>
#include <set>

namespace gambade {

namespace {

using nlohmann::json;

constexpr int kMaxSize = 65536;
constexpr int kMaxDepth = 512;
constexpr int kMaxImageSize = 16384;
constexpr std::int64_t kMaxImageTokens = 65536;
constexpr std::int64_t kMaxGaussians = std::int64_t{4} << 20;
constexpr std::int64_t kMaxTensorElements = std::int64_t{1} << 31;
constexpr std::int64_t kMaxParameters = std::int64_t{1} << 33;
constexpr double kMaxLength = 100.0; ///< world units; the object spans about one

[[noreturn]] void fail(const std::string& reason) {
    throw Error(ErrorKind::kModel, "the network configuration " + reason);
}

void require(bool condition, const std::string& reason) {
    if (!condition) {
        fail(reason);
    }
}

/// One object of the configuration; every key must be read once, none may be left over.
class Section {
public:
    Section(const json& parent, std::string name) : m_name(std::move(name)) {
        const auto found = parent.find(m_name);
        require(found != parent.end(), fmt::format("lacks the key '{}'", m_name));
        require(found->is_object(), fmt::format("has a '{}' that is not an object", m_name));
        m_object = &*found;
    }

    void read(int& value, const std::string& key, int least, int most) {
        const json& found = at(key);
        require(found.is_number_integer(), describe(key, "is not a whole number"));
        // Values above the signed range are unsigned in the library and compare as such.
        const bool inRange = (!found.is_number_unsigned() ||
                              found.get<std::uint64_t>() <= static_cast<std::uint64_t>(most)) &&
                             found.get<std::int64_t>() >= least &&
                             found.get<std::int64_t>() <= most;
        require(inRange, describe(key, fmt::format("is outside {}...{}", least, most)));
        value = found.get<int>();
    }

    void read(double& value, const std::string& key, double least, double most) {
        value = number(at(key), key, least, most);
    }

    void read(bool& value, const std::string& key) {
        const json& found = at(key);
        require(found.is_boolean(), describe(key, "is neither true nor false"));
        value = found.get<bool>();
    }

    void read(std::vector<double>& values, const std::string& key, double least, double most) {
        const json& found = at(key);
        require(found.is_array(), describe(key, "is not a list"));
        values.clear();
        for (const json& item : found) {
            values.push_back(number(item, key, least, most));
        }
    }

    /// A key that older files lack: false there.
    void readOptional(bool& value, const std::string& key) {
        value = false;
        if (m_object->contains(key)) {
            read(value, key);
        }
    }

    template <typename Enum>
    void read(Enum& value, const std::string& key,
              std::initializer_list<std::pair<std::string_view, Enum>> names) {
        const json& found = at(key);
        std::string known;
        for (const auto& [name, meaning] : names) {
            if (found.is_string() && found.get_ref<const std::string&>() == name) {
                value = meaning;
                return;
            }
            known += fmt::format("{}'{}'", known.empty() ? "" : " nor ", name);
        }
        fail(describe(key, "is neither " + known));
    }

    void refuseOthers() const {
        for (const auto& [key, value] : m_object->items()) {
            require(m_read.contains(key),
                    fmt::format("has an unknown key '{}.{}'", m_name, printable(key)));
        }
    }

private:
    const json& at(const std::string& key) {
        m_read.insert(key);
        const auto found = m_object->find(key);
        require(found != m_object->end(), fmt::format("lacks the key '{}.{}'", m_name, key));
        return *found;
    }

    double number(const json& value, const std::string& key, double least, double most) const {
        require(value.is_number(), describe(key, "is not a number"));
        const double result = value.get<double>();
        require(result >= least && result <= most,
                describe(key, fmt::format("is outside {}...{}", least, most)));
        return result;
    }

    std::string describe(const std::string& key, const std::string& problem) const {
        return fmt::format("has a '{}.{}' that {}", m_name, key, problem);
    }

    std::string m_name;
    const json* m_object = nullptr;
    std::set<std::string, std::less<>> m_read;
};

void readTokenizer(const json& root, NetworkConfig::Tokenizer& tokenizer) {
    Section section(root, "tokenizer");
    section.read(tokenizer.imageSize, "image_size", 1, kMaxImageSize);
    section.read(tokenizer.patchSize, "patch_size", 1, kMaxImageSize);
    section.read(tokenizer.width, "width", 1, kMaxSize);
    section.read(tokenizer.depth, "depth", 1, kMaxDepth);
    section.read(tokenizer.heads, "heads", 1, kMaxSize);
    section.read(tokenizer.mlpWidth, "mlp_width", 1, kMaxSize);
    section.read(tokenizer.registers, "registers", 0, kMaxSize);
    section.read(tokenizer.positionGrid, "position_grid", 1, kMaxImageSize);
    section.refuseOthers();
    require(tokenizer.imageSize % tokenizer.patchSize == 0,
            "has a 'tokenizer.image_size' that is not a multiple of 'tokenizer.patch_size'");
    require(tokenizer.width % tokenizer.heads == 0,
            "has a 'tokenizer.width' that 'tokenizer.heads' does not divide");
    const std::int64_t grid = tokenizer.patchGrid();
    const std::int64_t tokens = 1 + tokenizer.registers + grid * grid;
    require(tokens <= kMaxImageTokens,
            fmt::format("asks for more than {} image tokens", kMaxImageTokens));
    // Query, key and value of all tokens lie in one array.
    require(3 * tokens * tokenizer.width <= kMaxTensorElements,
            fmt::format("makes its image tokens larger than {} elements", kMaxTensorElements));
}

void readStem(const json& root, NetworkConfig::Stem& stem) {
    Section section(root, "stem");
    section.read(stem.imageSize, "image_size", 1, kMaxImageSize);
    section.read(stem.patchSize, "patch_size", 1, kMaxImageSize);
    section.refuseOthers();
    require(stem.imageSize % stem.patchSize == 0,
            "has a 'stem.image_size' that is not a multiple of 'stem.patch_size'");
    const std::int64_t grid = stem.grid();
    require(NetworkConfig::kScanOrders * grid * grid <= kMaxGaussians,
            fmt::format("asks for more than {} Gaussians", kMaxGaussians));
}

void readSequence(const json& root, NetworkConfig::Sequence& sequence) {
    Section section(root, "sequence");
    section.read(sequence.width, "width", 1, kMaxSize);
    section.read(sequence.depth, "depth", 1, kMaxDepth);
    section.read(sequence.innerWidth, "inner_width", 1, kMaxSize);
    section.read(sequence.stateSize, "state_size", 1, 1024);
    section.read(sequence.convWidth, "conv_width", 1, 64);
    section.read(sequence.dtRank, "dt_rank", 1, kMaxSize);
    section.read(sequence.cameraToken, "camera_token");
    section.read(sequence.cameraWidth, "camera_width", 1, kMaxSize);
    section.read(sequence.poseHead, "pose_head");
    section.readOptional(sequence.fieldOfViewHead, "field_of_view_head");
    section.readOptional(sequence.imageFeatures, "image_features");
    section.refuseOthers();
    require(sequence.poseHead || !sequence.fieldOfViewHead,
            "has a 'sequence.field_of_view_head' without 'sequence.pose_head'");
}

void readDecoder(const json& root, NetworkConfig::Decoder& decoder) {
    using Decoder = NetworkConfig::Decoder;
    Section section(root, "decoder");
    section.read(decoder.width, "width", 1, kMaxSize);
    section.read(decoder.position, "position",
                 {{"bins", Decoder::Position::kBins}, {"ray", Decoder::Position::kRay}});
    section.read(decoder.bins, "bins", 2, 4096);
    section.read(decoder.binExtent, "bin_extent", 0.0, kMaxLength);
    section.read(decoder.rayOffsets, "ray_offsets", -kMaxLength, kMaxLength);
    section.read(decoder.rayDepthRange, "ray_depth_range", 0.0, kMaxLength);
    section.read(decoder.rayJitterRange, "ray_jitter_range", 0.0, kMaxLength);
    section.read(decoder.rotation, "rotation",
                 {{"fixed", Decoder::Rotation::kFixed}, {"free", Decoder::Rotation::kFree}});
    section.read(decoder.scaleFactor, "scale_factor", 0.0, kMaxLength);
    section.refuseOthers();
    const bool unused = decoder.position == Decoder::Position::kBins && decoder.rayOffsets.empty();
    require(unused || decoder.rayOffsets.size() == NetworkConfig::kScanOrders,
            fmt::format("has a 'decoder.ray_offsets' that is not a list of {} numbers",
                        NetworkConfig::kScanOrders));
}

/// Each size may be in range and their products still be absurd.
void checkTensorSizes(const NetworkConfig& config) {
    std::int64_t total = 0;
    for (const TensorSpec& spec : requiredTensors(config)) {
        std::int64_t count = 1;
        for (const std::int64_t size : spec.shape) {
            // Sizes are at most 2^32, so this product cannot overflow before it is refused.
            count *= size;
            require(count <= kMaxTensorElements,
                    fmt::format("makes the tensor {} larger than {} elements", spec.name,
                                kMaxTensorElements));
        }
        total += count;
    }
    require(total <= kMaxParameters,
            fmt::format("asks for more than {} parameters", kMaxParameters));
}

} // namespace

NetworkConfig NetworkConfig::fromJson(std::string_view text) {
    json root;
    try {
        root = parseStrictJson(text, {.depth = 4, .values = 1000});
    } catch (const JsonError& error) {
        fail(error.what());
    }
    static constexpr std::string_view kSections[] = {"tokenizer", "stem", "sequence", "decoder"};
    for (const auto& [key, value] : root.items()) {
        require(std::ranges::find(kSections, key) != std::end(kSections),
                fmt::format("has an unknown key '{}'", printable(key)));
    }
    NetworkConfig config;
    readTokenizer(root, config.tokenizer);
    readStem(root, config.stem);
    readSequence(root, config.sequence);
    readDecoder(root, config.decoder);
    checkTensorSizes(config);
    return config;
}

std::string NetworkConfig::toJson() const {
    const bool ray = decoder.position == Decoder::Position::kRay;
    const bool free = decoder.rotation == Decoder::Rotation::kFree;
    nlohmann::ordered_json root = {
        {"tokenizer",
         {{"image_size", tokenizer.imageSize},
          {"patch_size", tokenizer.patchSize},
          {"width", tokenizer.width},
          {"depth", tokenizer.depth},
          {"heads", tokenizer.heads},
          {"mlp_width", tokenizer.mlpWidth},
          {"registers", tokenizer.registers},
          {"position_grid", tokenizer.positionGrid}}},
        {"stem", {{"image_size", stem.imageSize}, {"patch_size", stem.patchSize}}},
        {"sequence",
         {{"width", sequence.width},
          {"depth", sequence.depth},
          {"inner_width", sequence.innerWidth},
          {"state_size", sequence.stateSize},
          {"conv_width", sequence.convWidth},
          {"dt_rank", sequence.dtRank},
          {"camera_token", sequence.cameraToken},
          {"camera_width", sequence.cameraWidth},
          {"pose_head", sequence.poseHead}}},
        {"decoder",
         {{"width", decoder.width},
          {"position", ray ? "ray" : "bins"},
          {"bins", decoder.bins},
          {"bin_extent", decoder.binExtent},
          {"ray_offsets", decoder.rayOffsets},
          {"ray_depth_range", decoder.rayDepthRange},
          {"ray_jitter_range", decoder.rayJitterRange},
          {"rotation", free ? "free" : "fixed"},
          {"scale_factor", decoder.scaleFactor}}}};
    if (sequence.fieldOfViewHead) {
        root["sequence"]["field_of_view_head"] = true;
    }
    if (sequence.imageFeatures) {
        root["sequence"]["image_features"] = true;
    }
    return root.dump();
}

} // namespace gambade
