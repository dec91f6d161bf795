#include "splats/atomic_file.h"
#include "splats/codebook.h"
#include "splats/error.h"
#include "splats/morton_order.h"
#include "splats/packing.h"
#include "splats/sh_palette.h"
#include "splats/sog.h"
#include "splats/sog_layout.h"
#include "splats/webp_pixels.h"
#include "splats/zip_archive.h"

#include <cfloat>
#include <fmt/core.h>
#include <limits>
#include <nlohmann/json.hpp>

namespace gambade {
namespace {

using namespace sog;
/// Of 32-bit numbers, whose shortest text is half as long.
using Json = nlohmann::basic_json<nlohmann::ordered_map, std::vector, std::string, bool,
                                  std::int64_t, std::uint64_t, float>;

/// Adds the archive's files; each part of the cloud returns what meta.json says of it.
class Bundle {
public:
    Bundle(const GaussianCloud& cloud, Progress progress)
        : m_cloud(cloud), m_progress(std::move(progress)) {}

    Json addPositions();
    Json addRotations();
    Json addScales();
    Json addColors();
    Json addSh(const ShPalette& palette);
    std::vector<std::byte> finish(const Json& meta);

private:
    /// An image of pixel(i) for each splat i. Returns the file's name.
    template <class Encode>
    std::string addImage(const char* name, const Encode& pixel);
    std::string addFile(const char* name, const PixelImage& image);

