#include "app/gui/view_cube.h"

#include "app/gui/colors.h"

#include <QApplication>
#include <QCoreApplication>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QTransform>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/trigonometric.hpp>

namespace gambade::gui {
namespace {

constexpr double kHalfEdge = 26.0;  ///< of the cube, in pixels
constexpr double kEdgeStart = 0.62; ///< in half edges: what is further out counts as edge or corner
constexpr double kFacing = 0.02;    ///< cosine from which on a side can be seen
constexpr double kReadable = 0.3;   ///< cosine from which on its name can be read

/// −1, 0 or 1: on which of the three strips of a side a coordinate lies.
int strip(double at) {
    return std::abs(at) < kEdgeStart ? 0 : at < 0.0 ? -1 : 1;
}

/// From where to where a strip reaches.
std::pair<double, double> reach(int strip) {
    return strip == 0  ? std::pair(-kEdgeStart, kEdgeStart)
           : strip < 0 ? std::pair(-1.0, -kEdgeStart)
                       : std::pair(kEdgeStart, 1.0);
}

} // namespace

/// One side of the cube, with its own right and up as one stands in front of it.
struct ViewCube::Face {
    glm::ivec3 out;
    glm::ivec3 right;
    glm::ivec3 up;
    const char* name;
};

const std::array<ViewCube::Face, 6>& ViewCube::faces() {
    static constexpr std::array kFaces{
        Face{{0, 0, 1}, {1, 0, 0}, {0, 1, 0}, QT_TR_NOOP("Front")},
        Face{{0, 0, -1}, {-1, 0, 0}, {0, 1, 0}, QT_TR_NOOP("Back")},
        Face{{1, 0, 0}, {0, 0, -1}, {0, 1, 0}, QT_TR_NOOP("Right")},
        Face{{-1, 0, 0}, {0, 0, 1}, {0, 1, 0}, QT_TR_NOOP("Left")},
        Face{{0, 1, 0}, {1, 0, 0}, {0, 0, -1}, QT_TR_NOOP("Top")},
        Face{{0, -1, 0}, {1, 0, 0}, {0, 0, 1}, QT_TR_NOOP("Below")},
    };
    return kFaces;
}

ViewCube::ViewCube(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("viewCube"));
    setAccessibleName(tr("View cube"));
    setAccessibleDescription(
        tr("Click a side to look from there; the keys 1, 3 and 7 do the same, with Ctrl from the "
           "other side"));
    setToolTip(tr("Click a side, an edge or a corner to look from there; drag to look around"));
    setFixedSize(kSide, kSide);
    setMouseTracking(true);
    setCursor(Qt::ArrowCursor);
}

void ViewCube::setCamera(const Camera& camera) {
    m_camera = camera;
    update();
}

std::optional<QTransform> ViewCube::toWidget(const Face& face) const {
    const glm::dmat3 axes(m_camera.cameraToWorld); // right, up, towards the viewer
    const auto flat = [&axes](const glm::ivec3& v) {
        const glm::dvec3 world(v);
        return kHalfEdge * QPointF(glm::dot(axes[0], world), -glm::dot(axes[1], world));
    };
    if (glm::dot(axes[2], glm::dvec3(face.out)) < kFacing) {
        return std::nullopt;
    }
    const QPointF right = flat(face.right);
    const QPointF up = flat(face.up);
    const QPointF middle = QPointF(kSide, kSide) / 2.0 + flat(face.out);
    return QTransform(right.x(), right.y(), up.x(), up.y(), middle.x(), middle.y());
}

std::optional<glm::ivec3> ViewCube::directionAt(const QPointF& point) const {
    for (const Face& face : faces()) {
        if (const auto transform = toWidget(face)) {
            const QPointF at = transform->inverted().map(point);
            if (std::abs(at.x()) <= 1.0 && std::abs(at.y()) <= 1.0) {
                return face.out + strip(at.x()) * face.right + strip(at.y()) * face.up;
            }
        }
    }
    return std::nullopt;
}

