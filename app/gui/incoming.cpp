#include "app/gui/incoming.h"

#include "app/gui/file_kinds.h"

#include <QCollator>
#include <QCoreApplication>
#include <QDir>
#include <QDropEvent>
#include <QImage>
#include <QMimeData>
#include <QRegularExpression>
#include <QUrl>

namespace gambade::gui {
namespace {

constexpr qint64 kLargestFile = qint64{1} << 30;

struct OpenFilter {
    Q_DECLARE_TR_FUNCTIONS(OpenFilter)
};

bool isRemote(const QUrl& url) {
    return url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
}

/// The address of the picture that is dragged; empty where there is none. A picture in a link comes
/// with the link's address, and with its own in a piece of the page.
QUrl remotePicture(const QMimeData& data) {
    static const QRegularExpression image(
        QStringLiteral("<img\\b[^>]*\\bsrc\\s*=\\s*[\"']([^\"']+)"),
        QRegularExpression::CaseInsensitiveOption);
    const auto found = image.match(data.html());
    const QUrl source(found.captured(1).replace(QLatin1String("&amp;"), QLatin1String("&")));
    if (found.hasMatch() && isRemote(source)) {
        return source;
    }
    const QList<QUrl> urls = data.urls();
    const auto remote = std::find_if(urls.begin(), urls.end(), isRemote);
    return remote == urls.end() ? QUrl() : *remote;
}

} // namespace

Incoming::Incoming(QWidget* window) : m_box(window, this) {
    connect(&m_box, &ProgressBox::cancelRequested, &m_download, &Download::cancel);
    connect(&m_download, &Download::progressed, this, [this](qint64 received, qint64 total) {
        m_box.update(tr("Fetching the picture"),
                     total > 0 ? static_cast<double>(received) / static_cast<double>(total) : 0.0);
    });
    connect(&m_download, &Download::cancelled, &m_box, &ProgressBox::close);
    connect(&m_download, &Download::failed, this, [this](const QString& message) {
        m_box.close();
        emit failed(message);
    });
    connect(&m_download, &Download::finished, this, [this](const QString& file) {
        m_box.close();
        emit ready({file.toStdString()});
    });
}

bool Incoming::accepts(const QMimeData& data) {
    const QList<QUrl> urls = data.urls();
    return data.hasImage() || !remotePicture(data).isEmpty() ||
           std::any_of(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); });
}

void Incoming::take(const QMimeData& data) {
    std::vector<std::filesystem::path> files;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile()) {
            files.emplace_back(url.toLocalFile().toStdString());
        }
    }
    if (files.empty() && data.hasImage()) {
        const auto image = data.imageData().value<QImage>();
        const QString file = newFile(tr("picture") + QStringLiteral(".png"));
        if (!image.save(file)) {
            emit failed(
                tr("The picture cannot be written to the folder %1.").arg(QDir::tempPath()));
            return;
        }
        files.emplace_back(file.toStdString());
    }
    if (!files.empty()) {
        emit ready(files);
    } else if (const QUrl url = remotePicture(data); !url.isEmpty()) {
        fetch(url);
    }
}

bool Incoming::isOwn(const std::filesystem::path& file) const {
    return QString::fromStdString(file.string()).startsWith(m_folder.path() + QLatin1Char('/'));
}

QString Incoming::newFile(const QString& name) {
    // A folder each, so that every file keeps its name.
    const QDir folder(m_folder.filePath(QString::number(++m_count)));
    folder.mkpath(QStringLiteral("."));
    return folder.filePath(name);
}

void Incoming::fetch(const QUrl& url) {
    m_box.open(tr("Fetching %1").arg(url.host()));
    const QString name = url.fileName();
    m_download.start({url, newFile(name.isEmpty() ? tr("picture") : name), 0, kLargestFile, {}});
}

void acceptAsCopy(QDropEvent& event) {
    event.setDropAction(Qt::CopyAction);
    event.accept();
}

QString openFilter() {
    const QString pictures = pictureNames().join(QLatin1Char(' '));
    const QString splats = splatNames().join(QLatin1Char(' '));
    return QStringLiteral("%1 (%2 %3);;%4 (%2);;%5 (%3);;%6 (*)")
        .arg(OpenFilter::tr("Pictures and splats"), pictures, splats, OpenFilter::tr("Pictures"),
             OpenFilter::tr("Splats"), OpenFilter::tr("All files"));
}

std::vector<std::filesystem::path> foldersOpened(const std::vector<std::filesystem::path>& files) {
    QCollator byName(QLocale(QLocale::English)); // the C locale's cannot read numbers
    byName.setNumericMode(true);
    std::vector<std::filesystem::path> opened;
    for (const auto& file : files) {
        const QDir folder(QString::fromStdString(file.string()));
        QStringList names = folder.entryList(pictureNames() + splatNames(), QDir::Files);
        std::ranges::sort(names, byName);
        for (const QString& name : names) {
            opened.emplace_back(folder.filePath(name).toStdString());
        }
        if (names.isEmpty()) {
            opened.push_back(file);
        }
    }
    return opened;
}

std::vector<std::filesystem::path> toPaths(const QStringList& files) {
    std::vector<std::filesystem::path> paths;
    for (const QString& file : files) {
        paths.emplace_back(file.toStdString());
    }
    return paths;
}

} // namespace gambade::gui
