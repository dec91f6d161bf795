#pragma once

#include "splats/log.h"

#include <QFile>
#include <QStringList>
#include <mutex>

namespace gambade::gui {

/// While it lives, the messages of the engine and of Qt go to a file, each with its time, and the
/// newest are kept for the diagnostics; warnings and errors go to the standard error as well. One
/// at a time.
class MessageLog {
public:
    /// @param folder of the file; where it cannot be written, messages are only kept.
    explicit MessageLog(const QString& folder);
    ~MessageLog();
    MessageLog(const MessageLog&) = delete;
    MessageLog& operator=(const MessageLog&) = delete;

    QString fileName() const { return m_file.fileName(); }
    /// The newest 100, oldest first. Any thread may ask.
    QStringList lastMessages() const;

private:
    void write(LogLevel level, const QString& message);

    mutable std::mutex m_mutex;
    QFile m_file;
    QStringList m_last;
};

} // namespace gambade::gui
