#pragma once

#include <QObject>

class OrbitControllerTest : public QObject {
    Q_OBJECT

private slots:
    void panMovesTheObjectWithTheHand();
    void zoomKeepsWhatIsUnderThePointer();
    void zoomEndsWithoutASlide();
    void orbitTurnsAroundTheTarget();
    void framedPoseShowsTheWholeCloud();
    void userInterruptsTheTurntable();
};
