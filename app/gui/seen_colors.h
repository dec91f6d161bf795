#pragma once

#include "app/gui/scene.h"
#include "app/gui/worker.h"

namespace gambade::gui {

/// The cloud in colours that tell how much of each splat a view showed: from warm (share 0: nobody
/// saw it) to green (1).
/// @param shares as of shownShares(), one for each splat
CloudPtr coloredByShares(const GaussianCloud& cloud, const std::vector<float>& shares);

/// Gives the cloud to show of a scene: its own, or in the colours of what the picture showed of it.
/// Those are worked out in the background, once for each scene.
class SeenColors : public QObject {
    Q_OBJECT

public:
    explicit SeenColors(QObject* parent = nullptr);

    /// @param scene null: none
    void setScene(const ScenePtr& scene);
    /// Scenes that were not made from a picture keep their own colours.
    void setWanted(bool wanted);

signals:
    /// Show this from now on; null: nothing.
    void cloudReady(const gambade::gui::CloudPtr& cloud, const gambade::gui::OnGpu& onGpu);
    void failed(const QString& message);

private:
    void update();

    ScenePtr m_scene;
    bool m_wanted = false;
    CloudPtr m_colored; ///< of m_scene; null: not worked out
    Worker::JobId m_job = 0;
    Worker m_worker; ///< last: stops before the rest goes
};

} // namespace gambade::gui
