#include "app/gui/user_folders.h"

#include <QDir>
#include <QStandardPaths>

namespace gambade::gui {
namespace {

QString made(const QString& folder) {
    QDir().mkpath(folder);
    return folder;
}

} // namespace

QString stateFolder() {
    // Qt 6.4 does not know this folder.
    QString base = qEnvironmentVariable("XDG_STATE_HOME");
    if (!QDir::isAbsolutePath(base)) {
        base = QDir::home().filePath(QStringLiteral(".local/state"));
    }
    return made(base + QStringLiteral("/gambade"));
}

QString userModelsFolder() {
    return made(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                QStringLiteral("/gambade/models"));
}

QString cacheFolder() {
    return made(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
                QStringLiteral("/gambade"));
}

QString runtimeFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
}

} // namespace gambade::gui
