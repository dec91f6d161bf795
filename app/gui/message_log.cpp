#include "app/gui/message_log.h"

#include "splats/printable.h"

#include <QDateTime>
#include <cstdio>

namespace gambade::gui {
namespace {

constexpr qint64 kLargestFile = 1 << 20;
constexpr qsizetype kKept = 100;

QLatin1String levelName(LogLevel level) {
    switch (level) {
    case LogLevel::kDebug:
        return QLatin1String("debug");
    case LogLevel::kInfo:
        return QLatin1String("info");
    case LogLevel::kWarning:
        return QLatin1String("warning");
    case LogLevel::kError:
        return QLatin1String("error");
    }
    return {};
}

LogLevel levelOf(QtMsgType type) {
    switch (type) {
    case QtDebugMsg:
        return LogLevel::kDebug;
    case QtInfoMsg:
        return LogLevel::kInfo;
    case QtWarningMsg:
        return LogLevel::kWarning;
    case QtCriticalMsg:
    case QtFatalMsg:
        return LogLevel::kError;
    }
    return LogLevel::kError;
}

void toStandardError(LogLevel level, std::string_view message) {
    if (level >= LogLevel::kWarning) {
        fmt::print(stderr, "{}: {}\n", levelName(level).data(), escaped(message));
    }
}

} // namespace

MessageLog::MessageLog(const QString& folder)
    : m_file(folder + QStringLiteral("/gambade-studio.log")) {
    if (m_file.size() > kLargestFile) {
        const QString old = m_file.fileName() + QStringLiteral(".old");
        QFile::remove(old);
        QFile::rename(m_file.fileName(), old);
    }
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append)) {
        toStandardError(LogLevel::kWarning,
                        "the log cannot be written: " + m_file.errorString().toStdString());
    }
    setLogSink([this](LogLevel level, std::string_view message) {
        toStandardError(level, message);
        // A file's name can be anything, and makes no line of its own.
        write(level, QString::fromStdString(escaped(message)));
    });
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& message) {
        logMessage(levelOf(type), message.toStdString());
    });
}

MessageLog::~MessageLog() {
    qInstallMessageHandler(nullptr);
    setLogSink(toStandardError);
}

QStringList MessageLog::lastMessages() const {
    const std::lock_guard lock(m_mutex);
    return m_last;
}

void MessageLog::write(LogLevel level, const QString& message) {
    const QString line = QStringLiteral("%1 %2: %3")
                             .arg(QDateTime::currentDateTime().toString(Qt::ISODateWithMs),
                                  levelName(level), message);
    const std::lock_guard lock(m_mutex);
    m_last.append(line);
    if (m_last.size() > kKept) {
        m_last.removeFirst();
    }
    if (m_file.isOpen()) {
        m_file.write(line.toUtf8() + '\n');
        m_file.flush(); // so that a crash does not take the last lines along
    }
}

} // namespace gambade::gui
