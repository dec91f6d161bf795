#pragma once

#include <QObject>

class OrbitControllerTest : public QObject {
    Q_OBJECT

private slots:
    void panMovesTheObjectWithTheHand_data();
    void panMovesTheObjectWithTheHand();
    void zoomKeepsWhatIsUnderThePointer_data();
    void zoomKeepsWhatIsUnderThePointer();
    void zoomEndsWithoutASlide();
    void orbitTurnsAroundTheTarget();
    void parallelRaysKeepTheSizeAtTheTarget();
    void framedPoseShowsTheWholeCloud_data();
    void framedPoseShowsTheWholeCloud();
    void userInterruptsTheTurntable();
};
