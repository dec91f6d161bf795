#include "reference_network.h"

#include "reference_parts.h"

#include <algorithm>
#include <cmath>

namespace gambade {

using namespace reference;

namespace {

/// What the pose head's outputs read: its hidden layer.
Row poseFeatures(const Tensors& tensors, const Rows& imageTokens) {
    Row summary = imageTokens[0];
    Row mean(summary.size());
    for (std::size_t i = 1; i < imageTokens.size(); ++i) {
        for (std::size_t c = 0; c < mean.size(); ++c) {
            mean[c] += imageTokens[i][c] / static_cast<double>(imageTokens.size() - 1);
        }
    }
    summary.insert(summary.end(), mean.begin(), mean.end());
    summary = layerNorm(summary, tensors("model.pose_head.norm.weight"),
                        tensors("model.pose_head.norm.bias"), 1e-5);
    Row hidden = linear(summary, tensors, "model.pose_head.0");
    std::transform(hidden.begin(), hidden.end(), hidden.begin(), gelu);
    return hidden;
}

double elevationOf(const Tensors& tensors, const Row& features) {
    return std::clamp(60 * linear(features, tensors, "model.pose_head.2")[0], -85.0, 85.0);
}

double fieldOfViewOf(const Tensors& tensors, const Row& features) {
    const double output = linear(features, tensors, "model.pose_head.field_of_view")[0];
    return std::clamp(45 + 30 * output, 10.0, 100.0);
}

/// Bilinear, half-pixel centres: each feature of each scan order as a picture, resized by itself.
/// @returns of each order, of each feature, [toGrid²]
std::vector<Rows> imageFeatures(const NetworkConfig& config, const Tensors& tensors,
                                const Rows& imageTokens) {
    const auto width = static_cast<std::size_t>(config.sequence.width);
    std::vector<Rows> planes(4, Rows(width));
    for (std::size_t i = 1; i < imageTokens.size(); ++i) {
        const Row features = linear(imageTokens[i], tensors, "model.transformer.image_affine");
        for (std::size_t feature = 0; feature < features.size(); ++feature) {
            planes[feature / width][feature % width].push_back(features[feature]);
        }
    }
    for (Rows& order : planes) {
        order = resize(order, config.tokenizer.patchGrid(), config.stem.grid());
    }
    return planes;
}

struct Camera {
    double sine, cosine, radius, extent; ///< of the elevation; extent = tan(fovy / 2)

