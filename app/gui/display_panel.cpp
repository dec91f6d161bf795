#include "app/gui/display_panel.h"

#include "app/gui/background_control.h"
#include "app/gui/section.h"
#include "app/gui/settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QStandardItemModel>
#include <array>
#include <cmath>

namespace gambade::gui {
namespace {

constexpr int kSeenRole = Qt::UserRole + 1;

struct ModeChoice {
    DisplayMode mode;
    const char* name;
    bool seen = false; ///< in the colours of what the picture showed
};

constexpr std::array kModes{
    ModeChoice{DisplayMode::kSplats, QT_TRANSLATE_NOOP("DisplayPanel", "Splats")},
    ModeChoice{DisplayMode::kPoints, QT_TRANSLATE_NOOP("DisplayPanel", "Points")},
    ModeChoice{DisplayMode::kDiscs, QT_TRANSLATE_NOOP("DisplayPanel", "Discs")},
    ModeChoice{DisplayMode::kDepth, QT_TRANSLATE_NOOP("DisplayPanel", "Depth")},
    ModeChoice{DisplayMode::kNormals, QT_TRANSLATE_NOOP("DisplayPanel", "Normals")},
    ModeChoice{DisplayMode::kOpacity, QT_TRANSLATE_NOOP("DisplayPanel", "Opacity")},
    ModeChoice{DisplayMode::kSplats, QT_TRANSLATE_NOOP("DisplayPanel", "Seen in the picture"),
               true},
};

QString translated(const char* text) {
    return QCoreApplication::translate("DisplayPanel", text);
}

/// A slider with its number beside it.
/// @param pattern with %1, e.g. "%1 %"
QWidget* withNumber(QSlider* slider, const QString& pattern) {
    auto* row = new QWidget;
    auto* number = new QLabel;
    number->setMinimumWidth(number->fontMetrics().horizontalAdvance(QStringLiteral("000 %")));
    number->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    const auto show = [number, pattern](int value) { number->setText(pattern.arg(value)); };
    show(slider->value());
    QObject::connect(slider, &QSlider::valueChanged, number, show);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(slider, 1);
    layout->addWidget(number);
    return row;
}

QSlider* makeSlider(int least, int most, int value, const QString& name) {
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setRange(least, most);
    slider->setValue(value);
    slider->setAccessibleName(name);
    return slider;
}

} // namespace

DisplayPanel::DisplayPanel(QWidget* parent)
    : QWidget(parent), m_mode(new QComboBox),
      m_legend(makeHint(tr("Green: shown by the picture; orange: hidden in it, so guessed"))),
      m_background(new BackgroundControl),
      m_scale(makeSlider(10, 200, 100, tr("Splat size in percent"))),
      m_opacity(makeSlider(0, 95, 0, tr("Least opacity in percent"))),
      m_fieldOfView(makeSlider(10, 100, 49, tr("Field of view of the 3D view in degrees"))),
      m_grid(new QCheckBox(tr("Floor &grid and axes"))) {
    for (const ModeChoice& choice : kModes) {
        m_mode->addItem(translated(choice.name), static_cast<int>(choice.mode));
        m_mode->setItemData(m_mode->count() - 1, choice.seen, kSeenRole);
    }
    m_grid->setObjectName(QStringLiteral("grid"));
    m_grid->setChecked(readSetting(settings::kGrid));
    m_mode->setObjectName(QStringLiteral("displayMode"));
    m_mode->setAccessibleName(tr("Display mode"));
    m_scale->setObjectName(QStringLiteral("splatScale"));
    m_opacity->setObjectName(QStringLiteral("opacityCut"));
    m_fieldOfView->setObjectName(QStringLiteral("viewFieldOfView"));
    m_fieldOfView->setToolTip(
        tr("Wide shows more depth, narrow is flatter; the object keeps its size"));
    m_opacity->setToolTip(tr("Fainter splats are hidden"));

    const QString percent = QStringLiteral("%1 %");
    auto* layout = new QFormLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setRowWrapPolicy(QFormLayout::WrapAllRows);
    layout->addRow(makeHeading(tr("Display")));
    layout->addRow(tr("&Mode"), m_mode);
    layout->addRow(m_legend);
    layout->addRow(tr("&Background"), m_background);
    layout->addRow(tr("Splat size"), withNumber(m_scale, percent));
    layout->addRow(tr("Hide below opacity"), withNumber(m_opacity, percent));
    layout->addRow(tr("Field of view"), withNumber(m_fieldOfView, QStringLiteral("%1°")));
    layout->addRow(m_grid);

    m_legend->setVisible(false);
    connect(m_mode, &QComboBox::currentIndexChanged, this, [this] {
        m_legend->setVisible(showsSeen());
        emit changed();
    });
    connect(m_background, &BackgroundControl::changed, this, &DisplayPanel::changed);
    connect(m_scale, &QSlider::valueChanged, this, &DisplayPanel::changed);
    connect(m_opacity, &QSlider::valueChanged, this, &DisplayPanel::changed);
    connect(m_fieldOfView, &QSlider::valueChanged, this, &DisplayPanel::fieldOfViewChosen);
    connect(m_grid, &QCheckBox::toggled, this, [this](bool on) {
        writeSetting(settings::kGrid, on);
        emit changed();
    });
}

RenderSettings DisplayPanel::settings() const {
    RenderSettings settings;
    settings.mode = static_cast<DisplayMode>(m_mode->currentData().toInt());
    settings.splatScale = static_cast<float>(m_scale->value()) / 100.0f;
    settings.minOpacity = static_cast<float>(m_opacity->value()) / 100.0f;
    settings.showGrid = m_grid->isChecked();
    settings.background = m_background->kind();
    settings.backgroundColor = m_background->color();
    return settings;
}

void DisplayPanel::showFieldOfView(double degrees, bool orthographic) {
    m_fieldOfView->parentWidget()->setEnabled(!orthographic); // with its number
    const QSignalBlocker quiet(this); // not the slider: the number beside it follows
    m_fieldOfView->setValue(static_cast<int>(std::lround(degrees)));
}

bool DisplayPanel::showsSeen() const {
    return m_mode->currentData(kSeenRole).toBool();
}

void DisplayPanel::setSeenOffered(bool offered) {
    auto* items = qobject_cast<QStandardItemModel*>(m_mode->model());
    for (int i = 0; i < m_mode->count(); ++i) {
        if (m_mode->itemData(i, kSeenRole).toBool()) {
            items->item(i)->setEnabled(offered);
        }
    }
    if (!offered && showsSeen()) {
        m_mode->setCurrentIndex(0);
    }
}

void DisplayPanel::setOffered(const std::function<bool(DisplayMode)>& offers) {
    for (int i = m_mode->count() - 1; i >= 0; --i) {
        if (!offers(static_cast<DisplayMode>(m_mode->itemData(i).toInt()))) {
            m_mode->removeItem(i);
        }
    }
    m_mode->setEnabled(m_mode->count() > 1);
}

} // namespace gambade::gui
