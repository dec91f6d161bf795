#include "reconstruction/network_config.h"

#include <utility>

namespace gambade {

namespace {

using Shape = std::vector<std::int64_t>;

/// Collects specs in the order of a state dict.
class SpecList {
public:
    void add(std::string name, Shape shape) {
        m_specs.push_back({std::move(name), std::move(shape)});
    }
    /// A weight and a bias of the weight's leading dimension.
    void addLayer(const std::string& name, Shape weight) {
        const std::int64_t rows = weight.front();
        add(name + ".weight", std::move(weight));
        add(name + ".bias", {rows});
    }
    std::vector<TensorSpec> take() { return std::move(m_specs); }

private:
    std::vector<TensorSpec> m_specs;
};

void addTokenizer(SpecList& specs, const NetworkConfig::Tokenizer& tokenizer) {
    const std::string prefix(kTokenizerPrefix);
    const std::int64_t width = tokenizer.width;
    const std::int64_t mlp = tokenizer.mlpWidth;
    const std::int64_t grid = tokenizer.positionGrid;
    specs.add(prefix + "cls_token", {1, 1, width});
    specs.add(prefix + "pos_embed", {1, 1 + grid * grid, width});
    if (tokenizer.registers > 0) {
        specs.add(prefix + "register_tokens", {1, tokenizer.registers, width});
    }
    specs.addLayer(prefix + "patch_embed.proj",
                   {width, 3, tokenizer.patchSize, tokenizer.patchSize});
    for (int index = 0; index < tokenizer.depth; ++index) {
        const std::string block = prefix + "blocks." + std::to_string(index) + ".";
        specs.addLayer(block + "norm1", {width});
        specs.addLayer(block + "attn.qkv", {3 * width, width});
        specs.addLayer(block + "attn.proj", {width, width});
        specs.add(block + "ls1.gamma", {width});
        specs.addLayer(block + "norm2", {width});
        specs.addLayer(block + "mlp.fc1", {mlp, width});
        specs.addLayer(block + "mlp.fc2", {width, mlp});
        specs.add(block + "ls2.gamma", {width});
    }
    specs.addLayer(prefix + "norm", {width});
}

void addSequence(SpecList& specs, const NetworkConfig& config) {
    const NetworkConfig::Sequence& sequence = config.sequence;
    const std::string prefix = "model.transformer.";
    const std::int64_t width = sequence.width;
    const std::int64_t inner = sequence.innerWidth;
    const std::int64_t state = sequence.stateSize;
    const std::int64_t rank = sequence.dtRank;
    const std::int64_t camera = sequence.cameraWidth;
    specs.add(prefix + "pos_embed", {config.gaussianCount(), width});
    if (sequence.cameraToken) {
        constexpr std::int64_t kCameraNumbers = 16; // network.md §7: extrinsics 3×4, fx fy cx cy
        specs.addLayer(prefix + "camera_mlp.0", {camera, kCameraNumbers});
        specs.addLayer(prefix + "camera_mlp.2", {camera, camera});
        specs.add(prefix + "unknown_camera", {camera});
    }
    if (sequence.imageFeatures) {
        specs.addLayer(prefix + "image_affine",
                       {NetworkConfig::kScanOrders * width, config.tokenizer.width});
    }
    for (int index = 0; index < sequence.depth; ++index) {
        const std::string layer = prefix + "layers." + std::to_string(index) + ".";
        specs.addLayer(layer + "cond_affine", {width, config.tokenizer.width});
        if (sequence.cameraToken) {
            specs.addLayer(layer + "camera_affine", {width, camera});
        }
        const std::string mixer = layer + "mamba_block.mixer.";
        specs.add(mixer + "A_log", {inner, state});
        specs.add(mixer + "D", {inner});
        specs.add(mixer + "in_proj.weight", {2 * inner, width});
        specs.addLayer(mixer + "conv1d", {inner, 1, sequence.convWidth});
        specs.add(mixer + "x_proj.weight", {rank + 2 * state, inner});
        specs.addLayer(mixer + "dt_proj", {inner, rank});
        specs.add(mixer + "out_proj.weight", {width, inner});
        specs.addLayer(layer + "mamba_block.norm", {width});
    }
    specs.add(prefix + "norm_f.weight", {width});
}

void addPoseHead(SpecList& specs, const NetworkConfig& config) {
    const std::string prefix = "model.pose_head.";
    const std::int64_t width = config.tokenizer.width;
    specs.addLayer(prefix + "norm", {2 * width}); // CLS and the mean of the patch tokens
    specs.addLayer(prefix + "0", {width, 2 * width});
    specs.addLayer(prefix + "2", {1, width});
    if (config.sequence.fieldOfViewHead) {
        specs.addLayer(prefix + "field_of_view", {1, width});
    }
}

void addDecoder(SpecList& specs, const NetworkConfig& config) {
    using Decoder = NetworkConfig::Decoder;
    const Decoder& decoder = config.decoder;
    const std::int64_t width = decoder.width;
    const bool ray = decoder.position == Decoder::Position::kRay;
    specs.addLayer("model.decoder.mlp_net.layers.0", {width, config.sequence.width});
    specs.addLayer("model.decoder.mlp_net.layers.2", {width, width});
    const std::string heads = "model.decoder.gs_layer.";
    specs.addLayer(heads + "xyz", {ray ? 4 : std::int64_t{3} * decoder.bins, width});
    specs.addLayer(heads + "opacity", {1, width});
    specs.addLayer(heads + "scale", {3, width});
    if (decoder.rotation == Decoder::Rotation::kFree) {
        specs.addLayer(heads + "rotation", {4, width});
    }
    specs.addLayer(heads + "rgb", {3, width});
}

} // namespace

std::vector<TensorSpec> requiredTensors(const NetworkConfig& config) {
    SpecList specs;
    addTokenizer(specs, config.tokenizer);
    const NetworkConfig::Stem& stem = config.stem;
    // RGB and the six Plücker channels of each pixel's ray.
    specs.addLayer("model.stem_layer", {config.sequence.width, 9, stem.patchSize, stem.patchSize});
    addSequence(specs, config);
    if (config.sequence.poseHead) {
        addPoseHead(specs, config);
    }
    addDecoder(specs, config);
    return specs.take();
}

} // namespace gambade
