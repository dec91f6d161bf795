#pragma once

#include "app/gui/scene.h"
#include "app/gui/worker.h"
#include "splat_renderer/renderer.h"
#include "splats/format.h"

#include <QObject>

class QWidget;

namespace gambade::gui {

/// Writes splats and pictures, on a thread of its own. The file dialogs ask before a file is
/// replaced.
class Exporter : public QObject {
    Q_OBJECT

public:
    explicit Exporter(QWidget* window);

    void askAndExport(const ScenePtr& scene);
    void askAndSavePicture(const ScenePtr& scene, const Camera& camera,
                           const RenderSettings& settings, QSize size);

    void write(const ScenePtr& scene, const QString& file, const WriteOptions& options);
    /// Splats as the CPU rasterizer draws them; with a transparent background where the settings
    /// have no colour.
    void savePicture(const ScenePtr& scene, const Camera& camera, const RenderSettings& settings,
                     QSize size, const QString& file);

signals:
    void exported(const gambade::gui::ScenePtr& scene, const QString& file);
    void pictureSaved(const QString& file);
    void failed(const QString& message);

private:
    QString askForFile(const QString& title, const QString& name, const QString& extension,
                       const QString& filter);

    QWidget* m_window;
    Worker m_worker;
};

} // namespace gambade::gui
