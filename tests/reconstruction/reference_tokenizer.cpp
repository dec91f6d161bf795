#include "reference_parts.h"

#include <algorithm>

namespace gambade::reference {

Rows resize(const Rows& planes, int from, int to) {
    Rows result(planes.size(), Row(static_cast<std::size_t>(to * to)));
    for (int y = 0; y < to; ++y) {
        for (int x = 0; x < to; ++x) {
            const double sy = std::clamp((y + 0.5) * from / to - 0.5, 0.0, from - 1.0);
            const double sx = std::clamp((x + 0.5) * from / to - 0.5, 0.0, from - 1.0);
            for (std::size_t c = 0; c < planes.size(); ++c) {
                double sum = 0;
                for (int i = 0; i < from; ++i) {
                    const double wy = std::max(1 - std::abs(i - sy), 0.0);
                    if (wy > 0) {
                        for (int j = std::max(0, static_cast<int>(sx));
                             j < std::min(from, static_cast<int>(sx) + 2); ++j) {
                            sum += wy * std::max(1 - std::abs(j - sx), 0.0) *
                                   planes[c][static_cast<std::size_t>(i * from + j)];
                        }
                    }
                }
                result[c][static_cast<std::size_t>(y * to + x)] = sum;
            }
        }
    }
    return result;
}

Rows patches(const Rows& planes, int size, int patch) {
    Rows rows;
    for (int top = 0; top < size; top += patch) {
        for (int left = 0; left < size; left += patch) {
            Row row;
            for (const Row& plane : planes) {
                for (int y = 0; y < patch; ++y) {
                    for (int x = 0; x < patch; ++x) {
                        row.push_back(plane[static_cast<std::size_t>((top + y) * size + left + x)]);
                    }
                }
            }
            rows.push_back(row);
        }
    }
    return rows;
}

namespace {

double cubic(double x) {
    x = std::abs(x);
    if (x < 1) {
        return 1.5 * x * x * x - 2.5 * x * x + 1;
    }
    return x < 2 ? -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2 : 0;
}

/// Weight of source cell j for target cell i of an antialiased bicubic resize.
double resizeWeight(int i, int j, int from, int to) {
    const double scale = static_cast<double>(from) / to;
    const double width = std::max(scale, 1.0);
    const double centre = scale * (i + 0.5);
    const int first = std::max(static_cast<int>(centre - 2 * width + 0.5), 0);
    const int last = std::min(static_cast<int>(centre + 2 * width + 0.5), from);
    if (j < first || j >= last) {
        return 0;
    }
    double sum = 0;
    for (int k = first; k < last; ++k) {
        sum += cubic((k - centre + 0.5) / width);
    }
    return cubic((j - centre + 0.5) / width) / sum;
}

Row position(const Row& table, int patch, int from, int to, std::size_t width) {
    Row result(width);
    for (int y = 0; y < from; ++y) {
        for (int x = 0; x < from; ++x) {
            const double weight = from == to ? (y * from + x == patch ? 1.0 : 0.0)
                                             : resizeWeight(patch / to, y, from, to) *
                                                   resizeWeight(patch % to, x, from, to);
            for (std::size_t c = 0; c < width; ++c) {
                result[c] +=
                    weight * table[(1 + static_cast<std::size_t>(y * from + x)) * width + c];
            }
        }
    }
    return result;
}

Rows attention(const Rows& normal, const Tensors& tensors, const std::string& block, int heads) {
    Rows qkv;
    for (const Row& row : normal) {
        qkv.push_back(linear(row, tensors, block + "attn.qkv"));
    }
    const std::size_t width = normal[0].size();
    const std::size_t headWidth = width / static_cast<std::size_t>(heads);
    Rows result(normal.size(), Row(width));
    for (std::size_t h = 0; h < static_cast<std::size_t>(heads); ++h) {
        for (std::size_t i = 0; i < qkv.size(); ++i) {
            Row weights;
            double sum = 0;
            for (const Row& other : qkv) {
                double score = 0;
                for (std::size_t c = 0; c < headWidth; ++c) {
                    score += qkv[i][h * headWidth + c] * other[width + h * headWidth + c];
                }
                weights.push_back(std::exp(score / std::sqrt(static_cast<double>(headWidth))));
                sum += weights.back();
            }
            for (std::size_t j = 0; j < qkv.size(); ++j) {
                for (std::size_t c = 0; c < headWidth; ++c) {
                    result[i][h * headWidth + c] +=
                        weights[j] / sum * qkv[j][2 * width + h * headWidth + c];
                }
            }
        }
    }
    return result;
}

} // namespace

Rows tokenizer(const NetworkConfig::Tokenizer& config, const Tensors& tensors,
               const Rows& picture) {
    const std::string prefix = "model.map_image.model.";
    const auto width = static_cast<std::size_t>(config.width);
    const Row table = tensors(prefix + "pos_embed");
    Rows x{tensors(prefix + "cls_token")};
    addTo(x[0], Row(table.begin(), table.begin() + config.width));
    const Row registers = tensors(prefix + "register_tokens");
    for (std::size_t i = 0; i < static_cast<std::size_t>(config.registers); ++i) {
        const auto first = registers.begin() + static_cast<std::ptrdiff_t>(i * width);
        x.emplace_back(first, first + config.width);
    }
    int patch = 0;
    for (const Row& row : patches(picture, config.imageSize, config.patchSize)) {
        x.push_back(linear(row, tensors, prefix + "patch_embed.proj"));
        addTo(x.back(), position(table, patch++, config.positionGrid, config.patchGrid(), width));
    }
    for (int i = 0; i < config.depth; ++i) {
        const std::string block = prefix + "blocks." + std::to_string(i) + ".";
        const auto normalised = [&](const std::string& name) {
            Rows rows;
            for (const Row& row : x) {
                rows.push_back(layerNorm(row, tensors(block + name + ".weight"),
                                         tensors(block + name + ".bias"), 1e-6));
            }
            return rows;
        };
        const auto addScaled = [&](std::size_t row, const Row& y, const Row& gamma) {
            for (std::size_t c = 0; c < width; ++c) {
                x[row][c] += gamma[c] * y[c];
            }
        };
        const Rows attended = attention(normalised("norm1"), tensors, block, config.heads);
        for (std::size_t row = 0; row < x.size(); ++row) {
            addScaled(row, linear(attended[row], tensors, block + "attn.proj"),
                      tensors(block + "ls1.gamma"));
        }
        const Rows normal = normalised("norm2");
        for (std::size_t row = 0; row < x.size(); ++row) {
            Row hidden = linear(normal[row], tensors, block + "mlp.fc1");
            std::transform(hidden.begin(), hidden.end(), hidden.begin(), gelu);
            addScaled(row, linear(hidden, tensors, block + "mlp.fc2"),
                      tensors(block + "ls2.gamma"));
        }
    }
    x.erase(x.begin() + 1, x.begin() + 1 + config.registers);
    for (Row& row : x) {
        row = layerNorm(row, tensors(prefix + "norm.weight"), tensors(prefix + "norm.bias"), 1e-6);
    }
    return x;
}

} // namespace gambade::reference
