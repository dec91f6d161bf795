#pragma once

#include "reconstruction/camera_rays.h"
#include "reconstruction/engine.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gambade {

/// What both engines know of the network beyond its operations: where tensors come from, the order
/// of the tokens, the constants of the published code (network.md).

/// ImageNet statistics, which the stem's picture is normalised by.
inline constexpr float kImageMean[3] = {0.485F, 0.456F, 0.406F};
inline constexpr float kImageDeviation[3] = {0.229F, 0.224F, 0.225F};
/// Colour, o × d and d of every pixel.
inline constexpr int kStemChannels = 9;

inline constexpr float kTokenizerEpsilon = 1e-6F;
inline constexpr float kSequenceEpsilon = 1e-5F;

/// The pose head's unit and the largest angle it may answer with.
inline constexpr double kElevationUnit = 60.0;
inline constexpr double kElevationLimit = 85.0;

/// The vertical field of view that the pose head's second output stands for, degrees.
double fieldOfViewOf(float output);

/// The tensors an engine is built from, wherever they come from.
struct TensorSource {
    NetworkConfig config;
    /// The tensor of that name, fp32, row-major.
    std::function<std::vector<float>(std::string_view name)> expand;
    std::function<DType(std::string_view name)> storedType;
};

/// @param progress is told of every tensor, which throws Cancelled where a stop was requested.
/// @pre `weights` outlives the source.
TensorSource tensorsOf(const Weights& weights, const Progress& progress = {});

/// Sees intermediate results, in pieces of whole rows. Called on the thread that called run().
/// Stages: image_tokens, stem, blockN_residual, blockN_hidden, decoder_features.
using StageObserver = std::function<void(std::string_view stage, int firstRow, int rows,
                                         int columns, const float* values)>;

/// The stem token (row · grid + column) that a Gaussian token is made from. The four scan orders:
/// rows, columns, rows reversed, columns reversed.
int stemTokenOf(int gaussian, int grid);

/// Position embeddings of the patches, resized from a fromGrid² table to toGrid² by an antialiased
/// bicubic filter (a = −0.5; network.md §2). Rows are tokens of `width` values.
std::vector<float> resizePositions(std::span<const float> table, int fromGrid, int toGrid,
                                   int width);

/// A linear layer's [outputs × inputs] and [outputs].
struct LayerWeights {
    std::vector<float> weight, bias;
};
/// The pose head's outputs on its hidden layer, one under the other: the elevation and, where the
/// model has it, the field of view.
LayerWeights poseOutputs(const TensorSource& source);
/// The decoder's heads on its features, one under the other: position, opacity, scale, colour and,
/// where the model has it, rotation.
LayerWeights decoderHeads(const TensorSource& source);
/// A tensor of the tokenizer, as "norm.weight".
std::vector<float> tokenizerTensor(const TensorSource& source, std::string_view name);
/// A layer of the tokenizer, as "blocks.0.attn.proj", with the LayerScale folded in that follows it
/// (arXiv 2103.17239), as "blocks.0.ls1.gamma".
/// @param scaleName empty: none does
LayerWeights tokenizerLayer(const TensorSource& source, std::string_view name,
                            std::string_view scaleName = {});

/// What the tokenizer's tokens are before any picture, in rows of its width.
struct TokenizerStart {
    std::vector<float> leading;   ///< CLS with its position, then the registers
    std::vector<float> positions; ///< of the patches
};
TokenizerStart tokenizerStart(const TensorSource& source);

/// True where −exp(logDecay) is −(n+1) for every state n, as well as the stored type can say it:
/// how Mamba-1 starts, and how our models stay.
/// @param logDecay A_log, [channels × stateSize]
bool hasUnitSpacedDecay(std::span<const float> logDecay, int stateSize, DType storedType);

/// The camera that rays and token are made from. A network without camera token has been trained
/// with the published camera alone, whatever the picture's.
SourceCamera sourceCamera(const NetworkConfig& config, const NetworkInput& input,
                          double elevationDegrees);

/// Multiplications and additions of every stage, 2 per weight and row.
struct StageCosts {
    double tokenizer = 0; ///< with the picture's features, where the Gaussian tokens get them
    double prefix = 0;    ///< all blocks
    double stem = 0;
    double block = 0; ///< each
    double decoder = 0;
    /// What the network costs as published: with every block's prefix run through the whole block.
    double unpruned = 0;
};
StageCosts stageCosts(const NetworkConfig& config);

/// The determinate progress of one run: announces each stage and keeps its wall time.
class StageClock {
public:
    StageClock(const NetworkConfig& config, const Progress& progress,
               std::vector<StageTime>& times);
    ~StageClock();
    StageClock(const StageClock&) = delete;
    StageClock& operator=(const StageClock&) = delete;

    /// Ends the stage before. @param cost of the stage, from StageCosts.
    void begin(std::string stage, double cost);
    /// @param fraction of the stage, in [0,1]. @throws Cancelled
    void update(double fraction);

private:
    void end();

    const Progress& m_progress;
    std::vector<StageTime>& m_times;
    std::string m_stage;
    double m_total = 0;
    double m_done = 0;
    double m_cost = 0;
    double m_startSeconds = 0;
};

} // namespace gambade
