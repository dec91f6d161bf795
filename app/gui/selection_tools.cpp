#include "app/gui/selection_tools.h"

#include "app/gui/picking.h"
#include "app/gui/screen_projection.h"
#include "app/gui/viewport.h"

#include <QMouseEvent>
#include <QPainter>
#include <array>

namespace gambade::gui {
namespace {

SelectionMode modeOf(Qt::KeyboardModifiers modifiers) {
    return modifiers.testFlag(Qt::ControlModifier) ? SelectionMode::kSubtract
           : modifiers.testFlag(Qt::ShiftModifier) ? SelectionMode::kAdd
                                                   : SelectionMode::kReplace;
}

} // namespace

SelectionTools::SelectionTools(Viewport& viewport) : QWidget(&viewport), m_viewport(viewport) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    viewport.setMouseTracking(true);
    viewport.installEventFilter(this);
    connect(&viewport.orbit(), &OrbitController::poseChanged, this, [this] {
        readPoints();
        if (m_cropBox) {
            update();
        }
    });
    setGeometry(viewport.rect());
    raise();
}

void SelectionTools::setCloud(CloudPtr cloud) {
    m_cloud = std::move(cloud);
    readPoints();
}

/// While the brush is down; the view may be turned and the splats be others even then.
void SelectionTools::readPoints() {
    const bool brushing = m_dragging && m_tool == SelectionTool::kBrush && m_cloud;
    m_points = brushing ? ScreenPoints(*m_cloud, m_viewport.orbit().pose().camera(), size())
                        : ScreenPoints();
}

void SelectionTools::setTool(SelectionTool tool) {
    m_tool = tool;
    m_dragging = false;
    if (tool == SelectionTool::kNone) {
        m_viewport.unsetCursor();
    } else {
        m_viewport.setCursor(Qt::CrossCursor);
    }
    update();
}

void SelectionTools::setBrushRadius(int pixels) {
    m_brushRadius = pixels;
    update();
}

void SelectionTools::setCropBox(const std::optional<Box>& box) {
    m_cropBox = box;
    update();
}

bool SelectionTools::eventFilter(QObject* /*watched*/, QEvent* event) {
    if (event->type() == QEvent::Resize) {
        setGeometry(m_viewport.rect());
        return false;
    }
    if (m_tool == SelectionTool::kNone || !m_cloud) {
        return false;
    }
    const auto* mouse = dynamic_cast<QMouseEvent*>(event);
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        return mouse->button() == Qt::LeftButton && !mouse->modifiers().testFlag(Qt::AltModifier) &&
               begin(mouse->position(), mouse->modifiers());
    case QEvent::MouseButtonDblClick: // the second click of two quick ones is one more click
        return mouse->button() == Qt::LeftButton && begin(mouse->position(), mouse->modifiers());
    case QEvent::MouseMove:
        if (mouse->buttons() == Qt::NoButton) {
            m_to = mouse->position();
            m_viewport.setCursor(Qt::CrossCursor); // looking around puts back the usual one
            update();
        }
        if (m_dragging) {
            drag(mouse->position());
        }
        return m_dragging;
    case QEvent::MouseButtonRelease:
        if (m_dragging && mouse->button() == Qt::LeftButton) {
            finish();
            return true;
        }
        return m_dragging;
    default:
        return false;
    }
}

bool SelectionTools::begin(const QPointF& point, Qt::KeyboardModifiers modifiers) {
    m_viewport.setFocus(Qt::MouseFocusReason);
    m_viewport.orbit().setTurning(false);
    m_mode = modeOf(modifiers);
    m_from = point;
    m_to = point;
    m_dragging = true;
    if (m_tool == SelectionTool::kSphere) {
        m_sphereCenter = pickPoint(*m_cloud, m_viewport.orbit().pose().camera(), size(), point);
    } else if (m_tool == SelectionTool::kBrush) {
        readPoints();
        emit picked(m_points.along(point, point, m_brushRadius), m_mode);
        if (m_mode == SelectionMode::kReplace) {
            m_mode = SelectionMode::kAdd; // the rest of the stroke
        }
    }
    update();
    return true;
}

void SelectionTools::drag(const QPointF& point) {
    if (m_tool == SelectionTool::kBrush) {
        emit picked(m_points.along(m_to, point, m_brushRadius), m_mode);
    }
    m_to = point;
    update();
}

void SelectionTools::finish() {
    m_dragging = false;
    readPoints();
    if (m_tool == SelectionTool::kBox) {
        const ScreenPoints points(*m_cloud, m_viewport.orbit().pose().camera(), size());
        emit picked(points.inRect(QRectF(m_from, m_to)), m_mode);
    } else if (m_tool == SelectionTool::kSphere && m_sphereCenter) {
        emit picked(
            insideSphere(*m_cloud, glm::vec3(*m_sphereCenter), static_cast<float>(sphereRadius())),
            m_mode);
    }
    update();
}

double SelectionTools::sphereRadius() const {
    const ScreenProjection project(m_viewport.orbit().pose().camera(), size());
    const auto center = project(*m_sphereCenter);
    const QPointF apart = m_to - m_from;
    return center ? std::hypot(apart.x(), apart.y()) / project.pixelsPerUnit(center->depth) : 0.0;
}

void SelectionTools::drawCropBox(QPainter& painter, const Camera& camera) const {
    const ScreenProjection project(camera, size());
    std::array<std::optional<ScreenProjection::Place>, 8> corners;
    for (std::size_t c = 0; c < corners.size(); ++c) {
        corners[c] = project({(c & 1) != 0 ? m_cropBox->most.x : m_cropBox->least.x,
                              (c & 2) != 0 ? m_cropBox->most.y : m_cropBox->least.y,
                              (c & 4) != 0 ? m_cropBox->most.z : m_cropBox->least.z});
    }
    for (std::size_t c = 0; c < corners.size(); ++c) {
        for (const std::size_t axis : {1U, 2U, 4U}) {
            const auto& other = corners[c | axis];
            if ((c & axis) == 0 && corners[c] && other) {
                painter.drawLine(corners[c]->point, other->point);
            }
        }
    }
}

void SelectionTools::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = palette().color(QPalette::Highlight);
    painter.setPen(QPen(color, 1.5));
    if (m_cropBox) {
        drawCropBox(painter, m_viewport.orbit().pose().camera());
    }
    QColor fill = color;
    fill.setAlphaF(0.15f);
    painter.setBrush(fill);
    if (m_tool == SelectionTool::kBrush) {
        painter.drawEllipse(m_to, m_brushRadius, m_brushRadius);
    } else if (m_tool == SelectionTool::kBox && m_dragging) {
        painter.drawRect(QRectF(m_from, m_to).normalized());
    } else if (m_tool == SelectionTool::kSphere && m_dragging && m_sphereCenter) {
        const QPointF apart = m_to - m_from;
        const double radius = std::hypot(apart.x(), apart.y());
        painter.drawEllipse(m_from, radius, radius);
    }
}

} // namespace gambade::gui
