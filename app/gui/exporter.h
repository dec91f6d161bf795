#pragma once

#include "app/gui/scene.h"
#include "app/gui/worker.h"
#include "splats/format.h"

#include <QObject>

class QWidget;

namespace gambade::gui {

/// Writes splats, on a thread of its own. The file dialog asks before a file is
/// replaced.
class Exporter : public QObject {
    Q_OBJECT

public:
    explicit Exporter(QWidget* window);

    void askAndExport(const ScenePtr& scene);
    void write(const ScenePtr& scene, const QString& file, const WriteOptions& options);

signals:
    void exported(const gambade::gui::ScenePtr& scene, const QString& file);
    void failed(const QString& message);

private:
    QWidget* m_window;
    Worker m_worker;
};

} // namespace gambade::gui
