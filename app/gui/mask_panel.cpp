#include "app/gui/mask_panel.h"

#include "app/gui/actions.h"
#include "app/gui/mask_editor.h"
#include "app/gui/section.h"
#include "app/gui/shown_while.h"

#include <QButtonGroup>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QSlider>
#include <QToolButton>

namespace gambade::gui {
namespace {

void addButton(QHBoxLayout& row, QToolButton* button) {
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setFocusPolicy(Qt::TabFocus);
    row.addWidget(button, 1);
}

QToolButton* actionButton(QAction& action) {
    auto* button = new QToolButton;
    button->setDefaultAction(&action);
    return button;
}

} // namespace

MaskPanel::MaskPanel(Actions& actions, MaskEditor& editor, QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("maskPanel"));
    actions[ActionId::kEditMask].setIconText(tr("Edit mask"));
    actions[ActionId::kResetMask].setIconText(tr("Reset"));

    auto* kinds = new QButtonGroup(this);
    auto* kindRow = new QHBoxLayout;
    const auto addKind = [&](const QString& text, const QString& name, bool erases) {
        auto* button = new QToolButton;
        button->setText(text);
        button->setObjectName(name);
        button->setCheckable(true);
        button->setChecked(!erases);
        kinds->addButton(button);
        addButton(*kindRow, button);
        connect(button, &QToolButton::toggled, &editor, [&editor, erases](bool on) {
            if (on) {
                editor.setErasing(erases);
            }
        });
    };
    addKind(tr("Paint"), QStringLiteral("maskPaint"), false);
    addKind(tr("Erase"), QStringLiteral("maskErase"), true);

    auto* size = new QSlider(Qt::Horizontal);
    size->setObjectName(QStringLiteral("maskBrush"));
    size->setAccessibleName(tr("Radius of the mask brush in pixels"));
    size->setRange(2, 100);
    size->setValue(20);
    connect(size, &QSlider::valueChanged, &editor, &MaskEditor::setBrushRadius);
    editor.setBrushRadius(size->value());

    auto* actionRow = new QHBoxLayout;
    addButton(*actionRow, actionButton(actions[ActionId::kResetMask]));
    addButton(*actionRow, actionButton(actions[ActionId::kRunAgain]));

    auto* tools = new QWidget;
    auto* toolLayout = new QFormLayout(tools);
    toolLayout->setContentsMargins(0, 0, 0, 0);
    toolLayout->addRow(kindRow);
    toolLayout->addRow(tr("Brush"), size);
    toolLayout->addRow(actionRow);
    toolLayout->addRow(
        makeHint(tr("Paint what belongs to the object, erase what does not, then run again.")));
    toolLayout->addRow(makeHint(tr("Wheel to zoom, Space and drag to move, F to fit.")));

    auto* row = new QHBoxLayout;
    addButton(*row, actionButton(actions[ActionId::kEditMask]));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(makeHeading(tr("Mask")));
    layout->addLayout(row);
    layout->addWidget(tools);
    showWhile({&actions[ActionId::kEditMask]}, *tools);
}

} // namespace gambade::gui
