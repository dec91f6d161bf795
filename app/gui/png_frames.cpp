#include "app/gui/frame_writer.h"

#include "splat_renderer/picture_file.h"
#include "splats/error.h"

#include <QDir>
#include <fmt/core.h>

namespace gambade::gui {
namespace {

class PngFrames : public FrameWriter {
public:
    PngFrames(const QString& folder, const std::optional<glm::vec3>& background)
        : m_folder(folder), m_background(background) {
        m_madeFolder = !m_folder.exists();
        if (!m_folder.exists() && !m_folder.mkpath(QStringLiteral("."))) {
            throw Error(ErrorKind::kOutput,
                        fmt::format("the folder {} cannot be made", folder.toStdString()));
        }
        if (!m_folder.isEmpty()) {
            throw Error(
                ErrorKind::kOutput,
                fmt::format("the folder {} is not empty; choose a new name, so that nothing "
                            "in it is replaced",
                            folder.toStdString()));
        }
    }

    ~PngFrames() override {
        if (m_finished) {
            return;
        }
        for (const QString& name : m_written) {
            m_folder.remove(name);
        }
        if (m_madeFolder) {
            QDir().rmdir(m_folder.path());
        }
    }

    void add(const RenderedImage& frame, const Progress& progress) override {
        progress.throwIfCancelled();
        const QString name =
            QStringLiteral("frame_%1.png").arg(m_written.size() + 1, 4, 10, QLatin1Char('0'));
        writePng(frame, m_folder.filePath(name).toStdString(), m_background);
        m_written.append(name);
    }

    void finish(const Progress& /*progress*/) override { m_finished = true; }

private:
    QDir m_folder;
    std::optional<glm::vec3> m_background;
    QStringList m_written;
    bool m_madeFolder = false;
    bool m_finished = false;
};

} // namespace

std::unique_ptr<FrameWriter> makePngFrames(const QString& folder,
                                           const std::optional<glm::vec3>& background) {
    return std::make_unique<PngFrames>(folder, background);
}

} // namespace gambade::gui
