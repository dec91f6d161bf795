#pragma once

#include <QTimer>
#include <QWidget>
#include <optional>

class QCheckBox;
class QDoubleSpinBox;
class QPushButton;
class QSlider;

namespace gambade::gui {

/// An angle in degrees that may be unknown: a box to tick, a slider and a number; and a button that
/// takes over what the picture looks like.
class AngleControl : public QWidget {
    Q_OBJECT

public:
    struct Range {
        double least;
        double most;
        double initial; ///< where the slider stands while nothing is known
    };

    /// @param unknown what the box says, e.g. "Estimate".
    AngleControl(const QString& name, const QString& unknown, Range range,
                 QWidget* parent = nullptr);

    std::optional<double> value() const;
    /// Shows a value without telling anybody. `estimate`: what was found where none is given.
    void setValue(std::optional<double> value, std::optional<double> estimate);
    /// Offers a value that is not used by itself; none: nothing is offered.
    void setSuggestion(std::optional<double> degrees);

signals:
    /// The user has set another value; sliding is told when the hand rests for a moment.
    void edited();

private:
    void updateEnabled();
    void takeSuggestion();

    QCheckBox* m_unknown;
    QSlider* m_slider;
    QDoubleSpinBox* m_number;
    QPushButton* m_take;
    std::optional<double> m_suggestion;
    QTimer m_rest;
};

} // namespace gambade::gui
