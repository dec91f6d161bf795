#pragma once

#include <QByteArray>
#include <QColor>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <algorithm>
#include <initializer_list>

namespace gambade::gui {

/// One line of the settings table: where a value is stored, what it is until set, and which stored
/// values are taken (a settings file can be edited by hand, or be of another version).
template <class T>
struct Setting {
    const char* key;
    T fallback;
    bool (*accepts)(const T&) = [](const T&) { return true; };
};

inline bool isOneOf(const QString& name, std::initializer_list<const char*> names) {
    return std::ranges::any_of(names,
                               [&name](const char* each) { return name == QLatin1String(each); });
}

/// Whether splats can be written with this extension, e.g. ".ply".
bool isWritableFormat(const QString& extension);

namespace settings {

inline const Setting<QString> kLanguage{"session/language", {}}; ///< empty: the system's
inline const Setting<QString> kAppearance{"window/appearance", QStringLiteral("system"),
                                          [](const QString& name) {
                                              return isOneOf(name, {"system", "light", "dark"});
                                          }};
/// What the desktop said last.
inline const Setting<QString> kSystemScheme{"window/system_scheme", QStringLiteral("none"),
                                            [](const QString& name) {
                                                return isOneOf(name, {"none", "light", "dark"});
                                            }};
inline const Setting<QString> kDevice{"session/device", QStringLiteral("auto"),
                                      [](const QString& name) {
                                          return isOneOf(name, {"auto", "cpu", "cuda"});
                                      }};
inline const Setting<QString> kRenderer{
    "session/renderer", QStringLiteral("auto"), [](const QString& name) {
        return isOneOf(name, {"auto", "compute", "classic", "cpu"});
    }};
inline const Setting<bool> kAskBeforeDiscard{"session/ask_before_discard", true};
inline const Setting<bool> kKeepForCrash{"session/keep_for_crash", true};
inline const Setting<QString> kModel{"model/file", {}}; ///< empty: the one shipped
inline const Setting<QStringList> kRecentFiles{
    "session/recent_files", {}, [](const QStringList& files) { return files.size() <= 10; }};
inline const Setting<QString> kOpenFolder{"session/open_folder", {}};
inline const Setting<QString> kExportFolder{"export/folder", {}};
inline const Setting<QString> kExportFormat{"export/format", QStringLiteral(".ply"),
                                            isWritableFormat};
inline const Setting<QString> kNamingRule{
    "export/naming_rule", QStringLiteral("{name}"),
    [](const QString& rule) { return !rule.isEmpty() && !rule.contains(QLatin1Char('/')); }};
inline const Setting<bool> kExportYUp{"export/y_up", false};
inline const Setting<bool> kExportFullPly{"export/full_ply", false};
inline constexpr int kBackgroundCount = 5;
inline const Setting<int> kBackground{"display/background", 0, [](const int& index) {
                                          return index >= 0 && index < kBackgroundCount;
                                      }};
inline const Setting<QString> kBackgroundColor{
    "display/background_color", QStringLiteral("#3a5a78"),
    [](const QString& name) { return QColor::isValidColor(name); }};
inline const Setting<bool> kViewCube{"display/view_cube", true};
inline const Setting<bool> kViewHint{"display/view_hint", true}; ///< until it was heeded
inline const Setting<bool> kGrid{"display/grid", false};
inline const Setting<QString> kTurntableFormat{"turntable/format", QStringLiteral("mp4")};
inline const Setting<QByteArray> kGeometry{"window/geometry", {}};
inline const Setting<QByteArray> kColumns{"window/columns", {}};
inline const Setting<bool> kLeftPanel{"window/left_panel", true};
inline const Setting<bool> kRightPanel{"window/right_panel", true};

} // namespace settings

/// The stored value; the fallback where none is stored or it is not accepted.
template <class T>
T readSetting(const Setting<T>& setting) {
    const QVariant stored = QSettings().value(QLatin1String(setting.key));
    if (!stored.isValid() || !stored.canConvert<T>()) {
        return setting.fallback;
    }
    const T value = stored.value<T>();
    return setting.accepts(value) ? value : setting.fallback;
}

/// Stores the value where it is accepted.
template <class T>
void writeSetting(const Setting<T>& setting, const T& value) {
    if (setting.accepts(value)) {
        QSettings().setValue(QLatin1String(setting.key), value);
    }
}

/// The newest ten files first, without repeats.
QStringList addRecentFile(const QString& file);

} // namespace gambade::gui
