#include "app/gui/picture_exporter.h"

#include "app/gui/file_dialogs.h"
#include "app/gui/picture_dialogs.h"
#include "splat_renderer/picture_file.h"

#include <QOffscreenSurface>

namespace gambade::gui {
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
    const QString file = askForFileToWrite(m_window, tr("Save picture of the view"), view.name,
                                           QStringLiteral(".png"), tr("PNG picture (*.png)"));
    if (!file.isEmpty()) {
        savePicture(view, dialog.size(), dialog.transparent(), file);
    }
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
    start(view, file, tr("Saving the picture"),
          [=](OffscreenRenderer& renderer, const Progress& progress) {
              writePng(renderer.draw(view.pose.camera(), size, progress), file.toStdString(),
                       renderer.background(transparent));
          });
}

void PictureExporter::saveTurntable(const ViewContent& view, const TurntableOptions& options,
                                    const QString& ffmpeg, const QString& file) {
    start(view, file, tr("Exporting the turntable"),
          [=](OffscreenRenderer& renderer, const Progress& progress) {
              writeTurntable(renderer, view.pose, options, ffmpeg, file, progress);
          });
}

void PictureExporter::cancel() {
    m_worker.cancel(m_job);
}

void PictureExporter::start(const ViewContent& view, const QString& file, const QString& title,
                            Draw draw) {
    if (m_worker.isBusy()) {
        emit failed(
            tr("A picture or turntable is being saved already: wait for it, or cancel it."));
        return;
    }
    if (view.openGl && !m_surface) {
        m_surface = std::make_unique<QOffscreenSurface>();
        m_surface->create();
    }
    m_box.setTitle(title);
    QOffscreenSurface* surface = view.openGl ? m_surface.get() : nullptr;
    m_file = file;
    m_job = m_worker.start([=](const Progress& progress, const Worker::Post&) {
        OffscreenRenderer renderer(surface, view.cloud, view.settings);
        draw(renderer, progress);
    });
}

} // namespace gambade::gui
