/// window_soak [RECONSTRUCTIONS [FRAMES]]: whether the window's memory stays what it is over many
/// reconstructions (default 200 by a tiny model, a tenth of that by the default one) and many
/// frames (default 10,000 drawn by OpenGL 3.3, a tenth of that by OpenGL 4.3). Exit status 1 where
/// it grows by more than 1 %.
#include "app/gui/document.h"
#include "tests/app/gui/studio_fixture.h"
#include "tests/splat_renderer/random_clouds.h"

#include "splats/format.h"

#include <QApplication>
#include <QSignalSpy>
#include <QUndoGroup>
#include <QUndoStack>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <malloc.h>
#include <unistd.h>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;

namespace {

/// Bytes in memory, without what the allocator holds back for the next time.
double residentBytes() {
    malloc_trim(0);
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("cannot read /proc/self/statm");
    }
    return file.readAll().split(' ').at(1).toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Does the work `count` times after a warm-up, and compares the memory after the first and after
/// the last few times, by their medians: single readings are a per cent apart.
bool staysSteady(const char* what, int warmUp, int count, const std::function<void(int)>& work) {
    for (int i = 0; i < warmUp; ++i) {
        work(i);
    }
    const int few = std::clamp(count / 2, 1, 5);
    std::vector<double> first;
    std::vector<double> last;
    for (int i = 0; i < count; ++i) {
        work(warmUp + i);
        if (i < few) {
            first.push_back(residentBytes());
        }
        if (i >= count - few) {
            last.push_back(residentBytes());
        }
    }
    const double before = median(first);
    const double after = median(last);
    const double growth = 100.0 * (after / before - 1.0);
    std::printf("%d %s: %.1f MB before, %.1f MB after, %+.2f %%\n", count, what, before * 1e-6,
                after * 1e-6, growth);
    std::fflush(stdout);
    return growth <= 1.0;
}

/// `forgetting`: the results before are not kept for undo, whose steps are limited too.
bool reconstructAgain(Studio::Model model, const char* what, int warmUp, int count,
                      bool forgetting) {
    Studio studio(model, CanvasChoice::kAuto);
    studio.drop({example("rocket.png")});
    if (!studio.waitForState(0, JobQueue::State::kDone)) {
        qFatal("no result: %s", qPrintable(studio.queue().message(0)));
    }
    return staysSteady(what, warmUp, count, [&studio, forgetting](int i) {
        studio.queue().rerun(0, {static_cast<double>(i % 60), std::nullopt});
        if (!studio.waitForState(0, JobQueue::State::kDone) || !studio.waitForDrawing()) {
            qFatal("no result: %s", qPrintable(studio.queue().message(0)));
        }
        if (forgetting) {
            studio.window().document().undoGroup().activeStack()->clear();
        }
    });
}

bool drawAgain(CanvasChoice canvas, const char* what, int count) {
    Studio studio(Studio::Model::kFast, canvas);
    studio.window().resize(700, 500);
    const std::string file = studio.file("cloud.ply").toStdString();
    writeSplats(gambade::test::makeRandomCloud({}), file);
    studio.window().openFiles({file});
    if (!studio.waitForState(0, JobQueue::State::kDone) || !studio.viewport().isOpenGl()) {
        qFatal("no cloud, or no OpenGL to draw it with");
    }
    QSignalSpy drawn(&studio.viewport(), &Viewport::drawn);
    return staysSteady(what, count / 10, count, [&](int i) {
        OrbitPose pose = studio.viewport().orbit().pose();
        pose.azimuthDegrees = i % 360;
        studio.viewport().orbit().setPose(pose, false);
        if (!drawn.wait(10'000)) {
            qFatal("nothing is drawn");
        }
        drawn.clear();
    });
}

} // namespace

int main(int argc, char** argv) {
    const int reconstructions = std::max(argc > 1 ? std::atoi(argv[1]) : 200, 10);
    const int frames = std::max(argc > 2 ? std::atoi(argv[2]) : 10'000, 10);
    const QApplication application(argc, argv);
    qputenv("GAMBADE_DATA_DIR", GAMBADE_EXAMPLES "/..");
    const bool steady[] = {reconstructAgain(Studio::Model::kFast, "reconstructions by a tiny model",
                                            Document::kUndoLimit + 10, reconstructions, false),
                           reconstructAgain(Studio::Model::kDefault,
                                            "reconstructions by the default model", 5,
                                            reconstructions / 10, true),
                           drawAgain(CanvasChoice::kClassic, "frames by OpenGL 3.3", frames),
                           drawAgain(CanvasChoice::kCompute, "frames by OpenGL 4.3", frames / 10)};
    return std::count(std::begin(steady), std::end(steady), false) == 0 ? 0 : 1;
}