void ViewCube::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor plain = palette().color(QPalette::Button);
    const QColor text = palette().color(QPalette::ButtonText);
    const glm::dvec3 towards(m_camera.cameraToWorld[2]);
    QFont font = painter.font();
    font.setPixelSize(13);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    for (const Face& face : faces()) {
        const auto transform = toWidget(face);
        if (!transform) {
            continue;
        }
        // A light that is where the viewer is.
        const double facing = glm::dot(towards, glm::dvec3(face.out));
        QColor fill = mixed(plain, text, 0.16 * (1.0 - facing));
        fill.setAlphaF(0.92f);
        painter.setPen(QPen(mixed(plain, text, 0.45), 1.0));
        painter.setBrush(fill);
        painter.drawPolygon(transform->map(QPolygonF(QRectF(-1.0, -1.0, 2.0, 2.0))));
        for (int x = -1; m_hovered && x <= 1; ++x) {
            for (int y = -1; y <= 1; ++y) {
                if (face.out + x * face.right + y * face.up != *m_hovered) {
                    continue;
                }
                const auto [left, right] = reach(x);
                const auto [low, high] = reach(y);
                painter.setPen(Qt::NoPen);
                painter.setBrush(palette().highlight());
                painter.drawPolygon(
                    transform->map(QPolygonF(QRectF(left, low, right - left, high - low))));
            }
        }
        if (facing < kReadable) {
            continue;
        }
        painter.save();
        // Text runs downwards from its top: the face's plane has y up.
        painter.setTransform(QTransform::fromScale(1.0 / kHalfEdge, -1.0 / kHalfEdge) * *transform,
                             true);
        const QString name = tr(face.name);
        const QRectF room(-kHalfEdge, -kHalfEdge, 2.0 * kHalfEdge, 2.0 * kHalfEdge);
        const double wide = painter.fontMetrics().horizontalAdvance(name) / (1.7 * kHalfEdge);
        if (wide > 1.0) { // a longer word of another language
            painter.scale(1.0 / wide, 1.0 / wide);
        }
        const bool marked = m_hovered == face.out;
        painter.setPen(marked ? palette().color(QPalette::HighlightedText) : text);
        painter.drawText(room, Qt::AlignCenter | Qt::TextDontClip, name);
        painter.restore();
    }
}

void ViewCube::setHovered(const std::optional<glm::ivec3>& direction) {
    if (direction != m_hovered) {
        m_hovered = direction;
        update();
    }
}

void ViewCube::mousePressEvent(QMouseEvent* event) {
    if (!directionAt(event->position())) {
        event->ignore(); // the view behind takes it
        return;
    }
    if (event->button() == Qt::RightButton) {
        QMenu::exec(actions(), event->globalPosition().toPoint(), nullptr, this);
    }
    if (event->button() != Qt::LeftButton) {
        return;
    }
    m_pressed = event->position();
    m_lastPoint = event->position();
    m_dragging = false;
}

void ViewCube::mouseMoveEvent(QMouseEvent* event) {
    if (!m_pressed) {
        setHovered(directionAt(event->position()));
        event->setAccepted(event->buttons() == Qt::NoButton);
        return;
    }
    const QPointF apart = event->position() - *m_pressed;
    m_dragging = m_dragging || apart.manhattanLength() >= QApplication::startDragDistance();
    if (m_dragging) {
        setHovered(std::nullopt);
        emit dragged(event->position() - m_lastPoint);
        m_lastPoint = event->position();
    }
}

void ViewCube::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_pressed) {
        event->ignore();
        return;
    }
    m_pressed.reset();
    const auto direction = directionAt(event->position());
    if (m_dragging || !direction) {
        return;
    }
    const glm::dvec3 from = glm::normalize(glm::dvec3(*direction));
    const bool upright = direction->x == 0 && direction->z == 0;
    emit directionChosen(upright ? std::nullopt
                                 : std::optional(glm::degrees(std::atan2(from.x, from.z))),
                         glm::degrees(std::asin(from.y)));
}

void ViewCube::leaveEvent(QEvent* /*event*/) {
    setHovered(std::nullopt);
}

} // namespace gambade::gui
