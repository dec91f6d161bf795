#include "cuda_test_support.h"
#include "reconstruction/cpu/patches.h"
#include "reconstruction/cuda/camera.h"
#include "reconstruction/network.h"
#include "reconstruction/ops.h"

using namespace gambade;

// Every operation on the GPU against its twin on the CPU, or plain loops in double precision, at
// sizes that fill no warp and no block. What enters is rounded to the storage type first; the
// bounds are the rounding of the result and a few units of fp32.

namespace {

double boundOf(double storage, double arithmetic) {
    return 1.01 * storage + arithmetic;
}

} // namespace

TEMPLATE_TEST_CASE("CUDA: layer normalisation and RMS normalisation", "", float, Bf16, Fp16) {
    for (const int width : {8, 40, 1032}) {
        for (const int rows : {1, 7, 33}) {
            const auto count = static_cast<std::size_t>(rows * width);
            auto x = randomValues(count, 2);
            for (float& value : x) {
                value += 5; // the mean must be taken away before squaring
            }
            const auto weight = randomValues(static_cast<std::size_t>(width), 1, 2);
            const auto bias = randomValues(static_cast<std::size_t>(width), 1, 3);
            std::vector<float> expected(count);
            OnDevice<float> in(x), weights(weight), biases(bias);
            OnDevice<TestType> out(count);

            cpu::layerNorm(x.data(), weight.data(), bias.data(), 1e-5F, rows, width,
                           expected.data());
            cuda::layerNorm(in.data(), weights.data(), biases.data(), 1e-5F, rows, width, 1,
                            out.data(), nullptr);
            CHECK(worstError(out.values(), expected, 1) < boundOf(kRounding<TestType>, 4e-6));

            cpu::rmsNorm(x.data(), weight.data(), 1e-5F, rows, width, expected.data());
            cuda::rmsNorm(in.data(), weights.data(), 1e-5F, rows, width, out.data(), nullptr);
            CHECK(worstError(out.values(), expected, 1e-3) < boundOf(kRounding<TestType>, 1e-6));
        }
    }
}

TEST_CASE("CUDA: layer normalisation of groups sorts rows by group") {
    constexpr int kGroups = 3;
    constexpr int kRows = 5; // of each group
    constexpr int kWidth = 40;
    const auto x = randomValues(kGroups * kRows * kWidth);
    const auto weight = randomValues(kGroups * kWidth, 1, 2);
    const auto bias = randomValues(kGroups * kWidth, 1, 3);
    OnDevice<float> in(x), weights(weight), biases(bias), out(x.size());
    cuda::layerNorm(in.data(), weights.data(), biases.data(), 1e-5F, kGroups * kRows, kWidth,
                    kGroups, out.data(), nullptr);
    std::vector<float> expected(x.size());
    for (int group = 0; group < kGroups; ++group) {
        for (int row = 0; row < kRows; ++row) {
            cpu::layerNorm(&x[static_cast<std::size_t>((row * kGroups + group) * kWidth)],
                           &weight[static_cast<std::size_t>(group * kWidth)],
                           &bias[static_cast<std::size_t>(group * kWidth)], 1e-5F, 1, kWidth,
                           &expected[static_cast<std::size_t>((group * kRows + row) * kWidth)]);
        }
    }
    CHECK(worstError(out.values(), expected, 1) < 4e-6);
}

TEMPLATE_TEST_CASE("CUDA: GELU and SiLU", "", float, Bf16, Fp16) {
    for (const int count : {1, 10007}) {
        std::vector<float> x;
        for (int i = 0; i < count; ++i) {
            x.push_back(count > 1
                            ? 9.0F * static_cast<float>(2 * i - count) / static_cast<float>(count)
                            : 0.7F);
        }
        x = asStored<TestType>(x);
        std::vector<double> gelu;
        std::vector<double> silu;
        for (const double value : x) {
            gelu.push_back(0.5 * value * std::erfc(-value / std::sqrt(2.0)));
            silu.push_back(value / (1 + std::exp(-value)));
        }
        OnDevice<TestType> y(x);
        cuda::gelu(y.data(), x.size(), nullptr);
        CHECK(worstError(y.values(), gelu, 1e-6 + kSmallest<TestType>) <
              boundOf(kRounding<TestType>, 1e-5));
        OnDevice<TestType> z(x);
        cuda::silu(z.data(), x.size(), nullptr);
        CHECK(worstError(z.values(), silu, 1e-6 + kSmallest<TestType>) <
              boundOf(kRounding<TestType>, 2e-6));
    }
}

TEST_CASE("CUDA: activations of extreme values stay finite and right") {
    const std::vector<float> x{-1e30F, -100, -90, 90, 100, 1e30F};
    OnDevice<float> y(x), z(x);
    cuda::gelu(y.data(), x.size(), nullptr);
    cuda::silu(z.data(), x.size(), nullptr);
    for (const auto& values : {y.values(), z.values()}) {
        for (std::size_t i = 0; i < 3; ++i) {
            CHECK(std::abs(values[i]) < 1e-6F);
        }
        CHECK(values[3] == 90);
        CHECK(values[4] == 100);
        CHECK(values[5] == 1e30F);
    }
}

