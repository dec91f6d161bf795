#include "app/gui/diagnostics.h"

#include "app/gui/message_log.h"

#include <QGuiApplication>
#include <QLocale>
#include <QScreen>
#include <QSysInfo>
#include <QThread>

namespace gambade::gui {

QString diagnostics(const QString& renderer, const std::optional<LoadedModel>& model,
                    const MessageLog* log) {
    QStringList lines{
        QStringLiteral("Gambade %1, Qt %2").arg(QStringLiteral(GAMBADE_VERSION), qVersion()),
        QStringLiteral("System: %1, %2 %3, %4")
            .arg(QSysInfo::prettyProductName(), QSysInfo::kernelType(), QSysInfo::kernelVersion(),
                 QSysInfo::currentCpuArchitecture()),
        QStringLiteral("Processor threads: %1").arg(QThread::idealThreadCount()),
        QStringLiteral("Window system: %1, language %2")
            .arg(QGuiApplication::platformName(), QLocale().name()),
    };
    for (const QScreen* screen : QGuiApplication::screens()) {
        lines.append(QStringLiteral("Screen: %1 × %2, scale %3")
                         .arg(screen->size().width())
                         .arg(screen->size().height())
                         .arg(screen->devicePixelRatio()));
    }
    lines.append(QStringLiteral("Renderer: %1").arg(renderer));
    lines.append(
        model ? QStringLiteral("Model: %1 (%2), on %3")
                    .arg(model->name, QString::fromStdString(model->file.string()), model->device)
              : QStringLiteral("Model: not loaded"));
    if (log != nullptr) {
        lines.append(QStringLiteral("Log: %1").arg(log->fileName()));
        lines += log->lastMessages();
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace gambade::gui
