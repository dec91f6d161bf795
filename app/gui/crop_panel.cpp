#include "app/gui/crop_panel.h"

#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <cmath>

namespace gambade::gui {
namespace {

constexpr int kDecimals = 3;
constexpr int kStepsAcross = 50;

} // namespace

CropPanel::CropPanel(QWidget* parent) : QWidget(parent) {
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setColumnStretch(1, 1);
    layout->setColumnStretch(2, 1);
    const std::array names{QStringLiteral("X"), QStringLiteral("Y"), QStringLiteral("Z")};
    for (int axis = 0; axis < 3; ++axis) {
        const auto at = static_cast<std::size_t>(axis);
        layout->addWidget(new QLabel(names[at]), axis, 0);
        const auto make = [&](const QString& name, int column) {
            auto* number = new QDoubleSpinBox;
            number->setDecimals(kDecimals);
            number->setAccessibleName(name.arg(names[at]));
            layout->addWidget(number, axis, column);
            connect(number, &QDoubleSpinBox::valueChanged, this, &CropPanel::changed);
            return number;
        };
        m_least[at] = make(tr("Least %1 that is kept"), 1);
        m_most[at] = make(tr("Greatest %1 that is kept"), 2);
    }
    auto* keep = new QPushButton(tr("Keep inside"));
    keep->setObjectName(QStringLiteral("keepInside"));
    keep->setToolTip(tr("Deletes the splats outside of the box"));
    layout->addWidget(keep, 3, 0, 1, 3);
    connect(keep, &QPushButton::clicked, this, &CropPanel::keepRequested);
}

void CropPanel::setBounds(const Box& bounds) {
    const double unit = std::pow(10.0, kDecimals);
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const auto at = static_cast<int>(axis);
        // Outwards, so that rounding leaves no splat outside.
        const double least = std::floor(bounds.least[at] * unit) / unit;
        const double most = std::ceil(bounds.most[at] * unit) / unit;
        for (QDoubleSpinBox* number : {m_least[axis], m_most[axis]}) {
            const QSignalBlocker quiet(number);
            number->setRange(least, most);
            number->setSingleStep((most - least) / kStepsAcross);
            number->setValue(number == m_least[axis] ? least : most);
        }
    }
    emit changed();
}

Box CropPanel::box() const {
    Box box;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const auto at = static_cast<int>(axis);
        box.least[at] = static_cast<float>(m_least[axis]->value());
        box.most[at] = static_cast<float>(m_most[axis]->value());
    }
    return box;
}

} // namespace gambade::gui
