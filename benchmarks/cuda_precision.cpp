// The precision study: every precision of the CUDA engine, and weights of fewer bits (simulated:
// rounded when they are loaded, then kept as bf16). Of each: the error of stages and Gaussians
// against the engine in fp32 (relative L2), the whole pass's time (median of 30), device memory.
//   cuda_precision MODEL [LIST]
// LIST has a line for each picture: FILE ELEVATION OUTPUT. Its results are written to
// OUTPUT/<precision>.ply, to be scored, and the errors are of its first picture; without it a
// made-up picture serves. The published size with made-up weights follows.

#include "benchmarks/run_on_gpu.h"
#include "benchmarks/weight_rounding.h"
#include "reconstruction/bench_weights.h"
#include "reconstruction/cloud_of_rows.h"
#include "reconstruction/cuda/cuda_engine.h"
#include "reconstruction/pipeline.h"
#include "splats/error.h"
#include "splats/format.h"
#include "tests/reconstruction/relative_error.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fmt/core.h>
#include <fstream>
#include <map>

namespace {

using namespace gambade;
using test::relativeError;
namespace fs = std::filesystem;

struct Picture {
    FramedImage image;
    double elevationDegrees = 0;
    fs::path output;

    NetworkInput input() const {
        return {.rgb = image.rgb.data(),
                .fovYDegrees = image.fovYDegrees,
                .radius = image.radius(),
                .elevationDegrees = elevationDegrees};
    }
};

std::vector<Picture> readList(const char* file) {
    std::ifstream lines(file);
    std::vector<Picture> pictures;
    std::string path, output;
    for (double elevation = 0; lines >> path >> elevation >> output;) {
        pictures.push_back({preparePicture(path, {}, std::nullopt).framed, elevation, output});
    }
    if (pictures.empty()) {
        throw Error(ErrorKind::kUsage, fmt::format("{} lists no pictures", file));
    }
    return pictures;
}

Picture madeUpPicture() {
    Picture picture;
    picture.image.rgb.resize(std::size_t{3} * kDefaultPictureSize * kDefaultPictureSize);
    for (std::size_t i = 0; i < picture.image.rgb.size(); ++i) {
        picture.image.rgb[i] =
            static_cast<float>(0.5 + 0.5 * std::sin(0.001 * static_cast<double>(i)));
    }
    return picture;
}

using Stages = std::map<std::string, std::vector<float>>;

/// Image tokens, stem, the residual stream after the first, the middle and the last block, decoder
/// features, and the Gaussians as "rows".
template <typename T>
Stages runObserved(CudaEngine<T>& engine, const NetworkInput& input) {
    Stages stages;
    const int depth = engine.config().sequence.depth;
    const std::vector<std::string> blocks = {"block0_residual",
                                             fmt::format("block{}_residual", depth / 2),
                                             fmt::format("block{}_residual", depth - 1)};
    engine.setObserver([&](std::string_view name, int, int rows, int columns, const float* values) {
        if (!name.starts_with("block") || std::ranges::find(blocks, name) != blocks.end()) {
            auto& kept = stages[std::string(name)];
            kept.insert(kept.end(), values, values + std::ptrdiff_t{rows} * columns);
        }
    });
    NetworkOutput output;
    engine.run(input, output, {});
    engine.setObserver(nullptr);
    stages["rows"] = std::move(output.rows);
    return stages;
}

class Study {
public:
    Study(const TensorSource& source, const std::vector<Picture>& pictures)
        : m_source(source), m_pictures(pictures) {
        fmt::print("  {:<14}", "precision");
        for (const char* column : {"image", "stem", "block 1", "middle", "last", "decoder", "xyz",
                                   "opacity", "scale", "rgb", "ms", "MB"}) {
            fmt::print(" {:>8}", column);
        }
        fmt::print("\n");
    }

    template <typename T>
    void add(const std::string& name, bool tf32 = false,
             WeightStorage storage = WeightStorage::kPlain) {
        CudaEngine<T> engine(withRoundedWeights(m_source, storage), "study", 0, tf32);
        const NetworkInput input = m_pictures.front().input();
        NetworkOutput output;
        std::vector<double> times;
        for (int round = 0; round < 40; ++round) {
            engine.run(input, output, {});
            times.push_back(engine.timePass());
        }
        times.erase(times.begin(), times.begin() + 10); // to warm up
        std::ranges::nth_element(times, times.begin() + 15);
        const Stages stages = runObserved(engine, input);
        if (m_reference.empty()) {
            m_reference = stages;
        }
        fmt::print("  {:<14}", name);
        const int depth = m_source.config.sequence.depth;
        for (const std::string& stage :
             {std::string("image_tokens"), std::string("stem"), std::string("block0_residual"),
              fmt::format("block{}_residual", depth / 2),
              fmt::format("block{}_residual", depth - 1), std::string("decoder_features")}) {
            fmt::print(" {:8.1e}", relativeError(stages.at(stage), m_reference.at(stage)));
        }
        for (const auto& [first, last] : {std::pair{0, 3}, {3, 4}, {4, 7}, {11, 14}}) {
            fmt::print(" {:8.1e}",
                       relativeError(stages.at("rows"), m_reference.at("rows"),
                                     NetworkOutput::kRowLength, static_cast<std::size_t>(first),
                                     static_cast<std::size_t>(last)));
        }
        fmt::print(" {:8.3f} {:8.0f}\n", times[15], static_cast<double>(output.peakBytes) / 1e6);
        std::fflush(stdout);
        for (const Picture& picture : m_pictures) {
            if (!picture.output.empty()) {
                engine.run(picture.input(), output, {});
                writeSplats(cloudOfRows(output.rows), picture.output / (name + ".ply"), {});
            }
        }
    }

private:
    const TensorSource& m_source;
    const std::vector<Picture>& m_pictures;
    Stages m_reference; ///< of the first precision
};

void studyNetwork(const std::string& title, const TensorSource& source,
                  const std::vector<Picture>& pictures) {
    fmt::print("{}\n", title);
    Study study(source, pictures);
    study.add<float>("fp32");
    study.add<float>("tf32", true);
    study.add<cuda::Fp16>("fp16");
    study.add<Bf16>("bf16");
    study.add<Bf16>("int8-weights", false, WeightStorage::kInt8);
    study.add<Bf16>("fp8-weights", false, WeightStorage::kFp8);
}

} // namespace

int main(int argumentCount, char** arguments) {
    if (argumentCount < 2) {
        fmt::print(stderr, "cuda_precision MODEL [LIST]\n");
        return 2;
    }
    return runOnGpu([&] {
        const Weights weights(arguments[1]);
        std::vector<Picture> pictures;
        if (argumentCount > 2) {
            pictures = readList(arguments[2]);
        } else {
            pictures.push_back(madeUpPicture());
        }
        studyNetwork(weights.name(), tensorsOf(weights), pictures);
        pictures.clear();
        pictures.push_back(madeUpPicture());
        studyNetwork("published size, made-up weights, any A",
                     madeUpWeights(NetworkConfig(), false), pictures);
    });
}
