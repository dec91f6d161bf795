#include "app/gui/incoming.h"

#include "splats/format.h"

#include <QCoreApplication>
#include <QImage>
#include <QMimeData>
#include <QUrl>

namespace gambade::gui {

bool Incoming::accepts(const QMimeData& data) {
    if (data.hasImage()) {
        return true;
    }
    const QList<QUrl> urls = data.urls();
    return std::any_of(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); });
}

std::vector<std::filesystem::path> Incoming::take(const QMimeData& data) {
    std::vector<std::filesystem::path> files;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile()) {
            files.emplace_back(url.toLocalFile().toStdString());
        }
    }
    if (files.empty() && data.hasImage()) {
        const auto image = data.imageData().value<QImage>();
        const QString file = m_folder.filePath(QStringLiteral("picture-%1.png").arg(++m_count));
        if (image.save(file)) {
            files.emplace_back(file.toStdString());
        }
    }
    return files;
}

QString openFilter() {
    QString splats;
    for (const SplatFormat& format : splatFormats()) {
        splats += QStringLiteral(" *%1").arg(QString::fromUtf8(
            format.extension.data(), static_cast<qsizetype>(format.extension.size())));
    }
    const QString pictures = QStringLiteral("*.png *.jpg *.jpeg *.webp *.bmp *.tga");
    const auto tr = [](const char* text) { return QCoreApplication::translate("Incoming", text); };
    return QStringLiteral("%1 (%2%3);;%4 (%2);;%5 (%6);;%7 (*)")
        .arg(tr("Pictures and splats"), pictures, splats, tr("Pictures"), tr("Splats"),
             splats.trimmed(), tr("All files"));
}

std::vector<std::filesystem::path> toPaths(const QStringList& files) {
    std::vector<std::filesystem::path> paths;
    for (const QString& file : files) {
        paths.emplace_back(file.toStdString());
    }
    return paths;
}

} // namespace gambade::gui
