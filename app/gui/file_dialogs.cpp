#include "app/gui/file_dialogs.h"

#include "app/gui/settings.h"
#include "splats/format.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileIconProvider>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace gambade::gui {
namespace {

struct FileDialogs {
    Q_DECLARE_TR_FUNCTIONS(FileDialogs)
};

/// Qt's own dialog would look into files to find icons and kinds for them, and wait for ever for
/// one that has nothing to give, such as those in /proc.
class IconsByName : public QFileIconProvider {
public:
    using QFileIconProvider::icon;
    QIcon icon(const QFileInfo& file) const override {
        return QFileIconProvider::icon(file.isDir() ? Folder : File);
    }
    QString type(const QFileInfo& file) const override {
        return file.isFile() ? file.suffix() : QFileIconProvider::type(file);
    }
};

bool mayReplace(QWidget* window, const QString& file) {
    QMessageBox box(QMessageBox::Question, FileDialogs::tr("Replace the file?"),
                    FileDialogs::tr("%1 is there already.").arg(QFileInfo(file).fileName()),
                    QMessageBox::NoButton, window);
    QPushButton* replace = box.addButton(FileDialogs::tr("&Replace"), QMessageBox::AcceptRole);
    box.setDefaultButton(box.addButton(QMessageBox::Cancel));
    box.exec();
    return box.clickedButton() == replace;
}

} // namespace

QStringList askForExisting(QWidget* window, const QString& title, const QString& folder,
                           QFileDialog::FileMode mode, const QString& filter) {
    IconsByName icons;
    QFileDialog dialog(window, title, folder, filter);
    dialog.setIconProvider(&icons);
    dialog.setFileMode(mode);
    dialog.setOption(QFileDialog::ShowDirsOnly, mode == QFileDialog::Directory);
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles() : QStringList();
}

QString askForFileToWrite(QWidget* window, const QString& title, const QString& name,
                          const QString& extension, const QString& filter) {
    const QString folder = readSetting(settings::kExportFolder);
    IconsByName icons;
    QFileDialog dialog(window, title, folder.isEmpty() ? QDir::homePath() : folder, filter);
    dialog.setIconProvider(&icons);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    // The dialog would ask about the name as it was typed.
    dialog.setOption(QFileDialog::DontConfirmOverwrite);
    dialog.selectFile(name + extension);
    while (dialog.exec() == QDialog::Accepted) {
        const QString file = withExtension(dialog.selectedFiles().value(0), extension);
        if (!QFileInfo::exists(file) || mayReplace(window, file)) {
            return file;
        }
    }
    return {};
}

QString withExtension(const QString& file, const QString& extension) {
    const bool isOfSplats = findWrittenFormat(extension.toStdString()) != nullptr;
    const bool isTyped = isOfSplats ? findWrittenFormat(file.toStdString()) != nullptr
                                    : file.endsWith(extension, Qt::CaseInsensitive);
    return isTyped ? file : file + extension;
}

} // namespace gambade::gui
