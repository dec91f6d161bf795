#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

namespace gambade::gui {

/// One line of the settings table: where a value is stored, what it is until set, and which stored
/// values are taken (a settings file can be edited by hand, or be of another version).
template <class T>
struct Setting {
    const char* key;
    T fallback;
    bool (*accepts)(const T&) = [](const T&) { return true; };
};

namespace settings {

inline const Setting<bool> kAskBeforeDiscard{"session/ask_before_discard", true};
inline const Setting<QString> kModel{"model/file", {}}; ///< empty: the one shipped
inline const Setting<QStringList> kRecentFiles{
    "session/recent_files", {}, [](const QStringList& files) { return files.size() <= 10; }};
inline const Setting<QString> kOpenFolder{"session/open_folder", {}};
inline const Setting<QString> kExportFolder{"export/folder", {}};
inline const Setting<QString> kExportFormat{"export/format", QStringLiteral(".ply")};
inline const Setting<bool> kExportYUp{"export/y_up", false};
inline const Setting<bool> kExportFullPly{"export/full_ply", false};
inline const Setting<int> kBackground{"display/background", 0,
                                      [](const int& index) { return index >= 0 && index < 4; }};
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

template <class T>
void writeSetting(const Setting<T>& setting, const T& value) {
    QSettings().setValue(QLatin1String(setting.key), value);
}

/// The newest ten files first, without repeats.
QStringList addRecentFile(const QString& file);

} // namespace gambade::gui
