#include "app/gui/compare_view.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

namespace gambade::gui {
namespace {

constexpr double kHandleRadius = 9.0;
constexpr int kCaptionMargin = 10;

/// A text on a plate of the palette's, readable on any picture.
void drawPlate(QPainter& painter, const QPalette& palette, const QString& text, QRectF within,
               Qt::Alignment alignment) {
    const QFontMetrics metrics = painter.fontMetrics();
    QRectF plate(QPointF(), QSizeF(metrics.horizontalAdvance(text) + 16, metrics.height() + 8));
    within.adjust(kCaptionMargin, kCaptionMargin, -kCaptionMargin, -kCaptionMargin);
    plate.moveTop(within.top());
    if (alignment.testFlag(Qt::AlignBottom)) {
        plate.moveBottom(within.bottom());
        plate.moveCenter({within.center().x(), plate.center().y()});
    } else if (alignment.testFlag(Qt::AlignRight)) {
        plate.moveRight(within.right());
    } else {
        plate.moveLeft(within.left());
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.window());
    painter.setOpacity(0.85);
    painter.drawRoundedRect(plate, 4, 4);
    painter.setOpacity(1.0);
    painter.setPen(palette.color(QPalette::WindowText));
    painter.drawText(plate, Qt::AlignCenter, text);
}

} // namespace

CompareView::CompareView(QWidget* parent)
    : QWidget(parent), m_modes(new QComboBox(this)), m_zoom(*this) {
    setObjectName(QStringLiteral("compareView"));
    setAccessibleName(tr("Picture and result compared; the arrow keys move the dividing line"));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::SplitHCursor);
    m_zoom.setPicture({kFramedSize, kFramedSize});
    m_modes->setObjectName(QStringLiteral("compareMode"));
    m_modes->setAccessibleName(tr("How to compare"));
    m_modes->addItems({tr("Wipe"), tr("Blend"), tr("Difference")}); // as in CompareMode
    m_modes->setCursor(Qt::ArrowCursor);
    m_modes->move(kCaptionMargin, kCaptionMargin);
    connect(m_modes, &QComboBox::currentIndexChanged, this,
            [this](int index) { setMode(static_cast<CompareMode>(index)); });
}

void CompareView::setScene(const SceneOrigin& origin) {
    m_input = origin.input->framed;
    if (!origin.render.isNull()) { // else it is on its way
        m_render = origin.render;
    }
    m_caption = tr("From the picture's own camera: PSNR %1 dB")
                    .arg(QLocale().toString(origin.psnr, 'f', 1));
    update();
}

void CompareView::setMode(CompareMode mode) {
    m_mode = mode;
    m_modes->setCurrentIndex(static_cast<int>(mode));
    setCursor(mode == CompareMode::kDifference ? Qt::ArrowCursor : Qt::SplitHCursor);
    update();
}

void CompareView::setSplit(double split) {
    m_split = std::clamp(split, 0.0, 1.0);
    update();
}

/// What of the frame lies in the widget.
QRectF CompareView::shownRect() const {
    return m_zoom.place() & QRectF(rect());
}

void CompareView::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().window());
    paint(painter);
}

QImage CompareView::picture() const {
    const QRectF shown = shownRect();
    QImage picture((shown.size() * devicePixelRatioF()).toSize(), QImage::Format_RGB32);
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(palette().color(QPalette::Window)); // at odd scales the last pixels are half drawn
    QPainter painter(&picture);
    painter.setFont(font());
    painter.translate(-shown.topLeft());
    paint(painter);
    return picture;
}

void CompareView::paint(QPainter& painter) const {
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setRenderHint(QPainter::Antialiasing);
    switch (m_mode) {
    case CompareMode::kWipe:
        paintWipe(painter);
        break;
    case CompareMode::kBlend:
        paintBlend(painter);
        break;
    case CompareMode::kDifference:
        paintDifference(painter);
        break;
    }
    drawPlate(painter, palette(), m_caption, shownRect(), Qt::AlignBottom);
}

void CompareView::paintWipe(QPainter& painter) const {
    const QRectF target = m_zoom.place();
    const QRectF shown = shownRect();
    const double line = target.left() + m_split * target.width();
    painter.drawImage(target, m_render);
    painter.save();
    painter.setClipRect(QRectF(target.left(), target.top(), line - target.left(), target.height()));
    painter.drawImage(target, m_input);
    painter.restore();

    painter.setPen(QPen(palette().highlight(), 2.0));
    painter.drawLine(QPointF(line, target.top()), QPointF(line, target.bottom()));
    painter.setBrush(palette().window());
    painter.drawEllipse(QPointF(line, shown.center().y()), kHandleRadius, kHandleRadius);
    const double below = kCaptionMargin + m_modes->height();
    const QRectF plates = shown.adjusted(0.0, below, 0.0, 0.0);
    drawPlate(painter, palette(), tr("Picture"), plates, Qt::AlignLeft);
    drawPlate(painter, palette(), tr("Result"), plates, Qt::AlignRight);
}

void CompareView::paintBlend(QPainter& painter) const {
    const QRectF target = m_zoom.place();
    painter.drawImage(target, m_render);
    painter.setOpacity(m_split);
    painter.drawImage(target, m_input);
    painter.setOpacity(1.0);
    drawPlate(painter, palette(), tr("Picture %1 %").arg(qRound(100.0 * m_split)), shownRect(),
              Qt::AlignRight);
}

void CompareView::paintDifference(QPainter& painter) const {
    const QRectF target = m_zoom.place();
    painter.drawImage(target, m_render);
    painter.save();
    painter.setCompositionMode(QPainter::CompositionMode_Difference);
    painter.drawImage(target, m_input);
    painter.restore();
    drawPlate(painter, palette(), tr("Black: the same"), shownRect(), Qt::AlignRight);
}

void CompareView::mousePressEvent(QMouseEvent* event) {
    dragTo(event->position().x());
}

void CompareView::mouseMoveEvent(QMouseEvent* event) {
    if (!m_zoom.isPanning()) {
        dragTo(event->position().x());
    }
}

void CompareView::keyPressEvent(QKeyEvent* event) {
    const double step = 0.05 * shownRect().width() / m_zoom.place().width();
    if (event->key() == Qt::Key_Left) {
        setSplit(m_split - step);
    } else if (event->key() == Qt::Key_Right) {
        setSplit(m_split + step);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void CompareView::dragTo(double x) {
    const QRectF target = m_zoom.place();
    setSplit((x - target.left()) / std::max(target.width(), 1.0));
}

} // namespace gambade::gui
