// Nearer looks at a picture: what is seen, and what a brush then paints. Judged by the pixels that
// the widgets show and by the mask, not by what the code under test says of itself.

#include "app/gui/compare_view.h"
#include "app/gui/mask_editor.h"
#include "tests/app/gui/pointer_events.h"
#include "tests/app/gui/studio_fixture.h"

#include <QUndoStack>
#include <functional>

using namespace gambade;
using namespace gambade::gui;
using namespace gambade::gui::test;
using State = JobQueue::State;

class PictureZoomTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void pointerKeepsItsPoint();
    void twoFingersMove();
    void strokeChangesWhatWasTouched();
    void panningPaintsNothing_data();
    void panningPaintsNothing();
    void strokeGoesOnUnderThePointer();
    void pictureStaysInSight();
    void comparisonFollows();
    void framingFitsWhatIsShown();

private:
    QRectF mark() const;
    QImage painted() const;

    QUndoGroup m_undo;
    QUndoStack m_steps{&m_undo};
    std::unique_ptr<MaskEditor> m_editor;
};

namespace {

constexpr QSize kPicture(400, 300);
constexpr QSize kEditor(500, 500);
constexpr QRect kMark(300, 200, 4, 4);         // in the picture
constexpr QPointF kMarkOnEditor(377.5, 315.0); // its middle where the picture is fitted
constexpr double kFittedScale = 500.0 / 400.0; // widget pixels for one of the picture's
constexpr int kBrush = 20;                     // widget pixels

/// Around the pixels of a colour, in the widget's pixels; null where there are none.
QRectF boundsOf(const QImage& shown, const std::function<bool(QColor)>& has) {
    QRect bounds;
    for (int y = 0; y < shown.height(); ++y) {
        for (int x = 0; x < shown.width(); ++x) {
            if (has(shown.pixelColor(x, y))) {
                bounds |= QRect(x, y, 1, 1);
            }
        }
    }
    const double ratio = shown.devicePixelRatio();
    return {QPointF(bounds.topLeft()) / ratio, QSizeF(bounds.size()) / ratio};
}

double distance(const QPointF& a, const QPointF& b) {
    return QLineF(a, b).length();
}

} // namespace

void PictureZoomTest::init() {
    auto input = std::make_shared<InputPicture>();
    input->photo = QImage(kPicture, QImage::Format_ARGB32);
    input->photo.fill(Qt::white);
    for (int y = kMark.top(); y <= kMark.bottom(); ++y) {
        for (int x = kMark.left(); x <= kMark.right(); ++x) {
            input->photo.setPixelColor(x, y, Qt::red);
        }
    }
    input->coverage = QImage(kPicture, QImage::Format_Grayscale8);
    input->coverage.fill(255);
    m_steps.clear();
    m_undo.setActiveStack(&m_steps);
    m_editor = std::make_unique<MaskEditor>(m_undo);
    m_editor->resize(kEditor);
    m_editor->setInput(input, {});
    m_editor->setBrushRadius(kBrush);
    m_editor->setErasing(true);
    m_editor->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_editor.get()));
    QVERIFY(distance(mark().center(), kMarkOnEditor) < 1.0);
}

/// Where the picture's mark is seen, in the widget's pixels.
QRectF PictureZoomTest::mark() const {
    return boundsOf(m_editor->grab().toImage(), [](const QColor& color) {
        return color.red() > 128 && color.green() < 128 && color.blue() < 128;
    });
}

/// What was erased, white on black.
QImage PictureZoomTest::painted() const {
    QImage mask = m_editor->mask();
    if (mask.isNull()) {
        mask = QImage(kPicture, QImage::Format_Grayscale8);
        mask.fill(255);
    }
    mask.invertPixels();
    return mask;
}

void PictureZoomTest::pointerKeepsItsPoint() {
    const QImage fitted = m_editor->grab().toImage();
    turnWheel(*m_editor, kMarkOnEditor, 4);
    QVERIFY(distance(mark().center(), kMarkOnEditor) < 1.0);
    const double width = mark().width();
    QVERIFY(width > 2.0 * kFittedScale * kMark.width());

    pinch(*m_editor, kMarkOnEditor, 0.5);
    QVERIFY(distance(mark().center(), kMarkOnEditor) < 1.0);
    QVERIFY(std::abs(mark().width() - 1.5 * width) < 1.5);

    turnWheel(*m_editor, {10.0, 10.0}, -20);
    QCOMPARE(m_editor->grab().toImage(), fitted);
}

