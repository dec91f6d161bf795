#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QPalette>

class QDBusMessage;

namespace gambade::gui {

/// Light or dark: as the desktop says by its settings portal (org.freedesktop.appearance,
/// color-scheme), which Qt 6.4 does not ask for itself, or as the preferences say.
class Theme : public QObject {
    Q_OBJECT

public:
    /// Starts with what the desktop said last, until it answers.
    explicit Theme(QDBusConnection bus = QDBusConnection::sessionBus(), QObject* parent = nullptr);

    /// Looks at the preferences once more.
    void apply();

private slots:
    void onSettingChanged(const QDBusMessage& message);

private:
    void askDesktop();
    void take(const QVariant& value);

    QDBusConnection m_bus;
    QPalette m_given; ///< what the application started with
};

} // namespace gambade::gui
