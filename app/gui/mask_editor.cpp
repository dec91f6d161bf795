#include "app/gui/mask_editor.h"

#include "app/gui/dimmed_picture.h"

#include <QMouseEvent>
#include <QPainter>
#include <QUndoStack>
#include <cstring>

namespace gambade::gui {

/// Another content for a part of the mask; undo and redo are the same swap.
class MaskChange : public QUndoCommand {
public:
    MaskChange(MaskEditor& editor, const QRect& area, QImage content, const QString& description)
        : QUndoCommand(description), m_editor(editor), m_area(area), m_other(std::move(content)) {}

    void undo() override { swap(); }
    void redo() override { swap(); }

private:
    void swap() {
        const QImage now = m_editor.m_mask.copy(m_area);
        for (int y = 0; y < m_area.height(); ++y) {
            std::memcpy(m_editor.m_mask.scanLine(m_area.y() + y) + m_area.x(),
                        m_other.constScanLine(y), static_cast<std::size_t>(m_area.width()));
        }
        m_other = now;
        m_editor.redraw(m_area);
        emit m_editor.maskChanged();
    }

    MaskEditor& m_editor;
    QRect m_area;
    QImage m_other;
};

MaskEditor::MaskEditor(QUndoGroup& undo, QWidget* parent)
    : QWidget(parent), m_undo(undo), m_zoom(*this) {
    setObjectName(QStringLiteral("maskEditor"));
    setAccessibleName(tr("Mask editor"));
    setAccessibleDescription(tr("Drag to paint the object or to erase; Shift does the other of the "
                                "two; wheel to zoom, Space and drag to move"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(240, 240);
    setCursor(Qt::CrossCursor);
    // A stroke goes on from what is under the pointer now: the picture has moved, the hand has not.
    connect(&m_zoom, &PictureZoom::changed, this, [this] { m_last = m_zoom.toPicture(m_pointer); });
}

void MaskEditor::setInput(const std::shared_ptr<const InputPicture>& input, const QImage& mask) {
    m_before = {};
    m_original = asFound(input);
    m_mask = !m_original ? QImage() : mask.isNull() ? m_original->coverage : mask;
    m_shown = QImage(m_mask.size(), QImage::Format_RGB32);
    redraw(m_shown.rect());
    m_zoom.setPicture(m_mask.size());
}

QImage MaskEditor::mask() const {
    return isEdited() ? m_mask : QImage();
}

void MaskEditor::reset() {
    if (isEdited()) {
        push(m_mask.rect(), m_original->coverage, tr("mask reset"));
    }
}

void MaskEditor::setBrushRadius(int radius) {
    m_radius = radius;
    update();
}

void MaskEditor::push(const QRect& area, const QImage& content, const QString& description) {
    m_undo.activeStack()->push(new MaskChange(*this, area, content, description));
}

void MaskEditor::redraw(const QRect& part) {
    if (m_original && !part.isEmpty()) {
        paintDimmed(m_shown, m_original->photo, m_mask, palette().color(QPalette::Window), part);
    }
    update();
}

void MaskEditor::paintTo(const QPointF& point) {
    const QPointF to = m_zoom.toPicture(point);
    const QRect touched =
        paintStep(m_mask, {m_last, to, m_radius / m_zoom.scale(), m_strokeErases});
    m_touched |= touched;
    m_last = to;
    redraw(touched);
}

void MaskEditor::mousePressEvent(QMouseEvent* event) {
    const bool left = event->button() == Qt::LeftButton;
    if (!m_original || !m_before.isNull() || (!left && event->button() != Qt::RightButton)) {
        return;
    }
    const bool other = !left || event->modifiers().testFlag(Qt::ShiftModifier);
    m_strokeErases = m_erasing != other;
    m_before = m_mask;
    m_touched = {};
    m_pointer = event->position();
    m_last = m_zoom.toPicture(m_pointer);
    emit paintingChanged();
    paintTo(m_pointer);
}

void MaskEditor::mouseMoveEvent(QMouseEvent* event) {
    m_hovered = true;
    m_pointer = event->position();
    if (m_before.isNull()) {
        update();
    } else {
        paintTo(m_pointer);
    }
}

void MaskEditor::mouseReleaseEvent(QMouseEvent* event) {
    if (m_before.isNull() || event->buttons() != Qt::NoButton) {
        return;
    }
    // The command does what the stroke has shown, so the mask goes back to where it was.
    const QImage content = m_mask.copy(m_touched);
    m_mask = std::exchange(m_before, {});
    emit paintingChanged();
    if (content != m_mask.copy(m_touched)) {
        push(m_touched, content, m_strokeErases ? tr("erasing") : tr("painting"));
    }
}

void MaskEditor::leaveEvent(QEvent* /*event*/) {
    m_hovered = false;
    update();
}

void MaskEditor::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        redraw(m_shown.rect());
    }
    QWidget::changeEvent(event);
}

void MaskEditor::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(m_zoom.place(), m_shown);
    if (m_hovered && m_original) {
        for (const auto& [color, width] : {std::pair(Qt::black, 2.5), std::pair(Qt::white, 1.2)}) {
            painter.setPen(QPen(color, width));
            painter.drawEllipse(m_pointer, m_radius, m_radius);
        }
    }
}

} // namespace gambade::gui
