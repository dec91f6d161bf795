#include "app/gui/seen_colors.h"

#include "app/gui/shared_cloud.h"
#include "splat_renderer/visibility.h"

#include <glm/common.hpp>

namespace gambade::gui {
namespace {

constexpr glm::vec3 kUnseen(0.90f, 0.36f, 0.13f);
constexpr glm::vec3 kSeen(0.13f, 0.62f, 0.42f);

} // namespace

CloudPtr coloredByShares(const GaussianCloud& cloud, const std::vector<float>& shares) {
    GaussianCloud colored = cloud;
    colored.shDegree = 0;
    colored.sh.resize(colored.size());
    for (std::size_t i = 0; i < colored.size(); ++i) {
        colored.setBaseColor(i, glm::mix(kUnseen, kSeen, shares.at(i)));
    }
    return shareCloud(std::move(colored));
}

SeenColors::SeenColors(QObject* parent) : QObject(parent) {
    connect(&m_worker, &Worker::failed, this,
            [this](Worker::JobId, const QString& message) { emit failed(message); });
}

void SeenColors::setScene(const ScenePtr& scene) {
    m_worker.cancel(m_job);
    m_scene = scene;
    m_colored.reset();
    update();
}

void SeenColors::setWanted(bool wanted) {
    if (wanted != m_wanted) {
        m_wanted = wanted;
        update();
    }
}

void SeenColors::update() {
    if (!m_scene) {
        emit cloudReady(nullptr, {});
        return;
    }
    const bool colored = m_wanted && m_scene->origin;
    if (colored && m_colored) {
        emit cloudReady(m_colored, {});
    } else {
        emit cloudReady(m_scene->cloud, m_scene->onGpu);
    }
    if (!colored || m_colored) {
        return;
    }
    m_worker.cancel(m_job);
    m_job =
        m_worker.start([this, scene = m_scene](const Progress& progress, const Worker::Post& post) {
            const auto shares = shownShares(*scene->cloud, scene->sourceCamera(), kFramedSize,
                                            kFramedSize, 0, progress);
            post([this, scene, result = coloredByShares(*scene->cloud, shares)] {
                m_colored = result;
                if (m_wanted) {
                    emit cloudReady(m_colored, {});
                }
            });
        });
}

} // namespace gambade::gui
