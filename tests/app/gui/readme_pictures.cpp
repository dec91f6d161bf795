/// readme_pictures FOLDER: pictures of the window for the README, and the frames of its moving
/// picture (frame_000.png, …): an example is dropped, becomes splats and is looked at. The default
/// model, the bundled pictures. For scripts/make_readme_pictures.sh.
#include "app/gui/compare_view.h"
#include "tests/app/gui/studio_fixture.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <cmath>
#include <cstdio>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

namespace {

class Pictures {
public:
    explicit Pictures(const QString& folder) : m_folder(folder) {
        if (!QDir().mkpath(folder)) {
            qFatal("cannot make the folder %s", qPrintable(folder));
        }
    }

    void keep(QWidget& window, const QString& name) const {
        if (!window.grab().save(QStringLiteral("%1/%2.png").arg(m_folder, name))) {
            qFatal("cannot write into %s", qPrintable(m_folder));
        }
    }

    /// Shows what the window shows for so many frames.
    void film(QWidget& window, int frames = 1) {
        for (int i = 0; i < frames; ++i) {
            keep(window, QStringLiteral("frame_%1").arg(m_frames++, 3, 10, QLatin1Char('0')));
        }
    }

private:
    QString m_folder;
    int m_frames = 0;
};

constexpr int kPatienceMs = 300'000;

void waitForResult(Studio& studio, int row) {
    const auto isDone = [&] { return studio.queue().state(row) == JobQueue::State::kDone; };
    if (!QTest::qWaitFor(isDone, kPatienceMs) || !studio.waitForDrawing()) {
        qFatal("no result: %s", qPrintable(studio.queue().message(row)));
    }
    QTest::qWait(300); // the panels settle
}

void lookFrom(Studio& studio, double azimuthDegrees, double elevationDegrees) {
    OrbitPose pose = studio.viewport().orbit().pose();
    pose.azimuthDegrees = azimuthDegrees;
    pose.elevationDegrees = elevationDegrees;
    studio.viewport().orbit().setPose(pose, false);
    if (!studio.waitForDrawing()) {
        qFatal("the view is not drawn");
    }
}

/// Start page, drop, progress, once around the result, the wipe over the photo.
void makeFilm(Studio& studio, Pictures& pictures) {
    MainWindow& window = studio.window();
    pictures.keep(window, QStringLiteral("start"));
    pictures.film(window, 10);
    studio.drop({example("rocket.png")});
    QString filmed;
    if (!QTest::qWaitFor(
            [&] {
                const QString stage = studio.queue().stage(0);
                if (stage != filmed) {
                    filmed = stage;
                    pictures.film(window);
                }
                return studio.queue().state(0) == JobQueue::State::kDone;
            },
            kPatienceMs)) {
        qFatal("no result: %s", qPrintable(studio.queue().message(0)));
    }
    waitForResult(studio, 0);
    pictures.film(window, 8);
    const OrbitPose home = studio.viewport().orbit().pose();
    constexpr int kSteps = 48;
    for (int step = 1; step <= kSteps; ++step) {
        const double turn = static_cast<double>(step) / kSteps;
        lookFrom(studio, home.azimuthDegrees + 360.0 * turn,
                 home.elevationDegrees + 15.0 * std::sin(6.2831853 * turn));
        pictures.film(window);
    }
    window.actions()[ActionId::kCompare].trigger();
    auto* compare = window.findChild<CompareView*>(QStringLiteral("compareView"));
    for (int step = 0; step <= 12; ++step) {
        QTest::keyClick(compare, step < 6 ? Qt::Key_Right : Qt::Key_Left);
        pictures.film(window);
    }
    pictures.film(window, 6);
    window.actions()[ActionId::kCompare].trigger();
}

} // namespace

int main(int argc, char** argv) {
    const QApplication application(argc, argv);
    if (argc != 2) {
        std::fputs("usage: readme_pictures FOLDER\n", stderr);
        return 2;
    }
    qputenv("GAMBADE_DATA_DIR", GAMBADE_EXAMPLES "/..");
    Pictures pictures(QString::fromLocal8Bit(argv[1]));
    Studio studio(Studio::Model::kDefault, CanvasChoice::kAuto);
    studio.window().resize(1120, 700);
    QTest::qWait(500);
    makeFilm(studio, pictures);

    studio.drop({example("mushroom.png"), example("teacup.jpg")});
    waitForResult(studio, 2);
    lookFrom(studio, 35.0, 20.0);
    pictures.keep(studio.window(), QStringLiteral("window"));
    auto* mode = studio.window().findChild<QComboBox*>(QStringLiteral("displayMode"));
    mode->setCurrentIndex(mode->count() - 1);
    QTest::qWait(1'500);
    lookFrom(studio, 80.0, 20.0);
    pictures.keep(studio.window(), QStringLiteral("seen"));
    return 0;
}