    const GaussianCloud& m_cloud;
    Progress m_progress;
    std::vector<ZipEntry> m_files = {{kMeta, {}}};
};

std::string Bundle::addFile(const char* name, const PixelImage& image) {
    m_files.push_back({name, packWebp(image, m_progress)});
    return name;
}

template <class Encode>
std::string Bundle::addImage(const char* name, const Encode& pixel) {
    const auto side = static_cast<std::size_t>(std::sqrt(static_cast<double>(m_cloud.size())));
    PixelImage image;
    image.size.width = std::min(side + 1, kLargestWebpSide);
    image.size.height =
        std::max<std::size_t>(1, (m_cloud.size() + image.size.width - 1) / image.size.width);
    image.pixels.resize(image.size.width * image.size.height, Pixel{0, 0, 0, 255});
    for (std::size_t i = 0; i < m_cloud.size(); ++i) {
        image.pixels[i] = pixel(i);
    }
    return addFile(name, image);
}

Json Bundle::addPositions() {
    std::array<float, 3> mins;
    std::array<float, 3> maxs;
    mins.fill(std::numeric_limits<float>::max());
    maxs.fill(std::numeric_limits<float>::lowest());
    std::vector<std::array<double, 3>> logs(m_cloud.size());
    for (std::size_t i = 0; i < logs.size(); ++i) {
        for (std::size_t axis = 0; axis < 3; ++axis) {
            logs[i][axis] =
                toLog(static_cast<double>(m_cloud.positions[i][static_cast<glm::length_t>(axis)]));
            const auto value = static_cast<float>(logs[i][axis]);
            mins[axis] = std::min(mins[axis], value);
            maxs[axis] = std::max(maxs[axis], value);
        }
    }
    const auto steps = [&](std::size_t i, std::size_t axis) -> std::uint32_t {
        const auto least = static_cast<double>(mins[axis]);
        const double extent = static_cast<double>(maxs[axis]) - least;
        const double t = extent > 0.0 ? (logs[i][axis] - least) / extent : 0.0;
        return static_cast<std::uint32_t>(std::clamp(t, 0.0, 1.0) * kPositionSteps + 0.5);
    };
    const auto byteOf = [&](std::size_t i, unsigned shift) {
        Pixel pixel = {0, 0, 0, 255};
        for (std::size_t axis = 0; axis < 3; ++axis) {
            pixel[axis] = static_cast<std::uint8_t>(steps(i, axis) >> shift & 0xffu);
        }
        return pixel;
    };
    return {{"mins", mins},
            {"maxs", maxs},
            {"files",
             {addImage("means_l.webp", [&](std::size_t i) { return byteOf(i, 0); }),
              addImage("means_u.webp", [&](std::size_t i) { return byteOf(i, 8); })}}};
}

Json Bundle::addRotations() {
    const auto encode = [this](std::size_t i) {
        const glm::quat& q = m_cloud.rotations[i];
        const std::array<float, 4> wxyz = {q.w, q.x, q.y, q.z};
        const std::size_t leftOut = largestComponent(wxyz);
        // q and −q are one rotation: the component left out is made positive.
        const float sign = std::copysign(1.0f, wxyz[leftOut]);
        Pixel pixel = {};
        for (std::size_t c = 0, stored = 0; c < wxyz.size(); ++c) {
            if (c != leftOut) {
                pixel[stored++] = toByte((wxyz[c] * sign / kLargestOfThree + 1.0f) * 127.5f);
            }
        }
        pixel[3] = static_cast<std::uint8_t>(kFirstLeftOut + leftOut);
        return pixel;
    };
    return {{"files", {addImage("quats.webp", encode)}}};
}

Json Bundle::addScales() {
    const auto lnScale = [this](std::size_t i, glm::length_t axis) {
        return std::log(std::max(m_cloud.scales[i][axis], FLT_MIN));
    };
    std::vector<float> values;
    for (std::size_t i = 0; i < m_cloud.size(); ++i) {
        values.insert(values.end(), {lnScale(i, 0), lnScale(i, 1), lnScale(i, 2)});
    }
    const Codebook codebook(std::move(values));
    const auto encode = [&](std::size_t i) {
        return Pixel{codebook.indexOf(lnScale(i, 0)), codebook.indexOf(lnScale(i, 1)),
                     codebook.indexOf(lnScale(i, 2)), 255};
    };
    return {{"codebook", codebook.numbers()}, {"files", {addImage("scales.webp", encode)}}};
}

/// The numbers of coefficients that are `step` apart.
Codebook codebookOf(std::span<const glm::vec3> coefficients, std::size_t step) {
    std::vector<float> values;
    for (std::size_t i = 0; i < coefficients.size(); i += step) {
        values.insert(values.end(), {coefficients[i].r, coefficients[i].g, coefficients[i].b});
    }
    return Codebook(std::move(values));
}

Pixel encodeSh(const Codebook& codebook, const glm::vec3& c, std::uint8_t alpha) {
    return {codebook.indexOf(c.r), codebook.indexOf(c.g), codebook.indexOf(c.b), alpha};
}

Json Bundle::addColors() {
    const std::size_t coefficients = shCoefficientCount(m_cloud.shDegree);
    const Codebook codebook = codebookOf(m_cloud.sh, coefficients);
    const auto encode = [&](std::size_t i) {
        return encodeSh(codebook, m_cloud.sh[i * coefficients],
                        toByte(m_cloud.opacities[i] * 255.0f));
    };
    return {{"codebook", codebook.numbers()}, {"files", {addImage("sh0.webp", encode)}}};
}

Json Bundle::addSh(const ShPalette& palette) {
    const std::size_t stored = shCoefficientCount(m_cloud.shDegree) - 1;
    const std::size_t count = palette.entries.size() / stored;
    const Codebook codebook = codebookOf(palette.entries, 1);
    PixelImage image;
    image.size = {kPaletteColumns * stored, (count + kPaletteColumns - 1) / kPaletteColumns};
    image.pixels.resize(image.size.width * image.size.height, Pixel{0, 0, 0, 255});
    std::transform(palette.entries.begin(), palette.entries.end(), image.pixels.begin(),
                   [&](const glm::vec3& c) { return encodeSh(codebook, c, 255); });
    const auto label = [&](std::size_t i) {
        return Pixel{static_cast<std::uint8_t>(palette.labels[i] & 0xff),
                     static_cast<std::uint8_t>(palette.labels[i] >> 8), 0, 255};
    };
    return {{"count", count},
            {"bands", m_cloud.shDegree},
            {"codebook", codebook.numbers()},
            {"files", {addFile("shN_centroids.webp", image), addImage("shN_labels.webp", label)}}};
}

std::vector<std::byte> Bundle::finish(const Json& meta) {
    const std::string text = meta.dump();
    const auto bytes = std::as_bytes(std::span(text));
    m_files.front().bytes.assign(bytes.begin(), bytes.end());
    return makeZip(m_files);
}

} // namespace

void writeSog(const GaussianCloud& cloud, const std::filesystem::path& path,
              const WriteOptions& /*options*/, const Progress& progress) {
    if (cloud.size() > kLargestWebpSide * kLargestWebpSide) {
        throw Error(
            ErrorKind::kOutput,
            fmt::format("cannot write {}: SOG holds at most {} splats; write a .ply instead",
                        path.string(), kLargestWebpSide * kLargestWebpSide));
    }
    GaussianCloud turned = gather(cloud, mortonOrder(cloud));
    rotateHalfTurnAboutZ(turned);
    const double partWithoutSh = turned.shDegree > 0 ? 0.4 : 0.9;
    const auto report = [&](double fraction) {
        progress.update("writing", partWithoutSh * fraction);
    };
    Bundle bundle(turned, progress);
    report(0.1);
    Json meta = {{"version", kVersion},
                 {"asset", {{"generator", "Gambade " GAMBADE_VERSION}}},
                 {"count", turned.size()},
                 {"antialias", cloud.antialiased}};
    meta["means"] = bundle.addPositions();
    report(0.4);
    meta["quats"] = bundle.addRotations();
    report(0.6);
    meta["scales"] = bundle.addScales();
    report(0.8);
    meta["sh0"] = bundle.addColors();
    report(1.0);
    if (turned.shDegree > 0) {
        meta["shN"] =
            bundle.addSh(makeShPalette(turned, kLargestPalette, progress.part(partWithoutSh, 0.8)));
    }
    progress.update("writing", 0.9);
    AtomicFile file(path);
    file.write(bundle.finish(meta));
    progress.throwIfCancelled();
    file.commit();
    progress.update("writing", 1.0);
}

} // namespace gambade
