#pragma once

#include <QDialog>

class QMenuBar;

namespace gambade::gui {

/// What keys, mouse and touchpad do: the view's own moves, then the actions of every menu.
class ShortcutSheet : public QDialog {
    Q_OBJECT

public:
    explicit ShortcutSheet(const QMenuBar& menus, QWidget* parent = nullptr);
};

} // namespace gambade::gui
