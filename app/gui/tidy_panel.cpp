#include "app/gui/tidy_panel.h"

#include "app/gui/actions.h"
#include "app/gui/crop_panel.h"
#include "app/gui/section.h"
#include "app/gui/shown_while.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QSlider>
#include <QToolButton>

namespace gambade::gui {
namespace {

QHBoxLayout* buttonRow(Actions& actions, std::initializer_list<ActionId> ids) {
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    for (const ActionId id : ids) {
        auto* button = new QToolButton;
        button->setDefaultAction(&actions[id]);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button, 1);
    }
    return row;
}

} // namespace

TidyPanel::TidyPanel(Actions& actions, QWidget* parent)
    : QWidget(parent), m_counts(makeHint()), m_brushRow(new QWidget),
      m_brush(new QSlider(Qt::Horizontal)), m_crop(new CropPanel) {
    setObjectName(QStringLiteral("tidyPanel"));
    actions[ActionId::kSelectBox].setIconText(tr("Box"));
    actions[ActionId::kSelectBrush].setIconText(tr("Brush"));
    actions[ActionId::kSelectSphere].setIconText(tr("Sphere"));
    actions[ActionId::kInvertSelection].setIconText(tr("Invert"));
    actions[ActionId::kSelectNone].setIconText(tr("None"));
    actions[ActionId::kDeleteSelected].setIconText(tr("Delete"));
    actions[ActionId::kFindFloaters].setIconText(tr("Floaters"));
    actions[ActionId::kSelectHidden].setIconText(tr("Hidden"));
    actions[ActionId::kCropBox].setIconText(tr("Crop box"));
    m_brush->setRange(4, 120);
    m_brush->setValue(24);
    m_brush->setObjectName(QStringLiteral("selectionBrush"));
    m_brush->setAccessibleName(tr("Radius of the selection brush in pixels"));
    m_counts->setObjectName(QStringLiteral("selectionCount"));

    auto* brush = new QHBoxLayout(m_brushRow);
    brush->setContentsMargins(0, 0, 0, 0);
    brush->addWidget(new QLabel(tr("Brush")));
    brush->addWidget(m_brush, 1);

    auto* howTo = makeHint(tr("Drag to select; with Shift to add, with Ctrl to take away. "
                              "Alt and drag looks around, Esc ends it."));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(makeHeading(tr("Tidy")));
    layout->addLayout(buttonRow(
        actions, {ActionId::kSelectBox, ActionId::kSelectBrush, ActionId::kSelectSphere}));
    layout->addLayout(
        buttonRow(actions, {ActionId::kFindFloaters, ActionId::kSelectHidden, ActionId::kCropBox}));
    layout->addWidget(m_counts);
    layout->addLayout(buttonRow(
        actions, {ActionId::kInvertSelection, ActionId::kSelectNone, ActionId::kDeleteSelected}));
    // What comes and goes is last, so that no button moves away from under the pointer.
    layout->addWidget(m_brushRow);
    layout->addWidget(howTo);
    layout->addWidget(m_crop);

    connect(m_brush, &QSlider::valueChanged, this, &TidyPanel::brushRadiusChanged);
    showWhile({&actions[ActionId::kSelectBrush]}, *m_brushRow);
    showWhile({&actions[ActionId::kSelectBox], &actions[ActionId::kSelectBrush],
               &actions[ActionId::kSelectSphere]},
              *howTo);
    showWhile({&actions[ActionId::kCropBox]}, *m_crop);
}

int TidyPanel::brushRadius() const {
    return m_brush->value();
}

void TidyPanel::setCounts(std::size_t selected, std::size_t all) {
    const auto number = [](std::size_t n) {
        return QLocale().toString(static_cast<qulonglong>(n));
    };
    m_counts->setText(selected == 0 ? tr("Nothing is selected")
                                    : tr("%1 of %2 selected").arg(number(selected), number(all)));
}

} // namespace gambade::gui
