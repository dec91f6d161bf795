#include "app/gui/file_dialogs.h"

#include "app/gui/settings.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace gambade::gui {

QString askForFileToWrite(QWidget* window, const QString& title, const QString& name,
                          const QString& extension, const QString& filter) {
    const QString folder = readSetting(settings::kExportFolder);
    QFileDialog dialog(window, title, folder.isEmpty() ? QDir::homePath() : folder, filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(extension.mid(1));
    dialog.selectFile(name + extension);
    if (dialog.exec() != QDialog::Accepted) {
        return {};
    }
    const QString file = dialog.selectedFiles().value(0);
    writeSetting(settings::kExportFolder, QFileInfo(file).absolutePath());
    return file;
}

} // namespace gambade::gui
