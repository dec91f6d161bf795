#pragma once

#include <QFrame>

class QLabel;

namespace gambade::gui {

/// One message at the top of the window, there until closed or replaced.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);

    void showError(const QString& message);
    /// One that was told, and logged, before.
    void showErrorAgain(const QString& message);
    void showNote(const QString& message);
    /// Hides the bar where it still shows this message, which is true no more.
    void retract(const QString& message);
    /// What is shown; empty while the bar is hidden.
    QString message() const;

private:
    void show(const QString& message, int standardIcon);

    QString m_message; ///< as it was given
    QLabel* m_icon;
    QLabel* m_text;
};

} // namespace gambade::gui
