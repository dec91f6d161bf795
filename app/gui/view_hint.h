#pragma once

#include <QLabel>

namespace gambade::gui {

/// Says over a view how to move it, until that is done for the first time.
class ViewHint : public QLabel {
    Q_OBJECT

public:
    /// Shown where it was not heeded in an earlier session.
    explicit ViewHint(QWidget& view);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void place();
};

} // namespace gambade::gui
