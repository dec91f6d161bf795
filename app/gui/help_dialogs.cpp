#include "app/gui/help_dialogs.h"

#include "app/gui/actions.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace gambade::gui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("HelpDialogs", text);
}

QString row(const QString& name, const QString& keys) {
    return QStringLiteral("<tr><td>%1&nbsp;&nbsp;&nbsp;</td><td>%2</td></tr>")
        .arg(name.toHtmlEscaped(), keys.toHtmlEscaped());
}

} // namespace

void showShortcuts(QWidget* window, const Actions& actions) {
    QString rows = row(tr("Look around"), tr("drag, arrow keys"));
    rows += row(tr("Move"), tr("Shift or middle button and drag, Shift and arrow keys"));
    rows += row(tr("Zoom"), tr("wheel, + and −"));
    rows += row(tr("Turn around a point"), tr("double click"));
    for (const auto& [name, keys] : actions.shortcuts()) {
        rows += row(name, keys);
    }
    QMessageBox box(window);
    box.setWindowTitle(tr("Keys and mouse"));
    box.setText(QStringLiteral("<table cellspacing='3'>%1</table>").arg(rows));
    box.exec();
}

void showAbout(QWidget* window, const QString& renderer) {
    QMessageBox box(window);
    box.setWindowTitle(tr("About Gambade"));
    box.setIconPixmap(QIcon(QStringLiteral(":/icons/gambade.svg")).pixmap(64, 64));
    box.setText(QStringLiteral("<h3>Gambade %1</h3>").arg(QStringLiteral(GAMBADE_VERSION)));
    box.setInformativeText(
        tr("Turns one picture of an object into a 3D model made of Gaussian splats.\n\n%1")
            .arg(renderer));
    box.exec();
}

} // namespace gambade::gui
