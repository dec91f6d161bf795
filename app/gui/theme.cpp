#include "app/gui/theme.h"

#include "app/gui/colors.h"
#include "app/gui/settings.h"

#include <QApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace gambade::gui {
namespace {

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kSpace = QStringLiteral("org.freedesktop.appearance");
const QString kKey = QStringLiteral("color-scheme"); // 0: no preference, 1: dark, 2: light

QPalette makePalette(bool dark) {
    const auto grey = [](int level) { return QColor(level, level, level + (level < 128 ? 3 : 0)); };
    QPalette palette(dark ? grey(52) : grey(239));
    const auto set = [&palette](QPalette::ColorRole role, const QColor& usual,
                                const QColor& disabled) {
        palette.setColor(role, usual);
        palette.setColor(QPalette::Disabled, role, disabled);
    };
    const QColor text = dark ? grey(228) : grey(20);
    const QColor faint = dark ? grey(120) : grey(160);
    set(QPalette::WindowText, text, faint);
    set(QPalette::Text, text, faint);
    set(QPalette::ButtonText, text, faint);
    set(QPalette::Base, dark ? grey(30) : grey(255), dark ? grey(52) : grey(239));
    set(QPalette::AlternateBase, dark ? grey(38) : grey(246), dark ? grey(38) : grey(246));
    set(QPalette::Button, dark ? grey(68) : grey(239), dark ? grey(56) : grey(239));
    set(QPalette::PlaceholderText, dark ? grey(160) : grey(110), faint);
    set(QPalette::ToolTipBase, dark ? grey(60) : grey(255), dark ? grey(60) : grey(255));
    set(QPalette::ToolTipText, text, faint);
    const QColor accent = dark ? QColor(61, 142, 201) : QColor(36, 120, 184);
    set(QPalette::Highlight, accent, dark ? grey(80) : grey(190));
    set(QPalette::HighlightedText, grey(255), dark ? grey(160) : grey(110));
    set(QPalette::Link, dark ? QColor(110, 180, 235) : QColor(20, 95, 160), faint);
    return palette;
}

} // namespace

Theme::Theme(QDBusConnection bus, QObject* parent)
    : QObject(parent), m_bus(std::move(bus)), m_given(QApplication::palette()) {
    apply();
    if (m_bus.isConnected()) {
        m_bus.connect(QString(), kPath, kInterface, QStringLiteral("SettingChanged"), this,
                      SLOT(onSettingChanged(QDBusMessage)));
        askDesktop();
    }
}

void Theme::askDesktop() {
    QDBusMessage question =
        QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    question << kSpace << kKey;
    auto* answer = new QDBusPendingCallWatcher(m_bus.asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<QDBusVariant> reply = *answer;
        answer->deleteLater();
        if (reply.isValid()) { // an error where there is no portal: as the palette that Qt has
            take(reply.value().variant());
        }
    });
}

void Theme::onSettingChanged(const QDBusMessage& message) {
    const QList<QVariant> values = message.arguments(); // space, key, value
    if (values.value(0).toString() == kSpace && values.value(1).toString() == kKey) {
        take(values.value(2).value<QDBusVariant>().variant());
    }
}

void Theme::take(const QVariant& value) {
    // Read() answers with a variant in a variant.
    const QVariant inner = value.canConvert<QDBusVariant>() && !value.canConvert<uint>()
                               ? value.value<QDBusVariant>().variant()
                               : value;
    constexpr const char* kSchemes[] = {"none", "dark", "light"};
    const uint scheme = inner.toUInt();
    writeSetting(settings::kSystemScheme,
                 QString::fromLatin1(kSchemes[scheme < std::size(kSchemes) ? scheme : 0]));
    apply();
}

void Theme::apply() {
    QString wanted = readSetting(settings::kAppearance);
    if (wanted == QLatin1String("system")) {
        wanted = readSetting(settings::kSystemScheme);
    }
    const bool dark = wanted == QLatin1String("dark");
    const bool fits = wanted == QLatin1String("none") || isDark(m_given) == dark;
    QApplication::setPalette(fits ? m_given : makePalette(dark));
}

} // namespace gambade::gui
