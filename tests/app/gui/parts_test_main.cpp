#include "tests/app/gui/orbit_controller_test.h"
#include "tests/app/gui/worker_test.h"

#include <QGuiApplication>
#include <QTest>

int main(int argc, char** argv) {
    const QGuiApplication application(argc, argv);
    int failures = 0;
    OrbitControllerTest orbit;
    failures += QTest::qExec(&orbit, argc, argv);
    WorkerTest worker;
    failures += QTest::qExec(&worker, argc, argv);
    return failures == 0 ? 0 : 1;
}
