#include "app/gui/size_chooser.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

namespace gambade::gui {
namespace {

constexpr int kLargestSide = 8192;

QSpinBox* makeSide(int pixels, int step, const QString& name) {
    auto* box = new QSpinBox;
    box->setRange(16, kLargestSide);
    box->setSingleStep(step);
    box->setValue(pixels);
    box->setAccessibleName(name);
    return box;
}

} // namespace

SizeChooser::SizeChooser(const QSize& ofView, bool even, QWidget* parent)
    : QWidget(parent), m_presets(new QComboBox) {
    const int step = even ? 2 : 1;
    const QSize view(ofView.width() / step * step, ofView.height() / step * step);
    m_width = makeSide(view.width(), step, tr("Width in pixels"));
    m_height = makeSide(view.height(), step, tr("Height in pixels"));
    m_width->setObjectName(QStringLiteral("pictureWidth"));
    m_height->setObjectName(QStringLiteral("pictureHeight"));
    m_presets->setObjectName(QStringLiteral("pictureSize"));
    m_presets->setAccessibleName(tr("Size"));
    m_presets->addItem(tr("As the view"), view);
    m_presets->addItem(tr("Square, 1024"), QSize(1024, 1024));
    m_presets->addItem(tr("Full HD"), QSize(1920, 1080));
    m_presets->addItem(tr("4K"), QSize(3840, 2160));
    m_presets->addItem(tr("8K"), QSize(7680, 4320));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_presets, 1);
    layout->addWidget(m_width);
    layout->addWidget(new QLabel(QStringLiteral("×")));
    layout->addWidget(m_height);
    connect(m_presets, &QComboBox::currentIndexChanged, this, [this] {
        const QSize preset = m_presets->currentData().toSize();
        m_width->setValue(preset.width());
        m_height->setValue(preset.height());
    });
}

QSize SizeChooser::size() const {
    const int step = m_width->singleStep();
    return {m_width->value() / step * step, m_height->value() / step * step};
}

} // namespace gambade::gui
