#include "app/gui/picture_exporter.h"

#include "app/gui/file_dialogs.h"
#include "app/gui/picture_dialogs.h"
#include "splat_renderer/picture_file.h"
#include "splats/png_file.h"

#include <QOffscreenSurface>

namespace gambade::gui {
namespace {

void writePng(const QImage& picture, const QString& file) {
    const QImage rows = picture.convertToFormat(QImage::Format_RGB888);
    PngFile png(file.toStdString(), rows.width(), rows.height(), 3);
    for (int y = 0; y < rows.height(); ++y) {
        png.writeRow({rows.constScanLine(y), static_cast<std::size_t>(rows.width()) * 3});
    }
    png.commit();
}

} // namespace

PictureExporter::PictureExporter(QWidget* window)
    : QObject(window), m_window(window), m_box(window, nullptr) {
    m_box.follow(m_worker);
    // After the box has closed: who hears it may start the next one.
    connect(&m_worker, &Worker::finished, this, [this] { emit saved(m_file); });
    connect(&m_worker, &Worker::failed, this,
            [this](Worker::JobId, const QString& message) { emit failed(message); });
    connect(&m_worker, &Worker::cancelled, this, &PictureExporter::cancelled);
}

PictureExporter::~PictureExporter() = default;

void PictureExporter::askAndSavePicture(const ViewContent& view) {
    const bool transparent = view.settings.background != BackgroundKind::kColor;
    PictureDialog dialog(view.size, transparent, m_window);
    if (dialog.exec() != QDialog::Accepted) {
        return;
    }
    const QString file = askForPng(tr("Save picture of the view"), view.name);
    if (!file.isEmpty()) {
        savePicture(view, dialog.size(), dialog.transparent(), file);
    }
}

void PictureExporter::askAndSave(const QImage& picture, const QString& name) {
    const QString file = askForPng(tr("Save picture of the comparison"), name);
    if (!file.isEmpty()) {
        start(file, tr("Saving the picture"), [=](const Progress&) { writePng(picture, file); });
    }
}

QString PictureExporter::askForPng(const QString& title, const QString& name) {
    return askForFileToWrite(m_window, title, name, QStringLiteral(".png"),
                             tr("PNG picture (*.png)"));
}

void PictureExporter::askAndSaveTurntable(const ViewContent& view) {
    const QString ffmpeg = findFfmpeg();
    const bool transparent = view.settings.background != BackgroundKind::kColor;
    TurntableDialog dialog(view.size, transparent, !ffmpeg.isEmpty(), m_window);
    if (dialog.exec() != QDialog::Accepted) {
        return;
    }
    const TurntableOptions options = dialog.options();
    const TurntableFormat& format = *findTurntableFormat(options.format);
    const bool folder = !format.needsFfmpeg;
    const QString extension = folder ? QString() : QStringLiteral(".") + format.extension;
    const QString file = askForFileToWrite(
        m_window, folder ? tr("Name of a new folder for the pictures") : tr("Export turntable"),
        view.name + tr(" turntable"), extension,
        folder ? tr("Folder (*)")
               : QStringLiteral("%1 (*%2)").arg(format.nameInWindowLanguage(), extension));
    if (!file.isEmpty()) {
        saveTurntable(view, options, ffmpeg, file);
    }
}

void PictureExporter::savePicture(const ViewContent& view, const QSize& size, bool transparent,
                                  const QString& file) {
    drawAndWrite(view, file, tr("Saving the picture"),
                 [=](OffscreenRenderer& renderer, const Progress& progress) {
                     writePng(renderer.draw(view.pose.camera(), size, progress), file.toStdString(),
                              renderer.background(transparent));
                 });
}

void PictureExporter::saveTurntable(const ViewContent& view, const TurntableOptions& options,
                                    const QString& ffmpeg, const QString& file) {
    drawAndWrite(view, file, tr("Exporting the turntable"),
                 [=](OffscreenRenderer& renderer, const Progress& progress) {
                     writeTurntable(renderer, view.pose, options, ffmpeg, file, progress);
                 });
}

void PictureExporter::cancel() {
    m_worker.cancel(m_job);
}

void PictureExporter::drawAndWrite(const ViewContent& view, const QString& file,
                                   const QString& title, Draw draw) {
    if (view.openGl && !m_surface) { // made here, as only this thread may
        m_surface = std::make_unique<QOffscreenSurface>();
        m_surface->create();
    }
    QOffscreenSurface* surface = view.openGl ? m_surface.get() : nullptr;
    start(file, title, [=](const Progress& progress) {
        OffscreenRenderer renderer(surface, view.cloud, view.settings);
        draw(renderer, progress);
    });
}

void PictureExporter::start(const QString& file, const QString& title, Write write) {
    if (m_worker.isBusy()) {
        emit failed(
            tr("A picture or turntable is being saved already: wait for it, or cancel it."));
        return;
    }
    m_box.setTitle(title);
    m_file = file;
    m_job = m_worker.start([write = std::move(write)](const Progress& progress,
                                                      const Worker::Post&) { write(progress); });
}

} // namespace gambade::gui
