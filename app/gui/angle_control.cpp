#include "app/gui/angle_control.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <cmath>

namespace gambade::gui {

AngleControl::AngleControl(const QString& name, const QString& unknown, Range range,
                           QWidget* parent)
    : QWidget(parent), m_unknown(new QCheckBox(unknown)), m_slider(new QSlider(Qt::Horizontal)),
      m_number(new QDoubleSpinBox) {
    m_unknown->setChecked(true);
    m_unknown->setAccessibleName(QStringLiteral("%1: %2").arg(name, unknown));
    m_slider->setRange(static_cast<int>(range.least), static_cast<int>(range.most));
    m_slider->setValue(static_cast<int>(range.initial));
    m_slider->setAccessibleName(name);
    m_number->setRange(range.least, range.most);
    m_number->setDecimals(1);
    m_number->setSuffix(QStringLiteral("°"));
    m_number->setValue(range.initial);
    m_number->setAccessibleName(tr("%1 in degrees").arg(name));

    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(new QLabel(name), 0, 0);
    layout->addWidget(m_unknown, 0, 1, Qt::AlignRight);
    layout->addWidget(m_slider, 1, 0);
    layout->addWidget(m_number, 1, 1);
    layout->setColumnStretch(0, 1);

    constexpr int kRestMs = 350;
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, &AngleControl::edited);
    connect(m_unknown, &QCheckBox::toggled, this, [this] {
        updateEnabled();
        m_rest.start(0);
    });
    connect(m_slider, &QSlider::valueChanged, this, [this](int degrees) {
        const QSignalBlocker block(m_number);
        m_number->setValue(degrees);
        m_rest.start();
    });
    connect(m_number, &QDoubleSpinBox::valueChanged, this, [this](double degrees) {
        const QSignalBlocker block(m_slider);
        m_slider->setValue(static_cast<int>(std::lround(degrees)));
        m_rest.start();
    });
    updateEnabled();
}

std::optional<double> AngleControl::value() const {
    return m_unknown->isChecked() ? std::nullopt : std::optional(m_number->value());
}

void AngleControl::setValue(std::optional<double> value, std::optional<double> estimate) {
    const QSignalBlocker blockUnknown(m_unknown);
    const QSignalBlocker blockSlider(m_slider);
    const QSignalBlocker blockNumber(m_number);
    m_rest.stop();
    m_unknown->setChecked(!value);
    if (const auto shown = value ? value : estimate) {
        m_slider->setValue(static_cast<int>(std::lround(*shown)));
        m_number->setValue(*shown);
    }
    updateEnabled();
}

void AngleControl::updateEnabled() {
    m_slider->setEnabled(!m_unknown->isChecked());
    m_number->setEnabled(!m_unknown->isChecked());
}

} // namespace gambade::gui
