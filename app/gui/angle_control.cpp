#include "app/gui/angle_control.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <algorithm>
#include <cmath>

namespace gambade::gui {

AngleControl::AngleControl(const QString& name, const QString& unknown, Range range,
                           QWidget* parent)
    : QWidget(parent), m_unknown(new QCheckBox(unknown)), m_slider(new QSlider(Qt::Horizontal)),
      m_number(new QDoubleSpinBox), m_take(new QPushButton) {
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
    layout->addWidget(m_take, 2, 0, 1, 2, Qt::AlignLeft);
    layout->setColumnStretch(0, 1);
    m_take->setObjectName(QStringLiteral("takeSuggestion"));
    m_take->setToolTip(tr("Takes over the angle that the model reads off the picture"));
    m_take->setAccessibleName(m_take->toolTip()); // it has no text while there is no suggestion
    connect(m_take, &QPushButton::clicked, this, &AngleControl::takeSuggestion);

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

void AngleControl::setSuggestion(std::optional<double> degrees) {
    m_suggestion = degrees;
    if (degrees) {
        m_suggestion = std::clamp(*degrees, m_number->minimum(), m_number->maximum());
        m_take->setText(tr("Use suggested %1°").arg(QLocale().toString(*m_suggestion, 'f', 0)));
    }
    updateEnabled();
}

void AngleControl::takeSuggestion() {
    setValue(std::round(*m_suggestion), std::nullopt);
    emit edited();
}

void AngleControl::updateEnabled() {
    m_take->setVisible(m_suggestion && m_unknown->isChecked());
    m_slider->setEnabled(!m_unknown->isChecked());
    m_number->setEnabled(!m_unknown->isChecked());
}

} // namespace gambade::gui
