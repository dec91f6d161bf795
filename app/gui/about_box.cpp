#include "app/gui/about_box.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace gambade::gui {
namespace {

struct AboutBox {
    Q_DECLARE_TR_FUNCTIONS(AboutBox)
};

} // namespace

void showAbout(QWidget* window, const QString& renderer) {
    QMessageBox box(window);
    box.setWindowTitle(AboutBox::tr("About Gambade"));
    box.setIconPixmap(QIcon(QStringLiteral(":/icons/gambade.svg")).pixmap(64, 64));
    box.setText(QStringLiteral("<h3>Gambade %1</h3>").arg(QStringLiteral(GAMBADE_VERSION)));
    box.setInformativeText(
        AboutBox::tr(
            "Turns one picture of an object into a 3D model made of Gaussian splats.\n\n%1\n\n"
            "Free software under the MIT licence, made with Qt %2")
            .arg(renderer, QLatin1String(qVersion())));
    box.exec();
}

} // namespace gambade::gui
