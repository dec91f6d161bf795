#pragma once

#include "splat_renderer/renderer.h"

#include <QWidget>
#include <functional>

class QComboBox;
class QDoubleSpinBox;
class QSlider;

namespace gambade::gui {

/// How the splats are drawn.
class DisplayPanel : public QWidget {
    Q_OBJECT

public:
    explicit DisplayPanel(QWidget* parent = nullptr);

    RenderSettings settings() const;
    /// Leaves only the modes that the canvas has.
    void setOffered(const std::function<bool(DisplayMode)>& offers);

signals:
    void changed();

private:
    QComboBox* m_mode;
    QComboBox* m_background;
    QSlider* m_scale;
    QSlider* m_opacity;
};

} // namespace gambade::gui