void PictureZoomTest::twoFingersMove() {
    turnWheel(*m_editor, kMarkOnEditor, 6);
    scroll(*m_editor, {250.0, 250.0}, {-80, 30}, {-160, 60}, {}, Qt::NoScrollPhase, &touchpad());
    QVERIFY(distance(mark().center(), kMarkOnEditor + QPointF(-80, 30)) < 1.0);
    const double width = mark().width();
    scroll(*m_editor, {250.0, 250.0}, {0, 40}, {0, 80}, Qt::ControlModifier, Qt::NoScrollPhase,
           &touchpad());
    QVERIFY(mark().width() > 1.1 * width);
}

void PictureZoomTest::strokeChangesWhatWasTouched() {
    turnWheel(*m_editor, kMarkOnEditor, 8);
    dragMouse(*m_editor, {300, 300}, {180, 260}, {}, Qt::MiddleButton);
    const QRectF seen = mark();
    QVERIFY(distance(seen.center(), kMarkOnEditor + QPointF(-120, -40)) < 1.0);
    QVERIFY(!m_editor->isEdited());
    const double scale = seen.width() / kMark.width();
    QVERIFY(scale > 4.0 * kFittedScale);

    const QPoint touched = seen.center().toPoint();
    dragMouse(*m_editor, touched, touched);
    const QRectF spot =
        boundsOf(painted(), [](const QColor& color) { return color.value() >= 128; });
    QVERIFY(distance(spot.center(), QRectF(kMark).center()) < 1.0);
    QVERIFY(std::abs(spot.width() - 2.0 * kBrush / scale) <= 1.5);
    QVERIFY(std::abs(spot.height() - 2.0 * kBrush / scale) <= 1.5);

    // The ring, which is all that is dark, goes around what it painted.
    const QRectF ring = boundsOf(m_editor->grab().toImage(),
                                 [](const QColor& color) { return color.value() < 100; });
    QVERIFY(distance(ring.center(), touched) < 1.0);
    QVERIFY(std::abs(ring.width() - scale * spot.width()) < 1.5 * scale);
    QVERIFY(std::abs(ring.width() - 2.0 * kBrush) < 4.0);

    dragMouse(*m_editor, touched, touched + QPoint(90, 0));
    const QRectF line =
        boundsOf(painted(), [](const QColor& color) { return color.value() >= 128; });
    QVERIFY(std::abs(line.width() - (90.0 + 2.0 * kBrush) / scale) <= 1.5);
    QVERIFY(std::abs(line.left() - spot.left()) <= 1.0);
}

void PictureZoomTest::panningPaintsNothing_data() {
    QTest::addColumn<int>("button");
    QTest::addColumn<bool>("space");
    QTest::newRow("middle") << int(Qt::MiddleButton) << false;
    QTest::newRow("Space and left") << int(Qt::LeftButton) << true;
}

void PictureZoomTest::panningPaintsNothing() {
    QFETCH(int, button);
    QFETCH(bool, space);
    turnWheel(*m_editor, kMarkOnEditor, 8);
    if (space) {
        QTest::keyPress(m_editor.get(), Qt::Key_Space);
        QCOMPARE(m_editor->cursor().shape(), Qt::OpenHandCursor);
    }
    dragMouse(*m_editor, {300, 300}, {220, 330}, {}, static_cast<Qt::MouseButton>(button));
    QTest::keyRelease(m_editor.get(), Qt::Key_Space);
    QVERIFY(distance(mark().center(), kMarkOnEditor + QPointF(-80, 30)) < 1.0);
    QVERIFY(!m_editor->isEdited());
    QCOMPARE(m_editor->cursor().shape(), Qt::CrossCursor);

    dragMouse(*m_editor, {300, 300}, {310, 300});
    QVERIFY(m_editor->isEdited());
    QVERIFY(distance(mark().center(), kMarkOnEditor + QPointF(-80, 30)) < 1.0);
}

/// A zoom in the middle of a stroke draws no line from where the pointer was in the picture.
void PictureZoomTest::strokeGoesOnUnderThePointer() {
    const QPoint place(100, 250);
    QTest::mousePress(m_editor.get(), Qt::LeftButton, {}, place);
    for (int i = 0; i < 2; ++i) {
        QTest::keyClick(m_editor.get(), Qt::Key_Plus);
    }
    const double scale = mark().width() / kMark.width();
    QVERIFY(scale > 1.5 * kFittedScale);
    QTest::mouseMove(m_editor.get(), place + QPoint(0, 2));
    QTest::mouseRelease(m_editor.get(), Qt::LeftButton, {}, place + QPoint(0, 2));

    const QPointF middle(kPicture.width() / 2.0, kPicture.height() / 2.0);
    const QPointF first = middle + QPointF(-150.0, 0.0) / kFittedScale;
    const QPointF second = middle + QPointF(-150.0, 2.0) / scale;
    const QImage erased = painted();
    QCOMPARE(qGray(erased.pixel(first.toPoint())), 255);
    QCOMPARE(qGray(erased.pixel(second.toPoint())), 255);
    const double betweenBrushes = (first.x() + kBrush / kFittedScale + second.x() - kBrush / scale);
    QCOMPARE(qGray(erased.pixel(QPointF(betweenBrushes / 2.0, first.y()).toPoint())), 0);
}

