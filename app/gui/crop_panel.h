#pragma once

#include "splats/edit.h"

#include <QWidget>
#include <array>

class QDoubleSpinBox;

namespace gambade::gui {

/// The six faces of a box to keep, as numbers.
class CropPanel : public QWidget {
    Q_OBJECT

public:
    explicit CropPanel(QWidget* parent = nullptr);

    /// Starts from the whole: every face at the bounds, which the steps fit to.
    void setBounds(const Box& bounds);
    Box box() const;

signals:
    void changed();
    void keepRequested();

private:
    std::array<QDoubleSpinBox*, 3> m_least{};
    std::array<QDoubleSpinBox*, 3> m_most{};
};

} // namespace gambade::gui
