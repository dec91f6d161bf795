#include "app/gui/exporter.h"

#include "app/gui/engine_words.h"
#include "app/gui/export_dialog.h"
#include "app/gui/file_dialogs.h"
#include "app/gui/format_chooser.h"

namespace gambade::gui {
namespace {

QString summary(const QStringList& failures, std::size_t all) {
    if (all == 1) {
        return failures.first();
    }
    return Exporter::tr("%1 of %2 files were not written: %3")
        .arg(failures.size())
        .arg(all)
        .arg(failures.join(QStringLiteral("; ")));
}

/// Why a scene cannot be written at all; empty: it can. A file without splats is nobody's wish.
QString whyNotWritten(const Scene& scene) {
    return scene.cloud->empty()
               ? Exporter::tr("no splats are left of %1: there is nothing to export")
                     .arg(scene.name())
               : QString();
}

} // namespace

Exporter::Exporter(QWidget* window) : QObject(window), m_window(window), m_box(window, nullptr) {
    m_box.setTitle(tr("Exporting"));
    m_box.follow(m_worker);
    connect(&m_worker, &Worker::failed, this,
            [this](Worker::JobId, const QString& message) { emit failed(message); });
    connect(&m_worker, &Worker::cancelled, this, &Exporter::cancelled);
}

void Exporter::askAndExport(ScenePtr scene) {
    if (const QString reason = whyNotWritten(*scene); !reason.isEmpty()) {
        emit failed(reason);
        return;
    }
    ExportDialog dialog(m_window);
    if (dialog.exec() != QDialog::Accepted) {
        return;
    }
    const FormatChooser& format = dialog.format();
    const QString file =
        askForFileToWrite(m_window, tr("Export splats"), scene->name(), format.extension(),
                          QStringLiteral("%1 (*%2)").arg(format.formatName(), format.extension()));
    if (!file.isEmpty()) {
        write(scene, file, format.options());
    }
}

void Exporter::askAndExportAll(const std::vector<ScenePtr>& scenes) {
    QStringList names;
    for (const ScenePtr& scene : scenes) {
        names.append(scene->name());
    }
    ExportAllDialog dialog(names, m_window);
    if (dialog.exec() == QDialog::Accepted) {
        writeAll(scenes, dialog.files(), dialog.format().options());
    }
}

void Exporter::write(const ScenePtr& scene, const QString& file, const WriteOptions& options) {
    writeAll({scene}, {file}, options);
}

void Exporter::writeAll(const std::vector<ScenePtr>& scenes, const QStringList& files,
                        const WriteOptions& options) {
    m_worker.start([this, scenes, files, options](const Progress& progress,
                                                  const Worker::Post& post) {
        const auto count = static_cast<double>(scenes.size());
        QStringList failures;
        for (std::size_t i = 0; i < scenes.size(); ++i) {
            const ScenePtr& scene = scenes[i];
            const QString file = files[static_cast<qsizetype>(i)];
            const auto at = static_cast<double>(i);
            if (const QString reason = whyNotWritten(*scene); !reason.isEmpty()) {
                failures.append(reason);
                continue;
            }
            try {
                writeSplats(*scene->cloud, file.toStdString(), options,
                            progress.part(at / count, (at + 1.0) / count));
                post([this, scene, file] { emit exported(scene, file); });
            } catch (const Cancelled&) {
                throw;
            } catch (const std::exception& failure) {
                failures.append(inWindowLanguage(Worker::describe(failure)));
            }
        }
        if (!failures.isEmpty()) {
            post([this, failures, all = scenes.size()] { emit failed(summary(failures, all)); });
        }
    });
}

} // namespace gambade::gui
