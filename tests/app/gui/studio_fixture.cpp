#include "tests/app/gui/studio_fixture.h"

#include "app/gui/document.h"
#include "app/gui/settings.h"
#include "app/gui/studio_style.h"
#include "splats/format.h"
#include "tests/reconstruction/formula_weights.h"
#include "tests/splat_renderer/random_clouds.h"

#include <QAbstractButton>
#include <QDropEvent>
#include <QFile>
#include <QSignalSpy>
#include <QTimer>
#include <QUrl>
#include <cmath>

namespace gambade::gui::test {
namespace {

constexpr int kPatienceMs = 60'000;

NetworkConfig smallConfig(Studio::Model model) {
    NetworkConfig config;
    config.tokenizer = {28, 14, 32, 1, 2, 64, 0, 2};
    config.stem = {64, 8};
    config.sequence = {32, 2, 64, 16, 4, 2, true, 16, true, true, true};
    config.decoder.width = 16;
    config.decoder.position = NetworkConfig::Decoder::Position::kRay;
    config.decoder.rayOffsets = {0.3, 0.1, -0.1, -0.3};
    config.decoder.rotation = NetworkConfig::Decoder::Rotation::kFree;
    if (model == Studio::Model::kSlow) {
        config.stem = {512, 8};
        config.sequence.width = 256;
        config.sequence.innerWidth = 512;
        config.sequence.depth = 8;
    }
    return config;
}

} // namespace

Studio::Studio(Model model, CanvasChoice canvas) {
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    QSettings().clear();
    writeSetting(settings::kAskBeforeDiscard, false);
    useStudioStyle();
    StudioOptions options;
    options.canvas = canvas;
    if (model != Model::kDefault) {
        options.model.model = file("model.safetensors").toStdString();
    }
    if (model == Model::kFast || model == Model::kSlow) {
        writeFormulaWeights(smallConfig(model), options.model.model);
    }
    m_window = std::make_unique<MainWindow>(options);
    m_window->resize(1100, 700);
    m_window->show();
    if (!QTest::qWaitForWindowExposed(m_window.get())) {
        qFatal("the window does not appear on the test's display");
    }
}

Studio::~Studio() = default;

void Studio::drop(const QList<QString>& files) {
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& name : files) {
        urls.append(QUrl::fromLocalFile(name));
    }
    data.setUrls(urls);
    drop(data);
}

void Studio::drop(const QMimeData& data) {
    const QPoint point = m_window->rect().center();
    QDragEnterEvent enter(point, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY2(enter.isAccepted(), "the window does not take what is dragged over it");
    QDropEvent drop(point, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
}

void Studio::openCloud(const GaussianCloud& cloud) {
    const QString cloudFile = file("cloud.ply");
    writeSplats(cloud, cloudFile.toStdString(), {});
    drop({cloudFile});
    QVERIFY(waitForState(0, JobQueue::State::kDone));
    QCOMPARE(m_window->document().scene()->cloud->size(), cloud.size());
}

bool Studio::waitForState(int row, JobQueue::State state) {
    return QTest::qWaitFor([&] { return queue().state(row) == state && viewport().showsCloud(); },
                           kPatienceMs);
}

bool Studio::activate() {
    m_window->activateWindow();
    // Not qWaitForWindowActive(), which does not wait on Wayland: there the compositor decides.
    return QTest::qWaitFor([&] { return m_window->isActiveWindow(); });
}

bool Studio::waitForDrawing() {
    QSignalSpy drawn(&viewport(), &Viewport::drawn);
    OrbitController& orbit = viewport().orbit();
    orbit.setPose(orbit.pose(), false); // asks for one more drawing
    return drawn.wait(kPatienceMs);
}

QImage Studio::grabViewport() {
    return viewport().grab().toImage().convertToFormat(QImage::Format_RGB32);
}

QString Studio::writeFile(const QString& name, const QByteArray& content) const {
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
        qFatal("cannot write the test's file");
    }
    return file.fileName();
}

ScopedVariable::ScopedVariable(const char* name, const QByteArray& value) : m_name(name) {
    if (qEnvironmentVariableIsSet(name)) {
        m_before = qgetenv(name);
    }
    qputenv(name, value);
}

ScopedVariable::~ScopedVariable() {
    if (m_before) {
        qputenv(m_name, *m_before);
    } else {
        qunsetenv(m_name);
    }
}

QString example(const QString& name) {
    return QStringLiteral(GAMBADE_EXAMPLES "/") + name;
}

std::unique_ptr<Viewport> makeShownViewport() {
    auto viewport = std::make_unique<Viewport>(CanvasChoice::kCpu);
    viewport->resize(500, 400);
    viewport->show();
    if (!QTest::qWaitForWindowExposed(viewport.get())) {
        return nullptr;
    }
    viewport->setCloud(
        std::make_shared<GaussianCloud>(gambade::test::makeRandomCloud({.count = 50})));
    viewport->orbit().setPose({{}, 20.0, 10.0, 2.0}, false);
    return viewport;
}

double meanDifference(const QImage& a, const QImage& b) {
    double sum = 0.0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            sum += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) +
                   std::abs(qBlue(p) - qBlue(q));
        }
    }
    return sum / (3.0 * a.width() * a.height());
}

void dragMouse(QWidget& widget, const QPoint& from, const QPoint& to,
               Qt::KeyboardModifiers modifiers, Qt::MouseButton button) {
    QTest::mousePress(&widget, button, modifiers, from);
    QTest::mouseMove(&widget, (from + to) / 2);
    QTest::mouseMove(&widget, to);
    QTest::mouseRelease(&widget, button, modifiers, to);
}

void answer(QMessageBox::StandardButton button, bool& asked) {
    QTimer::singleShot(200, [button, &asked] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        asked = box != nullptr;
        if (box != nullptr) {
            QTest::mouseClick(box->button(button), Qt::LeftButton);
        }
    });
}

} // namespace gambade::gui::test
