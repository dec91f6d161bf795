#pragma once

#include "splat_renderer/renderer.h"

#include <QWidget>
#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;

namespace gambade::gui {

class BackgroundControl;

/// How the splats are drawn.
class DisplayPanel : public QWidget {
    Q_OBJECT

public:
    explicit DisplayPanel(QWidget* parent = nullptr);

    RenderSettings settings() const;
    /// Whether splats are to be coloured by what the picture showed of them.
    bool showsSeen() const;
    /// Only results have a picture.
    void setSeenOffered(bool offered);
    /// Leaves only the modes that the canvas has.
    void setOffered(const std::function<bool(DisplayMode)>& offers);
    /// Follows the view, without a signal. Orthographic: there is no field of view to change.
    void showFieldOfView(double degrees, bool orthographic);

signals:
    void changed();
    void fieldOfViewChosen(double degrees);

private:
    QComboBox* m_mode;
    QLabel* m_legend; ///< of the colours of what was seen
    BackgroundControl* m_background;
    QSlider* m_scale;
    QSlider* m_opacity;
    QSlider* m_fieldOfView;
    QCheckBox* m_grid;
};

} // namespace gambade::gui
