#include "tests/reconstruction/formula_weights.h"

#include "reconstruction/safetensors.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string_view>
#include <thread>

namespace gambade {

namespace {

std::uint64_t fnv1a(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char character : text) {
        hash = (hash ^ static_cast<unsigned char>(character)) * 0x100000001B3ULL;
    }
    return hash;
}

/// r in [-1, 1) of the README.
double hashed(std::uint64_t value) {
    value *= 0x9E3779B97F4A7C15ULL;
    value ^= value >> 30;
    value *= 0xBF58476D1CE4E5B9ULL;
    value ^= value >> 27;
    value *= 0x94D049BB133111EBULL;
    value ^= value >> 31;
    return static_cast<double>(value >> 40) / 16777216.0 * 2.0 - 1.0;
}

/// Most rules are offset + amplitude · r.
struct Line {
    double offset;
    double amplitude;
};

Line lineOf(const TensorSpec& spec) {
    const std::string_view name = spec.name;
    if (name.ends_with(".D")) {
        return {1.0, 0.1};
    }
    if (name.ends_with("dt_proj.bias")) {
        return {-4.0, 2.0};
    }
    if (name.ends_with("gamma")) {
        return {0.3, 0.1};
    }
    if (name.find("norm") != std::string_view::npos && name.ends_with("weight")) {
        return {1.0, 0.1};
    }
    if (name.ends_with("bias")) {
        return {0.0, 0.05};
    }
    if (name.ends_with("pos_embed") || name.ends_with("cls_token") ||
        name.ends_with("register_tokens")) {
        return {0.0, 0.2};
    }
    if (name.ends_with("conv1d.weight")) {
        return {0.0, 0.5};
    }
    double fanIn = 1.0;
    for (std::size_t axis = 1; axis < spec.shape.size(); ++axis) {
        fanIn *= static_cast<double>(spec.shape[axis]);
    }
    return {0.0, std::sqrt(3.0 / fanIn)};
}

void inParallel(std::size_t count,
                const std::function<void(std::size_t begin, std::size_t end)>& task) {
    constexpr std::size_t kWorthAThread = 65536;
    const std::size_t threads = std::min<std::size_t>(
        std::max(1U, std::thread::hardware_concurrency()), 1 + count / kWorthAThread);
    std::vector<std::jthread> workers;
    for (std::size_t index = 0; index < threads; ++index) {
        workers.emplace_back(task, count * index / threads, count * (index + 1) / threads);
    }
}

} // namespace

std::vector<float> formulaTensor(const TensorSpec& spec) {
    std::size_t count = 1;
    for (const std::int64_t size : spec.shape) {
        count *= static_cast<std::size_t>(size);
    }
    const std::uint64_t seed = fnv1a(spec.name);
    std::vector<float> values(count);
    if (spec.name.ends_with("A_log")) {
        const std::size_t columns = static_cast<std::size_t>(spec.shape.back());
        for (std::size_t index = 0; index < count; ++index) {
            const double base = std::log(static_cast<double>(index % columns + 1));
            values[index] = static_cast<float>(base + 0.1 * hashed(index + seed));
        }
        return values;
    }
    const Line line = lineOf(spec);
    inParallel(count, [&](std::size_t begin, std::size_t end) {
        for (std::size_t index = begin; index < end; ++index) {
            values[index] = static_cast<float>(line.offset + line.amplitude * hashed(index + seed));
        }
    });
    return values;
}

std::filesystem::path writeFormulaWeights(const NetworkConfig& config,
                                          const std::filesystem::path& path) {
    std::map<std::string, TensorLayout> layouts;
    for (const TensorSpec& spec : requiredTensors(config)) {
        layouts.emplace(spec.name, TensorLayout{DType::kF32, spec.shape});
    }
    SafetensorsWriter writer(path, layouts,
                             {{"gambade.config", config.toJson()}, {"gambade.name", "formula"}});
    for (const auto& [name, layout] : layouts) {
        const std::vector<float> values = formulaTensor({name, layout.shape});
        writer.write(std::as_bytes(std::span(values)));
    }
    writer.commit();
    return path;
}

} // namespace gambade