    Row position() const { return {0, radius * sine, radius * cosine}; }
    /// Unit direction through a point of the picture, both coordinates in [−1,1], y up.
    Row direction(double x, double y) const {
        const double length = std::hypot(x * extent, y * extent, 1.0);
        return {x * extent / length, (y * extent * cosine - sine) / length,
                (-y * extent * sine - cosine) / length};
    }
    Row token() const {
        return {1,
                0,
                0,
                0,
                0,
                cosine,
                sine,
                radius * sine,
                0,
                -sine,
                cosine,
                radius * cosine,
                0.5 / extent,
                0.5 / extent,
                0.5,
                0.5};
    }
};

Camera makeCamera(double elevationDegrees, double fovYDegrees, double radius) {
    const double degree = std::acos(-1.0) / 180;
    return {std::sin(elevationDegrees * degree), std::cos(elevationDegrees * degree), radius,
            std::tan(fovYDegrees / 2 * degree)};
}

Rows stem(const NetworkConfig::Stem& config, const Tensors& tensors, const Rows& picture,
          const Camera& camera) {
    constexpr double kMean[] = {.485, .456, .406};
    constexpr double kDeviation[] = {.229, .224, .225};
    const int size = config.imageSize;
    Rows planes(9, Row(static_cast<std::size_t>(size * size)));
    for (std::size_t i = 0; i < planes[0].size(); ++i) {
        for (std::size_t c = 0; c < 3; ++c) {
            planes[c][i] = (picture[c][i] - kMean[c]) / kDeviation[c];
        }
        const int x = static_cast<int>(i) % size;
        const int y = static_cast<int>(i) / size;
        const Row o = camera.position();
        const Row d = camera.direction((x + .5) / size * 2 - 1, 1 - (y + .5) / size * 2);
        planes[3][i] = o[1] * d[2] - o[2] * d[1];
        planes[4][i] = o[2] * d[0] - o[0] * d[2];
        planes[5][i] = o[0] * d[1] - o[1] * d[0];
        for (std::size_t c = 0; c < 3; ++c) {
            planes[6 + c][i] = d[c];
        }
    }
    Rows tokens;
    for (const Row& row : patches(planes, size, config.patchSize)) {
        tokens.push_back(linear(row, tensors, "model.stem_layer"));
    }
    return tokens;
}

/// Row and column of the patch of every Gaussian token, and its scan order.
struct Origin {
    int row, column, order;
};

std::vector<Origin> scanOrders(int grid) {
    std::vector<Origin> origins;
    for (int order = 0; order < 4; ++order) {
        for (int line = 0; line < grid; ++line) {
            for (int i = 0; i < grid; ++i) {
                const int along = order < 2 ? i : grid - 1 - i;
                origins.push_back(order == 0 || order == 2 ? Origin{line, along, order}
                                                           : Origin{along, line, order});
            }
        }
    }
    return origins;
}

/// The mixer on a whole sequence.
Rows mixer(const NetworkConfig::Sequence& config, const Tensors& tensors, const std::string& name,
           const Rows& sequence) {
    const auto inner = static_cast<std::size_t>(config.innerWidth);
    const auto states = static_cast<std::size_t>(config.stateSize);
    const auto rank = static_cast<std::ptrdiff_t>(config.dtRank);
    const auto taps = static_cast<std::size_t>(config.convWidth);
    const Row inProjection = tensors(name + "in_proj.weight");
    const Row kernel = tensors(name + "conv1d.weight");
    const Row kernelBias = tensors(name + "conv1d.bias");
    const Row xProjection = tensors(name + "x_proj.weight");
    const Row deltaWeight = tensors(name + "dt_proj.weight");
    const Row deltaBias = tensors(name + "dt_proj.bias");
    const Row logDecay = tensors(name + "A_log");
    const Row skip = tensors(name + "D");
    const Row outProjection = tensors(name + "out_proj.weight");
    Rows projected;
    for (const Row& row : sequence) {
        projected.push_back(linear(row, inProjection));
    }
    Rows h(inner, Row(states));
    Rows result;
    for (std::size_t t = 0; t < sequence.size(); ++t) {
        Row u = kernelBias;
        for (std::size_t c = 0; c < inner; ++c) {
            for (std::size_t k = 0; k < taps; ++k) {
                if (t + k + 1 >= taps) {
                    u[c] += kernel[c * taps + k] * projected[t + k + 1 - taps][c];
                }
            }
            u[c] = silu(u[c]);
        }
        const Row dbc = linear(u, xProjection);
        const Row delta = linear(Row(dbc.begin(), dbc.begin() + rank), deltaWeight, deltaBias);
        Row y(inner);
        for (std::size_t c = 0; c < inner; ++c) {
            const double step = softplus(delta[c]);
            for (std::size_t n = 0; n < states; ++n) {
                const double b = dbc[static_cast<std::size_t>(rank) + n];
                const double decay = -std::exp(logDecay[c * states + n]);
                h[c][n] = std::exp(step * decay) * h[c][n] + step * b * u[c];
                y[c] += dbc[static_cast<std::size_t>(rank) + states + n] * h[c][n];
            }
            y[c] = (y[c] + skip[c] * u[c]) * silu(projected[t][inner + c]);
        }
        result.push_back(linear(y, outProjection));
    }
    return result;
}

Row decode(const NetworkConfig::Decoder& config, const Tensors& tensors, const Row& token,
           const Row& o, const Row& d, double radius, int order) {
    Row features = linear(token, tensors, "model.decoder.mlp_net.layers.0");
    std::transform(features.begin(), features.end(), features.begin(), silu);
    features = linear(features, tensors, "model.decoder.mlp_net.layers.2");
    std::transform(features.begin(), features.end(), features.begin(), silu);
    const auto head = [&](const std::string& name) {
        return linear(features, tensors, "model.decoder.gs_layer." + name);
    };
    const Row xyz = head("xyz");
    Row row(14);
    for (std::size_t axis = 0; axis < 3; ++axis) {
        if (config.position == NetworkConfig::Decoder::Position::kBins) {
            const auto bins = static_cast<std::size_t>(config.bins);
            double squares = 0;
            for (std::size_t i = 0; i < bins; ++i) {
                squares += xyz[axis * bins + i] * xyz[axis * bins + i];
            }
            for (std::size_t i = 0; i < bins; ++i) {
                const double at = -config.binExtent + 2 * config.binExtent *
                                                          static_cast<double>(i) /
                                                          static_cast<double>(bins - 1);
                row[axis] += at * xyz[axis * bins + i] / std::sqrt(squares);
            }
        } else {
            const double depth = radius - config.rayOffsets[static_cast<std::size_t>(order)] +
                                 config.rayDepthRange * std::tanh(xyz[0]);
            row[axis] =
                o[axis] + d[axis] * depth + config.rayJitterRange * std::tanh(xyz[1 + axis]);
        }
        row[4 + axis] = config.scaleFactor * softplus(head("scale")[axis]);
        row[11 + axis] = sigmoid(head("rgb")[axis]);
    }
    row[3] = sigmoid(head("opacity")[0]);
    row[7] = 1;
    if (config.rotation == NetworkConfig::Decoder::Rotation::kFree) {
        const Row q = head("rotation");
        const double length = std::sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        for (std::size_t i = 0; i < 4; ++i) {
            row[7 + i] = q[i] / length;
        }
    }
    return row;
}

} // namespace

ReferenceResult referenceNetwork(const TensorSource& source, const std::vector<float>& image,
                                 std::optional<double> elevationDegrees, double fovYDegrees,
                                 double radius) {
    const NetworkConfig& config = source.config;
    const Tensors tensors{source};
    Rows picture;
    for (std::ptrdiff_t c = 0; c < 3; ++c) {
        picture.emplace_back(image.begin() + c * 512 * 512, image.begin() + (c + 1) * 512 * 512);
    }
    picture = resize(picture, 512, config.stem.imageSize);
    const Rows imageTokens =
        tokenizer(config.tokenizer, tensors,
                  resize(picture, config.stem.imageSize, config.tokenizer.imageSize));

    ReferenceResult result;
    const Row features = config.sequence.poseHead ? poseFeatures(tensors, imageTokens) : Row();
    if (config.sequence.fieldOfViewHead) {
        result.fovYEstimate = fieldOfViewOf(tensors, features);
    }
    Camera camera = makeCamera(0, 49.1, 1.5);
    Row cameraToken;
    if (config.sequence.cameraToken) {
        result.elevationDegrees = elevationDegrees           ? *elevationDegrees
                                  : config.sequence.poseHead ? elevationOf(tensors, features)
                                                             : 0;
        camera = makeCamera(result.elevationDegrees, fovYDegrees, radius);
        cameraToken = linear(camera.token(), tensors, "model.transformer.camera_mlp.0");
        std::transform(cameraToken.begin(), cameraToken.end(), cameraToken.begin(), silu);
        cameraToken = linear(cameraToken, tensors, "model.transformer.camera_mlp.2");
        if (!elevationDegrees) {
            addTo(cameraToken, tensors("model.transformer.unknown_camera"));
        }
    }

    const int grid = config.stem.grid();
    const Rows stemTokens = stem(config.stem, tensors, picture, camera);
    const auto origins = scanOrders(grid);
    const Row table = tensors("model.transformer.pos_embed");
    Rows residual;
    for (const Origin& origin : origins) {
        residual.push_back(stemTokens[static_cast<std::size_t>(origin.row * grid + origin.column)]);
        const std::size_t first = (residual.size() - 1) * residual.back().size();
        for (std::size_t c = 0; c < residual.back().size(); ++c) {
            residual.back()[c] += table[first + c];
        }
    }
    if (config.sequence.imageFeatures) {
        const auto planes = imageFeatures(config, tensors, imageTokens);
        for (std::size_t g = 0; g < residual.size(); ++g) {
            const Rows& order = planes[static_cast<std::size_t>(origins[g].order)];
            const auto place = static_cast<std::size_t>(origins[g].row * grid + origins[g].column);
            for (std::size_t c = 0; c < residual[g].size(); ++c) {
                residual[g][c] += order[c][place];
            }
        }
    }
    for (int i = 0; i < config.sequence.depth; ++i) {
        const std::string layer = "model.transformer.layers." + std::to_string(i) + ".";
        Rows sequence;
        if (config.sequence.cameraToken) {
            sequence.push_back(linear(cameraToken, tensors, layer + "camera_affine"));
        }
        for (const Row& row : imageTokens) {
            sequence.push_back(linear(row, tensors, layer + "cond_affine"));
        }
        const std::size_t prefix = sequence.size();
        sequence.insert(sequence.end(), residual.begin(), residual.end());
        for (Row& row : sequence) {
            row = layerNorm(row, tensors(layer + "mamba_block.norm.weight"),
                            tensors(layer + "mamba_block.norm.bias"), 1e-5);
        }
        const Rows hidden = mixer(config.sequence, tensors, layer + "mamba_block.mixer.", sequence);
        for (std::size_t t = 0; t < residual.size(); ++t) {
            addTo(residual[t], hidden[prefix + t]);
        }
    }

    const Row normWeight = tensors("model.transformer.norm_f.weight");
    for (std::size_t t = 0; t < residual.size(); ++t) {
        double meanSquare = 0;
        for (const double value : residual[t]) {
            meanSquare += value * value / static_cast<double>(residual[t].size());
        }
        for (std::size_t c = 0; c < residual[t].size(); ++c) {
            residual[t][c] *= normWeight[c] / std::sqrt(meanSquare + 1e-5);
        }
        const Origin& origin = origins[t];
        const Row direction =
            camera.direction((origin.column + .5) / grid * 2 - 1, 1 - (origin.row + .5) / grid * 2);
        const Row row = decode(config.decoder, tensors, residual[t], camera.position(), direction,
                               camera.radius, origin.order);
        result.rows.insert(result.rows.end(), row.begin(), row.end());
    }
    return result;
}

} // namespace gambade
