#include "app/gui/render_refresh.h"

#include "app/gui/scene_maker.h"

namespace gambade::gui {

RenderRefresh::RenderRefresh(Document& document, QObject* parent)
    : QObject(parent), m_document(document) {
    connect(&document, &Document::sceneChanged, this, &RenderRefresh::onSceneChanged);
    connect(&m_worker, &Worker::failed, this,
            [this](Worker::JobId, const QString& message) { emit failed(message); });
}

void RenderRefresh::onSceneChanged() {
    m_worker.cancel(m_job);
    const ScenePtr scene = m_document.scene();
    if (!scene || !scene->origin || !scene->origin->renderIsOld) {
        return;
    }
    m_job = m_worker.start([this, scene](const Progress& progress, const Worker::Post& post) {
        auto fresh = std::make_shared<Scene>(*scene);
        renderFromSource(*fresh, 0, Progress(nullptr, progress.stopToken()));
        post([this, scene, fresh] { m_document.refresh(scene, fresh); });
    });
}

} // namespace gambade::gui
