#include "app/gui/canvas.h"
#include "app/gui/worker.h"
#include "splat_renderer/shader_sources.h"
#include "splats/error.h"
#include "splats/log.h"

#include <QDir>
#include <QFileSystemWatcher>
#include <QMetaObject>
#include <QOpenGLContext>
#include <QOpenGLWidget>
#include <QSurfaceFormat>
#include <cmath>
#include <utility>

namespace gambade::gui {
namespace {

/// Of a cloud, copied to the graphics memory: as many as take some milliseconds.
constexpr std::size_t kBytesAFrame = std::size_t{1} << 24;

class GlCanvas : public QOpenGLWidget, public Canvas {
public:
    GlCanvas(RendererPath path, QWidget* parent) : QOpenGLWidget(parent), m_path(path) {
        if (!shaderFolder().empty()) {
            const auto reload = [this] {
                watchShaders();
                reloadShaders();
            };
            connect(&m_shaderWatcher, &QFileSystemWatcher::fileChanged, this, reload);
            connect(&m_shaderWatcher, &QFileSystemWatcher::directoryChanged, this, reload);
            watchShaders();
        }
    }

    ~GlCanvas() override {
        freeRenderer();
        // The context ends with the base class, when there is nothing left here to call.
        disconnect(m_contextEnds);
    }

    QWidget& widget() override { return *this; }

    void setCloud(CloudPtr cloud, const CloudExtent& extent, OnGpu onGpu) override {
        m_cloud = std::move(cloud);
        m_onGpu = std::move(onGpu);
        m_extent = extent;
        m_cloudSent = false;
        m_selection.reset();
        update();
    }

    void setSelection(SelectionPtr selection) override {
        m_selection = std::move(selection);
        m_selectionSent = false;
        update();
    }

    void setCamera(const Camera& camera) override {
        m_camera = camera;
        update();
    }

    void setSettings(const RenderSettings& settings) override {
        m_settings = settings;
        update();
    }

    bool isOpenGl() const override { return true; }
    bool offers(DisplayMode /*mode*/) const override { return true; }
    QString description() const override { return m_description; }
    void onFailed(Failed failed) override { m_onFailed = std::move(failed); }
    void onDrawn(Drawn drawn) override { m_onDrawn = std::move(drawn); }

protected:
    void initializeGL() override {
        m_contextEnds = connect(context(), &QOpenGLContext::aboutToBeDestroyed, this,
                                [this] { freeRenderer(); });
        guarded([this] {
            m_renderer = std::make_unique<Renderer>(m_path);
            m_cloudSent = false;
            m_description = QString::fromStdString(m_renderer->description());
        });
    }

    void paintGL() override {
        if (!m_renderer) {
            return;
        }
        guarded([this] {
            if (!m_cloudSent) {
                m_renderer->beginCloud(m_cloud ? m_cloud : std::make_shared<GaussianCloud>(),
                                       m_extent, m_onGpu.lock().get());
                m_cloudSent = true;
                m_selectionSent = !m_selection; // the renderer starts without one
            }
            m_complete = m_renderer->copyMore(kBytesAFrame);
            if (!m_complete) {
                update(); // the old cloud is still drawn
            } else if (!m_selectionSent) {
                m_renderer->setHighlight(m_selection ? std::span(*m_selection)
                                                     : std::span<const std::uint8_t>());
                m_selectionSent = true;
            }
            const auto pixels = [this](int length) {
                return std::max(1, static_cast<int>(std::lround(length * devicePixelRatioF())));
            };
            m_renderer->draw(m_camera, m_settings,
                             {defaultFramebufferObject(), pixels(width()), pixels(height())});
        });
        if (m_renderer && m_complete && m_onDrawn) {
            m_onDrawn();
        }
    }

    void paintEvent(QPaintEvent* event) override {
        if (isValid() && !context()->isValid()) { // Qt would leave the old picture there
            guarded([] {
                throw Error(ErrorKind::kDevice, "the graphics context was lost while drawing");
            });
            return;
        }
        QOpenGLWidget::paintEvent(event);
    }

private:
    /// After a failure nothing more is drawn here: the owner puts another canvas in its place.
    template <class Action>
    void guarded(const Action& action) {
        try {
            action();
        } catch (const std::exception& failure) { // memory may be short too
            m_renderer.reset();
            if (m_onFailed) {
                QMetaObject::invokeMethod(
                    this,
                    [failed = m_onFailed, reason = Worker::describe(failure)] { failed(reason); },
                    Qt::QueuedConnection);
            }
        }
    }

    /// Editors put new files in the place of old ones, which are then to be watched anew.
    void watchShaders() {
        const QDir folder(QString::fromStdString(shaderFolder().string()));
        m_shaderWatcher.addPath(folder.path());
        for (const QString& name : folder.entryList(QDir::Files)) {
            m_shaderWatcher.addPath(folder.filePath(name));
        }
    }

    void reloadShaders() {
        if (!m_renderer) {
            return;
        }
        makeCurrent();
        try {
            m_renderer->reloadShaders();
        } catch (const Error& error) { // whoever is at it wants to go on with it
            log(LogLevel::kWarning, "{}", error.what());
        }
        doneCurrent();
        update();
    }

    void freeRenderer() {
        if (m_renderer) {
            makeCurrent();
            m_renderer.reset();
            doneCurrent();
        }
    }

    RendererPath m_path;
    QFileSystemWatcher m_shaderWatcher; ///< in debug builds
    QMetaObject::Connection m_contextEnds;
    std::unique_ptr<Renderer> m_renderer;
    CloudPtr m_cloud;
    OnGpu m_onGpu;
    CloudExtent m_extent;
    bool m_cloudSent = false;
    bool m_complete = false; ///< all of it is in the graphics memory
    SelectionPtr m_selection;
    bool m_selectionSent = true;
    Camera m_camera;
    RenderSettings m_settings;
    QString m_description;
    Failed m_onFailed;
    Drawn m_onDrawn;
};

} // namespace

std::unique_ptr<Canvas> makeGlCanvas(RendererPath path, QWidget* parent) {
    return std::make_unique<GlCanvas>(path, parent);
}

bool setUpOpenGl() {
    // Some drivers give the version that is asked for, and no newer one: the best comes first.
    for (const auto& [major, minor] : {std::pair(4, 3), std::pair(3, 3)}) {
        QSurfaceFormat format = QSurfaceFormat::defaultFormat();
        format.setVersion(major, minor);
        // Else a driver that resets the chip may end the program with it.
        format.setOption(QSurfaceFormat::ResetNotification);
        QOpenGLContext context;
        context.setFormat(format);
        if (context.create() && context.format().version() >= std::pair(3, 3)) {
            QSurfaceFormat::setDefaultFormat(format);
            return true;
        }
    }
    return false;
}

} // namespace gambade::gui
