#pragma once

#include "app/gui/progress_box.h"
#include "app/gui/scene.h"
#include "app/gui/worker.h"
#include "splats/format.h"

#include <QObject>
#include <QStringList>

namespace gambade::gui {

/// Writes splats, on a thread of its own, with a box that can stop it. The file dialog asks before
/// a file is replaced; exports of all get names that are free.
class Exporter : public QObject {
    Q_OBJECT

public:
    explicit Exporter(QWidget* window);

    /// By value: the window may come to show another scene while the dialogs are open.
    void askAndExport(ScenePtr scene);
    void askAndExportAll(const std::vector<ScenePtr>& scenes);
    void write(const ScenePtr& scene, const QString& file, const WriteOptions& options);
    /// One file for each scene. One that fails or has no splats is left out, and told at the end; a
    /// cancel leaves what was finished before.
    void writeAll(const std::vector<ScenePtr>& scenes, const QStringList& files,
                  const WriteOptions& options);
    bool isBusy() const { return m_worker.isBusy(); }

signals:
    void exported(const gambade::gui::ScenePtr& scene, const QString& file);
    void failed(const QString& message);
    void cancelled();

private:
    QWidget* m_window;
    ProgressBox m_box; ///< of the job that runs
    Worker m_worker;
};

} // namespace gambade::gui
