#include "app/gui/exporter.h"

#include "app/gui/export_dialog.h"
#include "app/gui/file_dialogs.h"

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
    const QString file = askForFileToWrite(
        m_window, tr("Export splats"), scene->name(), dialog.extension(),
        tr("%1 (*%2)").arg(dialog.formatName().section(' ', 0, 0), dialog.extension()));
    if (!file.isEmpty()) {
        write(scene, file, dialog.options());
    }
}

void Exporter::write(const ScenePtr& scene, const QString& file, const WriteOptions& options) {
    m_worker.start(
        [this, scene, file, options](const Progress& progress, const Worker::Post& post) {
            writeSplats(*scene->cloud, file.toStdString(), options, progress);
            post([this, scene, file] { emit exported(scene, file); });
        });
}

} // namespace gambade::gui
