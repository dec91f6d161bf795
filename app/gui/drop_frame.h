#pragma once

#include <QWidget>

namespace gambade::gui {

/// Lies over its parent while something is dragged there that can be dropped, and says so.
class DropFrame : public QWidget {
    Q_OBJECT

public:
    explicit DropFrame(QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace gambade::gui
