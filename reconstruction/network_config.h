#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gambade {

/// Sizes of a Gamba-type network (arXiv 2403.18795), read from the weights file's metadata key
/// "gambade.config". Defaults are the published configuration.
struct NetworkConfig {
    struct Tokenizer { ///< DINOv2-type ViT (arXiv 2304.07193, registers arXiv 2309.16588)
        int imageSize = 336;
        int patchSize = 14;
        int width = 768;
        int depth = 12;
        int heads = 12;
        int mlpWidth = 3072;
        int registers = 4;
        int positionGrid = 37; ///< side of the stored position table, resized to the patch grid
        int patchGrid() const { return imageSize / patchSize; }
        /// CLS + patches: the tokens handed on (registers are dropped).
        int outputTokens() const { return 1 + patchGrid() * patchGrid(); }
    } tokenizer;
    struct Stem {
        int imageSize = 512;
        int patchSize = 8;
        int grid() const { return imageSize / patchSize; }
    } stem;
    struct Sequence { ///< Mamba-1 blocks (arXiv 2312.00752)
        int width = 512;
        int depth = 14;
        int innerWidth = 1024;
        int stateSize = 16;
        int convWidth = 4;
        int dtRank = 32;
        bool cameraToken = false;
        int cameraWidth = 128;        ///< hidden width of the camera token's MLP
        bool poseHead = false;        ///< the tokenizer's output also gives the elevation
        bool fieldOfViewHead = false; ///< and so the field of view; only with a pose head
        bool imageFeatures =
            false; ///< every Gaussian token gets the picture's features at its place
    } sequence;
    struct Decoder {
        enum class Position { kBins, kRay };
        enum class Rotation { kFixed, kFree };
        int width = 128;
        Position position = Position::kBins;
        int bins = 21;
        double binExtent = 0.4;
        std::vector<double> rayOffsets; ///< g, one per scan order
        double rayDepthRange = 0.6;
        double rayJitterRange = 0.3;
        Rotation rotation = Rotation::kFixed;
        double scaleFactor = 0.1;
    } decoder;

    static constexpr int kScanOrders = 4;
    int gaussianCount() const { return kScanOrders * stem.grid() * stem.grid(); }
    /// Tokens before the Gaussian tokens in every block: the camera token, CLS and patches.
    int prefixTokens() const { return tokenizer.outputTokens() + (sequence.cameraToken ? 1 : 0); }

    /// @throws Error(kModel) naming the key that is missing, of another type or out of range.
    static NetworkConfig fromJson(std::string_view json);
    std::string toJson() const;
};

/// What the tokenizer's tensors are called after: this and DINOv2's own names.
inline constexpr std::string_view kTokenizerPrefix = "model.map_image.model.";
/// A constant that published files store among the weights; the configuration gives it.
inline constexpr std::string_view kCoordsBuffer = "model.decoder.coords";

/// A tensor the network needs.
struct TensorSpec {
    std::string name;
    std::vector<std::int64_t> shape;
};

/// Every tensor of a configuration, by the published names (network.md §6) and ours for what is
/// new.
std::vector<TensorSpec> requiredTensors(const NetworkConfig& config);

} // namespace gambade
