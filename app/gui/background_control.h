#pragma once

#include "splat_renderer/renderer.h"

#include <QColor>
#include <QWidget>

class QComboBox;
class QToolButton;

namespace gambade::gui {

/// Chooses what is behind the splats: a grey, a colour of one's own, or nothing.
class BackgroundControl : public QWidget {
    Q_OBJECT

public:
    explicit BackgroundControl(QWidget* parent = nullptr);

    BackgroundKind kind() const;
    glm::vec3 color() const; ///< encoded sRGB, [0,1]³; of kColor

signals:
    void changed();

private:
    void pickColor();
    void setPicked(const QColor& color);

    QComboBox* m_choice;
    QToolButton* m_pick;
    QColor m_picked;
};

} // namespace gambade::gui
