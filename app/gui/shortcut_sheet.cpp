#include "app/gui/shortcut_sheet.h"

#include "app/gui/actions.h"
#include "app/gui/screen_room.h"
#include "app/gui/section.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

namespace gambade::gui {
namespace {

constexpr int kMostColumns = 3;
constexpr int kColumnSpacing = 40;
constexpr QSize kAround(60, 80); ///< of the dialog, around what it shows
constexpr int kMostHeight = 760;

using Row = std::pair<QString, QStringList>; ///< what happens, and by what

QLabel* makeCap(const QString& text) {
    auto* cap = new QLabel(text);
    cap->setTextFormat(Qt::PlainText);
    cap->setStyleSheet(
        QStringLiteral("border: 1px solid palette(mid); border-radius: 4px; padding: 1px 6px;"
                       "background: palette(base); color: palette(text);"));
    return cap;
}

QWidget* makeGroup(const QString& title, const QList<Row>& rows) {
    auto* group = new QWidget;
    group->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto* grid = new QGridLayout(group);
    grid->setContentsMargins(0, 0, 0, kSectionSpacing);
    grid->setVerticalSpacing(4);
    grid->setHorizontalSpacing(16);
    grid->setColumnStretch(0, 1);
    grid->addWidget(makeHeading(title), 0, 0, 1, 2);
    for (const auto& [name, keys] : rows) {
        auto* caps = new QHBoxLayout;
        caps->setSpacing(4);
        caps->addStretch();
        for (const QString& key : keys) {
            caps->addWidget(makeCap(key));
        }
        const int at = grid->rowCount();
        grid->addWidget(new QLabel(name), at, 0);
        grid->addLayout(caps, at, 1);
    }
    return group;
}

/// How many columns of groups fit beside each other.
int columnsFor(const QList<QWidget*>& groups, int width) {
    int widest = 1;
    for (const QWidget* group : groups) {
        widest = std::max(widest, group->sizeHint().width());
    }
    return std::clamp((width - kAround.width()) / (widest + kColumnSpacing), 1, kMostColumns);
}

/// The actions of a menu that have keys.
QList<Row> rowsOf(const QMenu& menu) {
    QList<Row> rows;
    for (const QAction* action : menu.actions()) {
        QStringList keys;
        for (const QKeySequence& key : action->shortcuts()) {
            if (!key.isEmpty()) {
                keys.append(key.toString(QKeySequence::NativeText));
            }
        }
        if (!keys.isEmpty()) {
            rows.append({action->iconText(), keys});
        }
    }
    return rows;
}

} // namespace

ShortcutSheet::ShortcutSheet(const QMenuBar& menus, QWidget* parent) : QDialog(parent) {
    setObjectName(QStringLiteral("shortcutSheet"));
    setWindowTitle(tr("Keys and mouse"));
    QList<QWidget*> groups{
        makeGroup(tr("Mouse"), {{tr("Look around"), {tr("drag")}},
                                {tr("Move"), {tr("right drag"), tr("Shift + drag")}},
                                {tr("Zoom to the pointer"), {tr("wheel")}},
                                {tr("Zoom"), {tr("Ctrl + drag")}},
                                {tr("Turn around a point"), {tr("double click")}},
                                {tr("Look from a side"), {tr("click the view cube")}}}),
        makeGroup(tr("Touchpad"),
                  {{tr("Look around"), {tr("two fingers")}},
                   {tr("Move"), {tr("Shift + two fingers")}},
                   {tr("Zoom to the pointer"), {tr("pinch"), tr("Ctrl + two fingers")}}}),
        makeGroup(
            tr("Keys in the 3D view"),
            {{tr("Look around"), {QStringLiteral("← → ↑ ↓")}},
             {tr("Move"), {tr("Shift + arrow keys")}},
             {tr("Zoom"), {QStringLiteral("+"), QStringLiteral("−")}},
             {tr("Fly, with Shift fast"), {QStringLiteral("W A S D"), QStringLiteral("Q E")}}}),
        makeGroup(tr("In the mask and the comparison"),
                  {{tr("Zoom to the pointer"), {tr("wheel"), tr("pinch")}},
                   {tr("Zoom"), {QStringLiteral("+"), QStringLiteral("−")}},
                   {tr("Move"), {tr("middle drag"), tr("Space + drag")}},
                   {tr("Fit"), {QStringLiteral("0"), QStringLiteral("F")}}}),
        makeGroup(tr("While selecting"),
                  {{tr("Add to the selection"), {tr("Shift + drag")}},
                   {tr("Take away from it"), {tr("Ctrl + drag")}},
                   {tr("Look around"), {tr("Alt + drag")}},
                   {tr("Put the tool away"),
                    {QKeySequence(Qt::Key_Escape).toString(QKeySequence::NativeText)}}}),
    };
    for (const QAction* entry : menus.actions()) {
        const QList<Row> rows = rowsOf(*entry->menu());
        if (!rows.isEmpty()) {
            groups.append(makeGroup(plainText(entry->text()), rows));
        }
    }

    auto* content = new QWidget;
    auto* columns = new QHBoxLayout(content);
    columns->setSpacing(kColumnSpacing);
    const QSize room = roomOnScreen(*this);
    const int columnCount = columnsFor(groups, room.width());
    int height = 0;
    for (const QWidget* group : groups) {
        height += group->sizeHint().height();
    }
    int filled = 0;
    QVBoxLayout* column = nullptr;
    for (QWidget* group : groups) {
        const int half = group->sizeHint().height() / 2;
        if (column == nullptr || filled + half > columns->count() * height / columnCount) {
            column = new QVBoxLayout;
            columns->addLayout(column, 1);
        }
        filled += 2 * half;
        column->addWidget(group);
    }
    for (int i = 0; i < columns->count(); ++i) {
        static_cast<QVBoxLayout*>(columns->itemAt(i)->layout())->addStretch();
    }
    auto* area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(area);
    layout->addWidget(buttons);
    const QSize wanted = content->sizeHint();
    resize(QSize(wanted + kAround)
               .boundedTo(QSize(room.width(), std::min(room.height(), kMostHeight))));
}

} // namespace gambade::gui
