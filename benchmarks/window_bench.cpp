/// window_bench [SPLATS [SH_DEGREE]]: how long the window does not answer while clouds of so many
/// splats (default 2,097,152 of degree 0) are opened and edited in it, and while pictures become
/// splats by the default model: for each action the longest time that one event took of the
/// interface's thread, and how much of it was not spent waiting for a processor that others kept
/// busy. Last, how long a reconstruction goes on after it was cancelled. The processor draws, on
/// its own thread, as software OpenGL would take the time of the graphics chip that is not there.
#include "app/gui/crop_panel.h"
#include "app/gui/tidy.h"
#include "tests/app/gui/studio_fixture.h"
#include "tests/splat_renderer/random_clouds.h"

#include "splats/format.h"

#include <QApplication>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <utility>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

namespace {

struct Taken {
    double milliseconds = 0.0;
    double ofProcessor = 0.0; ///< of them, what the thread did not wait for others, milliseconds
};

/// Seconds of a clock.
double now(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// Times its events.
class TimedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        if (m_inEvent) {
            return QApplication::notify(receiver, event);
        }
        m_inEvent = true;
        const double start = now(CLOCK_MONOTONIC);
        const double startOfProcessor = now(CLOCK_THREAD_CPUTIME_ID);
        const bool result = QApplication::notify(receiver, event);
        const double ofProcessor = 1e3 * (now(CLOCK_THREAD_CPUTIME_ID) - startOfProcessor);
        m_inEvent = false;
        if (ofProcessor > m_longest.ofProcessor) {
            m_longest = {1e3 * (now(CLOCK_MONOTONIC) - start), ofProcessor};
        }
        return result;
    }

    /// The longest event since the last call.
    Taken takeLongest() { return std::exchange(m_longest, {}); }

private:
    bool m_inEvent = false;
    Taken m_longest;
};

class Bench {
public:
    Bench(TimedApplication& application, Studio::Model model)
        : m_application(application), m_studio(model, CanvasChoice::kCpu) {}

    void editSplats(const GaussianCloud& cloud) {
        const QString file = m_studio.file("cloud.ply");
        writeSplats(cloud, file.toStdString());
        MainWindow& window = m_studio.window();
        Actions& actions = window.actions();
        Viewport& view = m_studio.viewport();
        // In an event of its own, as what the user does; the pointer's events are such themselves.
        const auto trigger = [&](ActionId id) {
            return [this, &actions, id] {
                QMetaObject::invokeMethod(
                    &m_application, [&actions, id] { actions[id].trigger(); },
                    Qt::QueuedConnection);
            };
        };
        const QPoint middle = view.rect().center();
        measure("open", [&] { m_studio.drop({file}); });
        measure("drag the view", [&] { dragMouse(view, middle, middle + QPoint(40, 10)); });
        measure("centre by a double click",
                [&] { QTest::mouseDClick(&view, Qt::LeftButton, {}, middle); });
        measure("floaters", trigger(ActionId::kFindFloaters));
        actions[ActionId::kSelectBrush].trigger();
        measure("brush", [&] { dragMouse(view, middle, middle + QPoint(60, 10)); });
        actions[ActionId::kSelectSphere].trigger();
        measure("sphere", [&] { dragMouse(view, middle, middle + QPoint(60, 10)); });
        actions[ActionId::kSelectBox].trigger();
        measure("box", [&] { dragMouse(view, QPoint(5, 5), middle); });
        actions[ActionId::kSelectBox].trigger();
        measure("delete", trigger(ActionId::kDeleteSelected));
        measure("undo", trigger(ActionId::kUndo));
        measure("redo", trigger(ActionId::kRedo));
        measure("invert the selection", trigger(ActionId::kInvertSelection));
        measure("crop box", trigger(ActionId::kCropBox));
        auto& crop = *window.findChild<CropPanel*>();
        measure("move the crop box",
                [&] { QTest::keyClick(crop.findChildren<QDoubleSpinBox*>().at(0), Qt::Key_Up); });
        measure("crop", [&] {
            QTest::mouseClick(crop.findChild<QPushButton*>("keepInside"), Qt::LeftButton);
        });
        measure("undo the crop", trigger(ActionId::kUndo));
        measure("remove from the queue", trigger(ActionId::kRemove));
    }

    void reconstructPictures() {
        JobQueue& queue = m_studio.queue();
        measure("drop a picture", [&] { m_studio.drop({example("rocket.png")}); });
        measure("another elevation", [&] { queue.rerun(0, {20.0, std::nullopt}); });
        measure("drop twenty pictures",
                [&] { m_studio.drop(QStringList(20, example("teacup.jpg"))); });

        constexpr int kCancels = 20;
        constexpr int kMsApart = 97;
        double began = 0.0;
        const QObject here; // for as long as what is captured
        QObject::connect(&queue, &JobQueue::stateChanged, &here, [&](int row) {
            if (row == 0 && queue.state(row) == JobQueue::State::kRunning) {
                began = now(CLOCK_MONOTONIC);
            }
        });
        double longest = 0.0;
        for (int i = 0; i <= kCancels; ++i) {
            const double asked = now(CLOCK_MONOTONIC);
            queue.rerun(0, {}); // the thread is free for it when the one before has stopped
            if (!QTest::qWaitFor([&] { return began > asked; }, 60'000)) {
                qFatal("a cancelled reconstruction does not stop");
            }
            longest = std::max(longest, began - asked);
            QTest::qWait(i * kMsApart); // to be met at another place
        }
        std::printf("%-26s %7.1f ms until it has stopped, the longest of %d\n", "cancel",
                    1e3 * longest, kCancels);
    }

private:
    void measure(const char* what, const std::function<void()>& action) {
        settle();
        m_application.takeLongest();
        action();
        settle();
        const Taken longest = m_application.takeLongest();
        std::printf("%-26s %7.1f ms, %7.1f of them on the processor\n", what, longest.milliseconds,
                    longest.ofProcessor);
        std::fflush(stdout);
    }

    /// Until nothing runs and nothing has happened for a while.
    void settle() {
        const bool settled = QTest::qWaitFor(
            [this] {
                QTest::qWait(1000);
                MainWindow& window = m_studio.window();
                return !window.document().worker().isBusy() && !window.tidy().worker().isBusy() &&
                       window.queue().busyCount() == 0 && window.viewport().showsCloud();
            },
            300'000);
        if (!settled) {
            qFatal("the window does not come to an end with something");
        }
    }

    TimedApplication& m_application;
    Studio m_studio;
};

} // namespace

int main(int argc, char** argv) {
    const std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : std::size_t{1} << 21;
    const int shDegree = argc > 2 ? std::atoi(argv[2]) : 0;
    TimedApplication application(argc, argv);
    Bench(application, Studio::Model::kFast)
        .editSplats(gambade::test::makeRandomCloud({.count = count, .shDegree = shDegree}));
    Bench(application, Studio::Model::kDefault).reconstructPictures();
}