TEST_CASE("CUDA: softmax over rows leaves what lies between them alone") {
    for (const int columns : {1, 9, 581}) {
        const int rows = 11;
        const int stride = columns + 7;
        const auto x = randomValues(static_cast<std::size_t>(rows * stride), 30);
        auto expected = x;
        for (int row = 0; row < rows; ++row) {
            cpu::softmaxRows(&expected[static_cast<std::size_t>(row * stride)], 1, columns, 0.125F);
        }
        OnDevice<float> y(x);
        cuda::softmaxRows(y.data(), rows, columns, stride, 0.125F, nullptr);
        CHECK(worstError(y.values(), expected, 1e-6) < 1e-5);
    }
}

TEMPLATE_TEST_CASE("CUDA: causal convolution with SiLU", "", float, Bf16, Fp16) {
    const int batch = GENERATE(1, 7);
    const bool tail = GENERATE(false, true);
    if (tail && batch > 1) {
        return; // prefixes, which come in batches, have nothing before them
    }
    for (const int channels : {8, 40, 264}) {
        for (const int rows : {1, 2, 3, 17, 129, 40000}) {
            if (rows > 1000 && channels > 8) {
                continue; // long ones need not be wide
            }
            const int stride = 2 * channels;
            const auto width = static_cast<std::size_t>(channels);
            const auto x =
                asStored<TestType>(randomValues(static_cast<std::size_t>(batch * rows * stride)));
            const auto before = asStored<TestType>(tail ? randomValues(3 * width, 1, 5)
                                                        : std::vector<float>(3 * width));
            const auto weights =
                randomValues(static_cast<std::size_t>(batch * cuda::kTaps) * width, 0.5F, 2);
            const auto bias = randomValues(static_cast<std::size_t>(batch) * width, 0.1F, 3);
            std::vector<float> expected(static_cast<std::size_t>(batch * rows) * width);
            for (int b = 0; b < batch; ++b) {
                auto all = before;
                for (int row = 0; row < rows; ++row) {
                    const auto line = x.begin() + (b * rows + row) * stride;
                    all.insert(all.end(), line, line + channels);
                }
                cpu::convolveSilu(all.data(), &weights[static_cast<std::size_t>(b) * 4 * width],
                                  &bias[static_cast<std::size_t>(b) * width], cuda::kTaps, rows,
                                  channels, &expected[static_cast<std::size_t>(b * rows) * width]);
            }
            OnDevice<TestType> in(x), history(before), out(expected.size());
            OnDevice<float> deviceWeights(weights), deviceBias(bias);
            cuda::convolveSilu<TestType>({.rows = rows,
                                          .channels = channels,
                                          .batch = batch,
                                          .x = in.data(),
                                          .rowStride = stride,
                                          .tail = tail ? history.data() : nullptr},
                                         deviceWeights.data(), deviceBias.data(), out.data(),
                                         nullptr);
            CHECK(worstError(out.values(), expected, 0.1) < boundOf(kRounding<TestType>, 5e-6));
        }
    }
}

TEST_CASE("CUDA: affine layer of one vector") {
    for (const int inputs : {1, 16, 333}) {
        for (const int outputs : {1, 9, 130}) {
            const auto weights = randomValues(static_cast<std::size_t>(inputs * outputs));
            const auto bias = randomValues(static_cast<std::size_t>(outputs), 1, 2);
            const auto x = randomValues(static_cast<std::size_t>(inputs), 1, 3);
            std::vector<float> expected(bias.size());
            cpu::affineRow(weights.data(), bias.data(), x.data(), outputs, inputs, expected.data());
            OnDevice<float> w(weights), b(bias), in(x), out(bias.size());
            cuda::affineRow(w.data(), b.data(), in.data(), outputs, inputs, out.data(), nullptr);
            CHECK(worstError(out.values(), expected, std::sqrt(inputs)) < 2e-6);
        }
    }
}

TEST_CASE("CUDA: bilinear resize") {
    for (const auto& [from, to] : {std::pair(512, 336), {37, 91}, {7, 7}, {1, 5}}) {
        const auto picture = randomValues(static_cast<std::size_t>(3 * from * from));
        std::vector<float> expected(static_cast<std::size_t>(3 * to * to));
        cpu::resizeBilinear(picture.data(), from, 3, to, expected.data());
        OnDevice<float> in(picture), out(expected.size());
        cuda::resizeBilinear(in.data(), from, 3, to, out.data(), nullptr);
        CHECK(worstError(out.values(), expected, 1) < 1e-6);
    }
}

