#pragma once

#include "app/gui/edited_mask.h"
#include "app/gui/picture_zoom.h"

#include <QUndoGroup>
#include <QWidget>

namespace gambade::gui {

/// The picture, large and to be zoomed into, with a brush to paint its object or erase what is
/// none. Shift (or the right button) does the other of the two.
class MaskEditor : public QWidget {
    Q_OBJECT

public:
    /// @param undo its active stack takes every stroke.
    explicit MaskEditor(QUndoGroup& undo, QWidget* parent = nullptr);

    /// @param mask as edited before; null: as it was found.
    void setInput(const std::shared_ptr<const InputPicture>& input, const QImage& mask);
    /// Which of the picture's objects is edited, as InputPicture::object.
    int object() const { return m_original ? m_original->object : 0; }
    /// The coverage as it is now, of the shown photo's size; null: as it was found.
    QImage mask() const;
    /// There is a picture whose mask can be edited.
    bool hasInput() const { return m_original != nullptr; }
    bool isEdited() const { return m_original && m_mask != m_original->coverage; }
    /// A stroke is under way: nothing else may change the mask.
    bool isPainting() const { return !m_before.isNull(); }
    /// Back to what was found.
    void reset();
    /// The whole picture again, as large as there is room.
    void fit() { m_zoom.fit(); }
    void setErasing(bool erasing) { m_erasing = erasing; }
    /// @param radius in the widget's pixels
    void setBrushRadius(int radius);

signals:
    void maskChanged();
    /// A stroke has begun or ended.
    void paintingChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    friend class MaskChange;
    void paintTo(const QPointF& point);
    void push(const QRect& area, const QImage& content, const QString& description);
    void redraw(const QRect& part);

    QUndoGroup& m_undo;
    std::shared_ptr<const InputPicture> m_original; ///< with the coverage as it was found
    QImage m_mask;
    QImage m_shown;
    QImage m_before;   ///< the mask when the stroke began; null between strokes
    QRect m_touched;   ///< by the stroke
    QPointF m_last;    ///< where the stroke got to, in the picture's pixels
    QPointF m_pointer; ///< in the widget's pixels
    PictureZoom m_zoom;
    bool m_hovered = false;
    bool m_erasing = false;
    bool m_strokeErases = false;
    double m_radius = 20.0;
};

} // namespace gambade::gui
