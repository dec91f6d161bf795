#include "app/gui/scene_maker.h"

#include "app/gui/orbit_controller.h"

#include "app/gui/edited_mask.h"
#include "app/gui/pixels.h"
#include "app/gui/shared_cloud.h"
#include "splat_renderer/rasterizer.h"
#include "splats/format.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

namespace gambade::gui {
namespace {

constexpr int kShownSize = 1024;

QImage smaller(const QImage& image) {
    return image.scaled(image.size().boundedTo({kShownSize, kShownSize}), Qt::KeepAspectRatio,
                        Qt::SmoothTransformation);
}

/// 3 × 512² channel-major values in [0,1]; null for none.
QImage toImage(const std::vector<float>& rgb) {
    if (rgb.empty()) {
        return {};
    }
    QImage image(kFramedSize, kFramedSize, QImage::Format_RGB32);
    const std::size_t plane = rgb.size() / 3;
    for (int y = 0; y < kFramedSize; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < kFramedSize; ++x) {
            const std::size_t at = static_cast<std::size_t>(y) * kFramedSize + x;
            line[x] = qRgb(toByte(rgb[at]), toByte(rgb[plane + at]), toByte(rgb[2 * plane + at]));
        }
    }
    return image;
}

std::shared_ptr<InputPicture> toInput(const PreparedPicture& prepared) {
    auto input = std::make_shared<InputPicture>();
    const Image& photo = prepared.photo->image;
    input->width = photo.width;
    input->height = photo.height;
    input->fovYDegrees = prepared.photo->fovYDegrees;
    input->sha256 = prepared.photo->sha256;
    input->photo = smaller(QImage(photo.rgba.data(), photo.width, photo.height,
                                  static_cast<qsizetype>(photo.width) * 4, QImage::Format_RGBA8888)
                               .convertToFormat(QImage::Format_ARGB32));
    const Matte& matte = prepared.matte;
    input->method = matte.method;
    input->notes = matte.notes;
    input->objectCount = matte.objectCount;
    input->coverage = smaller(QImage(matte.coverage.data(), matte.width, matte.height, matte.width,
                                     QImage::Format_Grayscale8)
                                  .copy())
                          .convertToFormat(QImage::Format_Grayscale8);
    input->framed = toImage(prepared.framed.rgb);
    return input;
}

bool hasObject(const PreparedPicture& picture) {
    return !picture.matte.method.empty();
}

std::shared_ptr<const PreparedPicture> findObject(const PictureJob& job, const Progress& progress) {
    MatteOptions options;
    options.networkFile = findMattingNetwork();
    options.object = job.object;
    auto found = std::make_shared<const PreparedPicture>(
        preparePicture(job.file, options, job.guess.fovYDegrees, progress, Framing::kObject,
                       NothingFound::kLeftEmpty));
    if (job.input && job.input->sha256 != found->photo->sha256) {
        // An edited mask, and what can be undone, belong to the picture as it was.
        throw Error(ErrorKind::kInput,
                    fmt::format("{} has changed since it was opened: open it once more",
                                job.file.string()));
    }
    return found;
}

/// The picture that a job starts from, with the job's mask and field of view.
/// @param used becomes what the network is to be given.
CutOut cutOut(const PictureJob& job, PreparedPicture& used, const Progress& progress) {
    if (!job.input || job.input->object != job.object) {
        const auto found = findObject(job, progress);
        used = *found;
        const auto input = toInput(used);
        input->object = job.object;
        return {input, found};
    }
    const auto found = job.prepared ? job.prepared : findObject(job, progress.part(0.0, 0.9));
    const auto original = asFound(job.input);
    used = *found;
    if (!job.mask.isNull()) {
        replaceCoverage(used, editedCoverage(found->matte, original->coverage, job.mask));
    }
    if (hasObject(used)) {
        frameAgain(used, job.guess.fovYDegrees, progress.part(0.9, 1.0));
    }
    auto input = std::make_shared<InputPicture>(*original); // the pictures in it are shared
    input->framed = toImage(used.framed.rgb);
    if (input->framed == job.input->framed) {
        input->framed = job.input->framed; // shared by all results that were made of it
    }
    if (!job.mask.isNull()) {
        input->method = used.matte.method;
        input->notes = used.matte.notes;
        input->coverage = job.mask;
        input->original = original;
    }
    return {input, found};
}

QString deviceOf(const Reconstructor& reconstructor) {
    const std::string_view name = reconstructor.deviceName();
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

double psnrBetween(const QImage& a, const QImage& b) {
    double sum = 0.0;
    for (int y = 0; y < a.height(); ++y) {
        const auto* lineA = reinterpret_cast<const QRgb*>(a.constScanLine(y));
        const auto* lineB = reinterpret_cast<const QRgb*>(b.constScanLine(y));
        for (int x = 0; x < a.width(); ++x) {
            const int red = qRed(lineA[x]) - qRed(lineB[x]);
            const int green = qGreen(lineA[x]) - qGreen(lineB[x]);
            const int blue = qBlue(lineA[x]) - qBlue(lineB[x]);
            sum += red * red + green * green + blue * blue;
        }
    }
    const double mean = sum / (3.0 * a.width() * a.height());
    return 10.0 * std::log10(255.0 * 255.0 / std::max(mean, 1e-3));
}

} // namespace

LoadedModel SceneMaker::load(const Progress& progress) {
    if (!m_reconstructor) {
        m_reconstructor.emplace(m_choice.model.empty() ? findDefaultModel() : m_choice.model,
                                m_choice.device, m_choice.threads, progress);
        m_reconstructor->keepOnGpu();
    }
    const Weights& weights = m_reconstructor->weights();
    return {weights.path(), QString::fromStdString(weights.name()), deviceOf(*m_reconstructor)};
}

void SceneMaker::setModel(const std::filesystem::path& model) {
    m_choice.model = model;
    m_reconstructor.reset();
}

ScenePtr SceneMaker::reconstruct(const PictureJob& job,
                                 const std::function<void(const CutOut&)>& onInput,
                                 const Progress& progress) {
    PreparedPicture prepared;
    const CutOut picture = cutOut(job, prepared, progress.part(0.0, 0.1));
    onInput(picture);
    if (!hasObject(prepared)) {
        throw Error(ErrorKind::kInput,
                    fmt::format("no object found in {}: edit the mask, paint over the object and "
                                "run again",
                                job.file.string()));
    }
    SceneOrigin origin;
    load(progress.part(0.1, 0.15));
    origin.predicted =
        static_cast<std::size_t>(m_reconstructor->weights().config().gaussianCount());
    origin.input = picture.input;
    origin.guess = job.guess;
    m_onGpu.reset(); // its memory is the next one's
    origin.result = reconstructPicture(*m_reconstructor, prepared, job.guess.elevationDegrees,
                                       progress.part(0.15, 0.95));
    origin.device = deviceOf(*m_reconstructor); // it may have given up the GPU for this picture

    auto scene = std::make_shared<Scene>();
    scene->file = job.file;
    scene->cloud = shareCloud(std::exchange(origin.result.cloud, {}));
    m_onGpu = std::move(origin.result.onGpu);
    scene->onGpu = m_onGpu;
    scene->origin = std::move(origin);
    renderFromSource(*scene, m_choice.threads, progress.part(0.95, 1.0));
    return scene;
}

void renderFromSource(Scene& scene, int threads, const Progress& progress) {
    SceneOrigin& origin = *scene.origin;
    origin.render = toOpaque(rasterize(*scene.cloud, scene.sourceCamera(), kFramedSize, kFramedSize,
                                       {threads}, progress),
                             Qt::white);
    origin.psnr = psnrBetween(origin.render, origin.input->framed);
    origin.renderIsOld = false;
}

QImage pictureOf(const Scene& scene, int size, const Progress& progress) {
    const OrbitPose pose =
        OrbitController().framedPose(measureExtent(*scene.cloud).most, QSizeF(size, size));
    return toPremultiplied(rasterize(*scene.cloud, pose.camera(), size, size, {}, progress));
}

ScenePtr openSplats(const std::filesystem::path& file, const Progress& progress) {
    auto scene = std::make_shared<Scene>();
    scene->file = file;
    scene->cloud = shareCloud(readSplats(file, progress));
    return scene;
}

} // namespace gambade::gui
