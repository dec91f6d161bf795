#include "app/gui/canvas.h"
#include "app/gui/checker.h"
#include "app/gui/grid_painter.h"
#include "app/gui/pixels.h"
#include "app/gui/shared_cloud.h"
#include "app/gui/worker.h"

#include <QCoreApplication>
#include <QPainter>
#include <cmath>
#include <optional>

namespace gambade::gui {
namespace {

/// Shows pictures of the CPU rasterizer, made on a thread of their own: first a coarse one, so that
/// the view follows the hand, then the exact one.
class ImageCanvas : public QWidget, public Canvas {
public:
    explicit ImageCanvas(QWidget* parent) : QWidget(parent) {
        connect(&m_worker, &Worker::finished, this, [this] { renderNext(); });
        connect(&m_worker, &Worker::failed, this, [this](Worker::JobId, const QString& message) {
            // What was asked for meanwhile is drawn; the exact picture of what failed is not.
            m_wanted = m_wanted == Quality::kCoarse ? Quality::kCoarse : Quality::kNone;
            renderNext();
            if (m_onFailed) {
                m_onFailed(message);
            }
        });
    }

    QWidget& widget() override { return *this; }

    void setCloud(CloudPtr cloud, const CloudExtent& extent, OnGpu /*onGpu*/) override {
        m_cloud = std::move(cloud);
        m_floor = extent.floor;
        if (!m_cloud) {
            m_grid.reset();
        }
        m_adjusted.reset();
        m_selection.reset();
        request();
    }

    void setSelection(SelectionPtr selection) override {
        m_selection = std::move(selection);
        request();
    }

    void setCamera(const Camera& camera) override {
        m_camera = camera;
        request();
    }

    void setSettings(const RenderSettings& settings) override {
        const bool same = settings.splatScale == m_settings.splatScale &&
                          settings.minOpacity == m_settings.minOpacity;
        m_settings = settings;
        if (same) {
            update();
        } else {
            m_adjusted.reset();
            request();
        }
    }

    bool isOpenGl() const override { return false; }
    bool offers(DisplayMode mode) const override { return mode == DisplayMode::kSplats; }
    QString description() const override {
        return QCoreApplication::translate("ImageCanvas", "Drawn by the processor, without OpenGL");
    }
    void onFailed(Failed failed) override { m_onFailed = std::move(failed); }
    void onDrawn(Drawn drawn) override { m_onDrawn = std::move(drawn); }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter(this);
        if (m_settings.background == BackgroundKind::kColor) {
            const glm::vec3& color = m_settings.backgroundColor;
            painter.fillRect(rect(), QColor::fromRgbF(color.r, color.g, color.b));
        } else {
            fillChecker(painter, rect());
        }
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        // The object stands on the floor: seen from above it hides the grid.
        const bool grid = m_settings.showGrid && m_grid;
        const bool above = grid && isAbove(*m_grid, View(m_camera, 1, 1));
        if (above) {
            paintGrid(painter, *m_grid, m_camera, size());
        }
        painter.drawImage(rect(), m_picture);
        if (grid && !above) {
            paintGrid(painter, *m_grid, m_camera, size());
        }
    }

    void resizeEvent(QResizeEvent* /*event*/) override { request(); }

private:
    enum class Quality { kNone, kCoarse, kExact };

    void request() {
        m_wanted = Quality::kCoarse;
        if (m_running == Quality::kExact) {
            m_worker.cancel(m_job);
            m_running = Quality::kNone;
        }
        if (m_running == Quality::kNone) {
            renderNext();
        }
    }

    void renderNext() {
        m_running = std::exchange(m_wanted, Quality::kNone);
        if (m_running == Quality::kNone || !m_cloud || width() < 1 || height() < 1) {
            m_running = Quality::kNone;
            return;
        }
        if (m_running == Quality::kCoarse) {
            m_wanted = Quality::kExact;
        }
        if (!m_adjusted) {
            m_adjusted = adjusted(m_cloud, m_settings);
        }
        const double scale = devicePixelRatioF() * (m_running == Quality::kCoarse ? 0.4 : 1.0);
        const int w = std::max(1, static_cast<int>(std::lround(width() * scale)));
        const int h = std::max(1, static_cast<int>(std::lround(height() * scale)));
        const bool exact = m_running == Quality::kExact;
        m_job = m_worker.start([this, cloud = m_cloud, shown = m_adjusted, selection = m_selection,
                                grid = m_floor, camera = m_camera, w, h,
                                exact](const Progress& progress, const Worker::Post& post) {
            RasterizerOptions options;
            if (selection) {
                options.highlight = *selection;
            }
            const QImage picture = toPremultiplied(
                rasterize(*shown, camera, w, h, options, Progress(nullptr, progress.stopToken())));
            post([this, cloud, picture, grid, exact] {
                if (cloud == m_cloud) {
                    m_grid = grid;
                }
                m_picture = picture;
                update();
                if (exact && m_onDrawn) {
                    m_onDrawn();
                }
            });
        });
    }

    CloudPtr m_cloud;
    CloudPtr m_adjusted;
    SelectionPtr m_selection;
    FloorGrid m_floor;               ///< of the present cloud
    std::optional<FloorGrid> m_grid; ///< that goes with the picture; none: there is none yet
    Camera m_camera;
    RenderSettings m_settings;
    QImage m_picture;
    Quality m_running = Quality::kNone;
    Quality m_wanted = Quality::kNone;
    Worker::JobId m_job = 0;
    Failed m_onFailed;
    Drawn m_onDrawn;
    Worker m_worker; ///< last: stops before the rest goes
};

} // namespace

std::unique_ptr<Canvas> makeImageCanvas(QWidget* parent) {
    return std::make_unique<ImageCanvas>(parent);
}

CloudPtr adjusted(const CloudPtr& cloud, const RenderSettings& settings) {
    if (settings.splatScale == 1.0f && settings.minOpacity <= 0.0f) {
        return cloud;
    }
    GaussianCloud copy = *cloud;
    for (std::size_t i = 0; i < copy.size(); ++i) {
        copy.scales[i] *= settings.splatScale;
        if (copy.opacities[i] < settings.minOpacity) {
            copy.opacities[i] = 0.0f; // below the 1/255 that is drawn at all
        }
    }
    return shareCloud(std::move(copy));
}

} // namespace gambade::gui
