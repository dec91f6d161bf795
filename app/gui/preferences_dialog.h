#pragma once

#include <QDialog>

namespace gambade::gui {

/// What can be chosen once and for all. Every choice is stored at once.
class PreferencesDialog : public QDialog {
    Q_OBJECT

public:
    explicit PreferencesDialog(QWidget* parent = nullptr);

signals:
    void appearanceChanged();
};

} // namespace gambade::gui