TEMPLATE_TEST_CASE("CUDA: patches of colours", "", float, Bf16, Fp16) {
    const int size = 28;
    const int patchSize = 14;
    const int rowLength = 592;
    const auto picture = randomValues(static_cast<std::size_t>(3 * size * size));
    std::vector<float> expected(4 * static_cast<std::size_t>(rowLength));
    for (int patch = 0; patch < 4; ++patch) {
        cpu::colourPatch(picture.data(), size, patchSize, patch,
                         &expected[static_cast<std::size_t>(patch * rowLength)]);
    }
    OnDevice<float> in(picture);
    OnDevice<TestType> out(expected.size());
    cuda::colourPatches(in.data(), size, patchSize, {}, rowLength, out.data(), nullptr);
    CHECK(out.values() == asStored<TestType>(expected));
}

TEST_CASE("CUDA: the stem's patches of colours and rays") {
    const int size = 12;
    const int patchSize = 4;
    const int pixels = patchSize * patchSize;
    const auto picture = randomValues(static_cast<std::size_t>(3 * size * size));
    const SourceCamera camera{23.5, 41, 1.7};
    cuda::ColourScale scale;
    std::copy_n(kImageMean, 3, scale.mean);
    std::copy_n(kImageDeviation, 3, scale.deviation);

    cuda::Array<cuda::CameraRequest> request(1);
    const cuda::CameraRequest asked{camera.elevationDegrees, camera.fovYDegrees, camera.radius,
                                    true};
    cuda::check(cudaMemcpy(request.data(), &asked, sizeof(asked), cudaMemcpyHostToDevice),
                "testing");
    cuda::Array<cuda::DeviceCamera> aimed(1);
    OnDevice<float> in(picture), colours(static_cast<std::size_t>(9 * 3 * pixels)),
        rays(static_cast<std::size_t>(9 * 6 * pixels));
    cuda::aimCamera(request.data(), nullptr, {kElevationUnit, kElevationLimit}, aimed.data(),
                    nullptr);
    cuda::colourPatches(in.data(), size, patchSize, scale, 3 * pixels, colours.data(), nullptr);
    cuda::rayPatches(aimed.data(), size, patchSize, rays.data(), nullptr);

    const CameraRays cpuRays(camera, size);
    std::vector<float> expectedColours;
    std::vector<float> expectedRays;
    for (int patch = 0; patch < 9; ++patch) {
        std::vector<float> row(static_cast<std::size_t>(kStemChannels * pixels));
        cpu::stemPatch(picture.data(), size, patchSize, patch, cpuRays, row.data());
        expectedColours.insert(expectedColours.end(), row.begin(), row.begin() + 3 * pixels);
        expectedRays.insert(expectedRays.end(), row.begin() + 3 * pixels, row.end());
    }
    CHECK(worstError(colours.values(), expectedColours, 1) < 1e-6);
    CHECK(worstError(rays.values(), expectedRays, 1) < 1e-7);

    cuda::DeviceCamera result{};
    cuda::check(cudaMemcpy(&result, aimed.data(), sizeof(result), cudaMemcpyDeviceToHost),
                "testing");
    const auto token = camera.tokenInput();
    CHECK(worstError(std::vector<float>(result.tokenInput, result.tokenInput + 16), token, 1) <
          1e-7);
}

TEMPLATE_TEST_CASE("CUDA: stem tokens in their scan orders, with features of their place", "",
                   float, Bf16, Fp16) {
    const int grid = 5;
    const int width = 24;
    const int patchGrid = GENERATE(0, 2, 5, 7); // 0: no features
    const auto stem = randomValues(static_cast<std::size_t>(grid * grid * width));
    const auto table =
        asStored<TestType>(randomValues(static_cast<std::size_t>(4 * grid * grid * width), 1, 2));
    const auto features =
        randomValues(static_cast<std::size_t>(patchGrid * patchGrid * 4 * width), 1, 3);
    std::vector<double> expected;
    for (int gaussian = 0; gaussian < 4 * grid * grid; ++gaussian) {
        const int order = gaussian / (grid * grid);
        const int place = stemTokenOf(gaussian, grid);
        // The weight of a patch falls off linearly with its distance along each axis.
        const auto weight = [&](int at, int patch) {
            const double position =
                std::clamp((at + 0.5) * patchGrid / grid - 0.5, 0.0, patchGrid - 1.0);
            return std::max(1 - std::abs(patch - position), 0.0);
        };
        for (int i = 0; i < width; ++i) {
            double sum = static_cast<double>(stem[static_cast<std::size_t>(place * width + i)]) +
                         table[static_cast<std::size_t>(gaussian * width + i)];
            for (int patch = 0; patch < patchGrid * patchGrid; ++patch) {
                sum += weight(place / grid, patch / patchGrid) *
                       weight(place % grid, patch % patchGrid) *
                       features[static_cast<std::size_t>((patch * 4 + order) * width + i)];
            }
            expected.push_back(sum);
        }
    }
    OnDevice<float> in(stem), seen(features), out(expected.size());
    OnDevice<TestType> learned(table);
    const cuda::GridFeatures onGrid{patchGrid > 0 ? seen.data() : nullptr, patchGrid};
    cuda::scanOrders(in.data(), learned.data(), onGrid, grid, width, out.data(), nullptr);
    CHECK(worstError(out.values(), expected, 1) < 5e-7);
}
