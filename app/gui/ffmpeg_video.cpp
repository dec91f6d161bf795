#include "app/gui/frame_writer.h"
#include "app/gui/pixels.h"
#include "splats/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <filesystem>
#include <fmt/core.h>

namespace gambade::gui {
namespace {

constexpr int kPatienceMs = 50; ///< between two looks at whether it is to be cancelled

class FfmpegVideo : public FrameWriter {
public:
    FfmpegVideo(const VideoSettings& settings, const QString& file,
                const std::optional<glm::vec3>& background)
        : m_file(file), m_background(background) {
        const QFileInfo info(file);
        m_unfinished = info.dir().filePath(
            QStringLiteral(".%1.%2.%3")
                .arg(info.completeBaseName(), QString::number(QCoreApplication::applicationPid()),
                     info.suffix()));
        QStringList arguments = {
            "-hide_banner",
            "-loglevel",
            "error",
            "-f",
            "rawvideo",
            "-pixel_format",
            background ? "bgr0" : "bgra",
            "-video_size",
            QStringLiteral("%1x%2").arg(settings.size.width()).arg(settings.size.height()),
            "-framerate",
            QString::number(settings.framesPerSecond),
            "-i",
            "-",
            "-y"};
        arguments += settings.codec;
        arguments += QStringLiteral("file:") + m_unfinished;
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.start(settings.ffmpeg, arguments, QIODevice::ReadWrite);
        if (!m_process.waitForStarted()) {
            fail(m_process.errorString());
        }
    }

    ~FfmpegVideo() override {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();
            m_process.waitForFinished();
        }
        QFile::remove(m_unfinished);
    }

    void add(const RenderedImage& frame, const Progress& progress) override {
        const QImage image = toImage(frame);
        m_process.write(reinterpret_cast<const char*>(image.constBits()), image.sizeInBytes());
        while (m_process.bytesToWrite() > 0) {
            progress.throwIfCancelled();
            m_process.waitForBytesWritten(kPatienceMs);
            if (m_process.state() == QProcess::NotRunning) {
                fail(lastWords());
            }
        }
    }

    void finish(const Progress& progress) override {
        m_process.closeWriteChannel();
        while (m_process.state() != QProcess::NotRunning) {
            progress.throwIfCancelled();
            m_process.waitForFinished(kPatienceMs);
        }
        if (m_process.exitStatus() != QProcess::NormalExit || m_process.exitCode() != 0) {
            fail(lastWords());
        }
        std::error_code error;
        std::filesystem::rename(m_unfinished.toStdString(), m_file.toStdString(), error);
        if (error) {
            fail(QString::fromStdString(error.message()));
        }
    }

private:
    /// Rows without gaps between them, blue first.
    QImage toImage(const RenderedImage& frame) const {
        if (m_background) {
            return toOpaque(frame,
                            QColor::fromRgbF(m_background->r, m_background->g, m_background->b));
        }
        return toPremultiplied(frame).convertToFormat(QImage::Format_ARGB32);
    }

    QString lastWords() {
        const QString words = QString::fromUtf8(m_process.readAllStandardError()).trimmed();
        return words.section('\n', -1);
    }

    [[noreturn]] void fail(const QString& reason) const {
        throw Error(
            ErrorKind::kOutput,
            fmt::format("ffmpeg could not write {}: {}", m_file.toStdString(),
                        reason.isEmpty() ? "it ended without a reason" : reason.toStdString()));
    }

    QString m_file;
    QString m_unfinished;
    std::optional<glm::vec3> m_background;
    QProcess m_process;
};

} // namespace

std::unique_ptr<FrameWriter> makeVideo(const VideoSettings& settings, const QString& file,
                                       const std::optional<glm::vec3>& background) {
    return std::make_unique<FfmpegVideo>(settings, file, background);
}

} // namespace gambade::gui
