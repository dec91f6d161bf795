#include "app/gui/exporter.h"

#include "app/gui/canvas.h"
#include "app/gui/export_dialog.h"
#include "app/gui/settings.h"
#include "splat_renderer/picture_file.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace gambade::gui {

Exporter::Exporter(QWidget* window) : QObject(window), m_window(window) {
    connect(&m_worker, &Worker::failed, this,
            [this](Worker::JobId, const QString& message) { emit failed(message); });
}

void Exporter::askAndExport(const ScenePtr& scene) {
    ExportDialog dialog(m_window);
    if (dialog.exec() != QDialog::Accepted) {
        return;
    }
    const QString file =
        askForFile(tr("Export splats"), scene->name(), dialog.extension(),
                   tr("%1 (*%2)").arg(dialog.formatName().section(' ', 0, 0), dialog.extension()));
    if (!file.isEmpty()) {
        write(scene, file, dialog.options());
    }
}

void Exporter::askAndSavePicture(const ScenePtr& scene, const Camera& camera,
                                 const RenderSettings& settings, QSize size) {
    const QString file = askForFile(tr("Save picture of the view"), scene->name(),
                                    QStringLiteral(".png"), tr("PNG picture (*.png)"));
    if (!file.isEmpty()) {
        savePicture(scene, camera, settings, size, file);
    }
}

void Exporter::write(const ScenePtr& scene, const QString& file, const WriteOptions& options) {
    m_worker.start(
        [this, scene, file, options](const Progress& progress, const Worker::Post& post) {
            writeSplats(*scene->cloud, file.toStdString(), options, progress);
            post([this, scene, file] { emit exported(scene, file); });
        });
}

void Exporter::savePicture(const ScenePtr& scene, const Camera& camera,
                           const RenderSettings& settings, QSize size, const QString& file) {
    m_worker.start([=, this](const Progress& progress, const Worker::Post& post) {
        const CloudPtr cloud = adjusted(scene->cloud, settings);
        const RenderedImage image =
            rasterize(*cloud, camera, size.width(), size.height(), {}, progress);
        const auto background = settings.background == BackgroundKind::kColor
                                    ? std::optional(settings.backgroundColor)
                                    : std::nullopt;
        writePng(image, file.toStdString(), background);
        post([this, file] { emit pictureSaved(file); });
    });
}

QString Exporter::askForFile(const QString& title, const QString& name, const QString& extension,
                             const QString& filter) {
    const QString folder = readSetting(settings::kExportFolder);
    QFileDialog dialog(m_window, title, folder.isEmpty() ? QDir::homePath() : folder, filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(extension.mid(1));
    dialog.selectFile(name + extension);
    if (dialog.exec() != QDialog::Accepted) {
        return {};
    }
    const QString file = dialog.selectedFiles().value(0);
    writeSetting(settings::kExportFolder, QFileInfo(file).absolutePath());
    return file;
}

} // namespace gambade::gui