/// However it is dragged, the picture covers where it lies when fitted.
void PictureZoomTest::pictureStaysInSight() {
    turnWheel(*m_editor, kMarkOnEditor, 3);
    for (int i = 0; i < 8; ++i) {
        dragMouse(*m_editor, {20, 20}, {480, 480}, {}, Qt::MiddleButton);
    }
    QRectF seen = boundsOf(m_editor->grab().toImage(),
                           [](const QColor& color) { return color == Qt::white; });
    QVERIFY(std::abs(seen.left()) < 1.0 && std::abs(seen.top() - 62.5) < 1.0);
    for (int i = 0; i < 8; ++i) {
        dragMouse(*m_editor, {480, 480}, {20, 20}, {}, Qt::MiddleButton);
    }
    seen = boundsOf(m_editor->grab().toImage(),
                    [](const QColor& color) { return color == Qt::white; });
    QVERIFY(std::abs(seen.right() - 500.0) < 1.0 && std::abs(seen.bottom() - 437.5) < 1.0);
}

void PictureZoomTest::comparisonFollows() {
    auto input = std::make_shared<InputPicture>();
    input->framed = QImage(64, 64, QImage::Format_RGB32);
    input->framed.fill(Qt::green);
    SceneOrigin origin;
    origin.input = input;
    origin.render = QImage(64, 64, QImage::Format_RGB32);
    origin.render.fill(Qt::blue);
    CompareView view;
    view.resize(400, 300);
    view.setScene(origin);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const double ratio = view.devicePixelRatioF();
    QCOMPARE(view.picture().size(), QSizeF(300.0 * ratio, 300.0 * ratio).toSize());
    const auto colorAt = [&view, ratio](int x) {
        return view.grab().toImage().pixelColor(qRound(x * ratio), qRound(80 * ratio));
    };

    turnWheel(view, {120.0, 200.0}, 4);
    dragMouse(view, {200, 100}, {280, 100});
    QCOMPARE(colorAt(275), QColor(Qt::green));
    QCOMPARE(colorAt(285), QColor(Qt::blue));
    QCOMPARE(colorAt(5), QColor(Qt::green)); // where nothing is while the frame is fitted
    QCOMPARE(view.picture().size(), QSizeF(400.0 * ratio, 300.0 * ratio).toSize()); // as shown

    const double split = view.split();
    dragMouse(view, {200, 100}, {230, 100}, {}, Qt::MiddleButton);
    QCOMPARE(view.split(), split);
    QCOMPARE(colorAt(305), QColor(Qt::green));
    QCOMPARE(colorAt(315), QColor(Qt::blue));
}

void PictureZoomTest::framingFitsWhatIsShown() {
    Studio studio;
    studio.drop({example("rocket.png")});
    QVERIFY(studio.waitForState(0, State::kDone));
    MainWindow& window = studio.window();
    QAction& frame = window.actions()[ActionId::kFrame];
    const OrbitPose pose = studio.viewport().orbit().pose();
    const std::pair<ActionId, QWidget*> pages[] = {
        {ActionId::kEditMask, &window.maskEditor()},
        {ActionId::kCompare, window.findChild<CompareView*>()}};
    for (const auto& [action, page] : pages) {
        window.actions()[action].trigger();
        QTRY_VERIFY(page->isVisible());
        QTest::qWait(100); // panels that were just filled find their places
        const QImage fitted = page->grab().toImage();
        turnWheel(*page, page->rect().center() + QPoint(40, 30), 3);
        QVERIFY(page->grab().toImage() != fitted);
        frame.trigger();
        QCOMPARE(page->grab().toImage(), fitted);
        QTest::keyClick(page, Qt::Key_Plus, Qt::ControlModifier);
        QVERIFY(page->grab().toImage() != fitted);
        QTest::keyClick(page, Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(page->grab().toImage(), fitted);
    }
    QCOMPARE(studio.viewport().orbit().pose().target, pose.target);
    QCOMPARE(studio.viewport().orbit().pose().distance, pose.distance);
}

QTEST_MAIN(PictureZoomTest)
#include "picture_zoom_test.moc"
