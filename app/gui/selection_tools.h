#pragma once

#include "app/gui/scene.h"
#include "app/gui/screen_selection.h"

#include <QWidget>

namespace gambade::gui {

class Viewport;

enum class SelectionTool { kNone, kBox, kBrush, kSphere };

/// Lies over a viewport: picks splats with the left button while a tool is on, and draws the tool
/// and the crop box. Shift adds, Ctrl takes away; Alt looks around as without a tool, and so do the
/// other buttons.
class SelectionTools : public QWidget {
    Q_OBJECT

public:
    explicit SelectionTools(Viewport& viewport);

    void setCloud(CloudPtr cloud);
    SelectionTool tool() const { return m_tool; }
    void setTool(SelectionTool tool);
    void setBrushRadius(int pixels);
    /// Drawn as its edges; none: not drawn.
    void setCropBox(const std::optional<Box>& box);

signals:
    void picked(const gambade::Selection& splats, gambade::gui::SelectionMode mode);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    bool begin(const QPointF& point, Qt::KeyboardModifiers modifiers);
    void drag(const QPointF& point);
    void finish();
    void readPoints();
    double sphereRadius() const; ///< world units; where there is a centre
    void drawCropBox(QPainter& painter, const Camera& camera) const;

    Viewport& m_viewport;
    CloudPtr m_cloud;
    SelectionTool m_tool = SelectionTool::kNone;
    SelectionMode m_mode = SelectionMode::kReplace;
    bool m_dragging = false;
    ScreenPoints m_points; ///< while the brush is down
    QPointF m_from;
    QPointF m_to;                             ///< also where the brush hovers
    std::optional<glm::dvec3> m_sphereCenter; ///< none: the press was beside every splat
    double m_brushRadius = 24.0;
    std::optional<Box> m_cropBox;
};

} // namespace gambade::gui
