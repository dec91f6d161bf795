#include "app/gui/model_dialog.h"

#include "app/gui/engine_words.h"
#include "app/gui/file_dialogs.h"
#include "app/gui/incoming.h"
#include "app/gui/section.h"
#include "app/gui/user_folders.h"
#include "reconstruction/reconstructor.h"

#include <QDialogButtonBox>
#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace gambade::gui {
namespace {

constexpr int kFileRole = Qt::UserRole;
constexpr int kPublishedRole = Qt::UserRole + 1; ///< place in the catalogue
constexpr int kSteps = 1000;                     ///< of the progress bar

QString toText(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

bool isSame(const std::filesystem::path& a, const std::filesystem::path& b) {
    std::error_code failure;
    return std::filesystem::equivalent(a, b, failure) && !failure;
}

/// Where a published model stands once it has been imported.
QString importedName(const PublishedModel& model) {
    return userModelsFolder() + '/' + QFileInfo(model.url.path()).completeBaseName() +
           QStringLiteral(".safetensors");
}

/// One row of a table of facts; `value` is HTML.
QString factRow(const QString& name, const QString& value) {
    return QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td>%2</td></tr>")
        .arg(name.toHtmlEscaped(), value);
}

QStringList droppedModels(const QMimeData& data) {
    QStringList files;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile() && hasModelExtension(url.toLocalFile().toStdString())) {
            files.append(url.toLocalFile());
        }
    }
    return files;
}

} // namespace

ModelDialog::ModelDialog(const std::filesystem::path& current,
                         const QList<PublishedModel>& published, QWidget* parent)
    : QDialog(parent), m_current(current), m_published(published), m_list(new QListWidget),
      m_facts(new QLabel), m_message(new QLabel), m_progress(new QProgressBar),
      m_import(new QPushButton(tr("&Import…"))), m_cancel(new QPushButton(tr("&Cancel"))),
      m_use(new QPushButton(tr("&Use this model"))), m_fetch(new QPushButton(tr("&Download"))) {
    setWindowTitle(tr("Models"));
    setAcceptDrops(true);
    resize(700, 460);
    if (m_current.empty()) {
        try {
            m_current = findDefaultModel();
        } catch (const Error& error) {
            m_message->setText(inWindowLanguage(QString::fromUtf8(error.what())));
        }
    }
    m_list->setObjectName(QStringLiteral("modelList"));
    m_list->setAccessibleName(tr("Models"));
    m_facts->setAccessibleName(tr("What the model says of itself"));
    m_facts->setObjectName(QStringLiteral("modelFacts"));
    m_facts->setWordWrap(true);
    m_facts->setTextFormat(Qt::RichText);
    m_facts->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_facts->setOpenExternalLinks(true);
    m_facts->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_facts->setMinimumHeight(150);
    m_message->setObjectName(QStringLiteral("modelMessage"));
    m_message->setWordWrap(true);
    m_progress->setObjectName(QStringLiteral("modelProgress"));
    m_progress->setAccessibleName(tr("Progress of the model"));
    m_progress->setRange(0, kSteps);
    m_cancel->setObjectName(QStringLiteral("modelCancel"));
    m_fetch->setObjectName(QStringLiteral("modelDownload"));
    auto* hint = makeHint(tr("Drop a checkpoint (.pth) or a model (.safetensors) here. Models "
                             "are kept in %1")
                              .arg(userModelsFolder()));

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_use, QDialogButtonBox::ActionRole);
    buttons->addButton(m_fetch, QDialogButtonBox::ActionRole);
    buttons->addButton(m_import, QDialogButtonBox::ActionRole);
    auto* progress = new QHBoxLayout;
    progress->addWidget(m_progress, 1);
    progress->addWidget(m_cancel);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_facts);
    layout->addWidget(m_message);
    layout->addLayout(progress);
    layout->addWidget(hint);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_use, &QPushButton::clicked, this, &ModelDialog::useSelected);
    connect(m_import, &QPushButton::clicked, this, &ModelDialog::askForImport);
    connect(m_fetch, &QPushButton::clicked, this, &ModelDialog::download);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_download.cancel();
        for (const Worker::JobId each : std::exchange(m_imports, {})) {
            m_importer.cancel(each);
        }
    });
    connect(m_list, &QListWidget::currentRowChanged, this, &ModelDialog::showSelected);
    connect(&m_reader, &Worker::failed, this, [this](Worker::JobId, const QString& message) {
        m_facts->setText(inWindowLanguage(message).toHtmlEscaped());
    });
    connectImport();
    connectDownload();
    setBusy(false);
    fillList(m_current);
}

void ModelDialog::connectImport() {
    connect(&m_importer, &Worker::progressed, this,
            [this](Worker::JobId, const QString& stage, double fraction) {
                m_progress->setRange(0, kSteps);
                m_progress->setFormat(inWindowLanguage(stage) + QStringLiteral(" %p %"));
                m_progress->setValue(qRound(kSteps * fraction));
            });
    connect(&m_importer, &Worker::failed, this, [this](Worker::JobId, const QString& message) {
        tell(inWindowLanguage(message));
        setBusy(m_importer.isBusy());
    });
    connect(&m_importer, &Worker::cancelled, this, [this] { setBusy(m_importer.isBusy()); });
    connect(&m_importer, &Worker::finished, this, [this] { setBusy(m_importer.isBusy()); });
}

void ModelDialog::connectDownload() {
    connect(&m_download, &Download::progressed, this, [this](qint64 received, qint64 total) {
        const QLocale locale;
        m_progress->setRange(0, total > 0 ? kSteps : 0); // busy where the size is not known
        if (total > 0) {
            m_progress->setValue(static_cast<int>(kSteps * received / total));
        }
        m_progress->setFormat(total > 0 ? tr("%1 of %2")
                                              .arg(locale.formattedDataSize(received),
                                                   locale.formattedDataSize(total))
                                        : locale.formattedDataSize(received));
    });
    connect(&m_download, &Download::checking, this, [this] {
        m_progress->setRange(0, 0);
        m_message->setText(tr("Checking…"));
    });
    connect(&m_download, &Download::failed, this, [this](const QString& message) {
        m_message->setText(message);
        setBusy(false);
    });
    connect(&m_download, &Download::cancelled, this, [this] {
        m_message->setText(tr("Stopped. What has arrived is kept: the next download goes on from "
                              "there."));
        setBusy(false);
    });
    connect(&m_download, &Download::finished, this, [this](const QString& file) {
        m_downloaded = file;
        import(file.toStdString());
    });
}

void ModelDialog::fillList(const std::filesystem::path& selected) {
    std::vector<std::filesystem::path> models = findModels();
    const bool listed =
        std::ranges::any_of(models, [this](const auto& model) { return isSame(model, m_current); });
    if (!listed && !m_current.empty()) {
        models.insert(models.begin(), m_current);
    }
    m_list->clear();
    for (const auto& model : models) {
        const QString name = toText(model.stem());
        auto* item =
            new QListWidgetItem(isSame(model, m_current) ? tr("%1 (in use)").arg(name) : name);
        item->setData(kFileRole, toText(model));
        item->setToolTip(toText(model));
        m_list->addItem(item);
        if (isSame(model, selected)) {
            m_list->setCurrentItem(item);
        }
    }
    for (qsizetype i = 0; i < m_published.size(); ++i) {
        if (!QFileInfo::exists(importedName(m_published[i]))) {
            auto* item = new QListWidgetItem(tr("%1 (to download)").arg(m_published[i].name));
            item->setData(kPublishedRole, static_cast<int>(i));
            m_list->addItem(item);
        }
    }
}

const PublishedModel* ModelDialog::selectedPublished() const {
    const QListWidgetItem* item = m_list->currentItem();
    const QVariant place = item == nullptr ? QVariant() : item->data(kPublishedRole);
    return place.isValid() ? &m_published.at(place.toInt()) : nullptr;
}

std::filesystem::path ModelDialog::selectedFile() const {
    const QListWidgetItem* item = m_list->currentItem();
    return item == nullptr ? std::filesystem::path()
                           : std::filesystem::path(item->data(kFileRole).toString().toStdString());
}

void ModelDialog::showSelected() {
    m_reader.cancel(m_reading);
    m_use->setEnabled(false);
    const PublishedModel* published = selectedPublished();
    m_use->setVisible(published == nullptr);
    m_fetch->setVisible(published != nullptr);
    if (published != nullptr) {
        showPublished(*published);
        return;
    }
    const std::filesystem::path file = selectedFile();
    if (file.empty()) {
        m_facts->clear();
        return;
    }
    m_facts->setText(tr("Reading…"));
    m_reading = m_reader.start([this, file](const Progress& progress, const Worker::Post& post) {
        post([this, facts = readModelFacts(file, progress)] { showFacts(facts); });
    });
}

void ModelDialog::showFacts(const ModelFacts& facts) {
    QString rows;
    const auto add = [&rows](const QString& name, const QString& value) {
        rows += factRow(name, value.toHtmlEscaped());
    };
    const QString unsaid = tr("not said by the file");
    add(tr("Name"), facts.version.isEmpty() ? facts.name : facts.name + ' ' + facts.version);
    if (!facts.about.isEmpty()) {
        add(QString(), facts.about);
    }
    add(tr("Size"),
        tr("%1 million parameters, %2 splats")
            .arg(QLocale().toString(static_cast<double>(facts.parameters) / 1e6, 'f', 1),
                 QLocale().toString(facts.gaussians)));
    add(tr("Licence"), facts.licence.isEmpty() ? unsaid : facts.licence);
    if (!facts.source.isEmpty()) {
        add(tr("Source"), facts.source);
    }
    add(tr("File"), toText(facts.file));
    add(QStringLiteral("SHA-256"), facts.sha256);
    m_facts->setText(QStringLiteral("<table>%1</table>").arg(rows));
    m_use->setEnabled(!isSame(facts.file, m_current));
}

void ModelDialog::showPublished(const PublishedModel& model) {
    const QString page = model.page.toString();
    QString rows = factRow(tr("Name"), model.name.toHtmlEscaped());
    rows += factRow(QString(), model.about.toHtmlEscaped());
    rows += factRow(tr("Source"), QStringLiteral("<a href=\"%1\">%1</a>").arg(page));
    rows += factRow(
        tr("Licence"),
        (model.licence.isEmpty() ? tr("not said by its authors") : model.licence).toHtmlEscaped());
    rows += factRow(tr("Download"), model.size > 0 ? QLocale().formattedDataSize(model.size)
                                                   : tr("of unknown size"));
    rows += factRow(QStringLiteral("SHA-256"),
                    model.sha256.isEmpty()
                        ? tr("Unverified: its authors publish no hash to check it by.")
                        : model.sha256);
    m_facts->setText(QStringLiteral("<table>%1</table>").arg(rows));
}

void ModelDialog::download() {
    const PublishedModel* model = selectedPublished();
    if (model == nullptr) {
        return;
    }
    m_message->clear();
    setBusy(true);
    m_progress->setRange(0, 0);
    m_progress->setFormat(QString());
    constexpr qint64 kLargestModel = qint64{16} << 30;
    m_download.start({model->url, cacheFolder() + '/' + model->url.fileName(), model->size,
                      kLargestModel, model->sha256});
}

void ModelDialog::useSelected() {
    m_current = selectedFile();
    fillList(m_current);
    emit chosen(m_current);
}

void ModelDialog::askForImport() {
    const QStringList file =
        askForExisting(this, tr("Import a model"), {}, QFileDialog::ExistingFile,
                       tr("Models (*.pth *.safetensors);;All files (*)"));
    if (!file.isEmpty()) {
        import(file.first().toStdString());
    }
}

void ModelDialog::import(const std::filesystem::path& file) {
    if (m_download.isBusy()) {
        m_message->setText(tr("Another model is being imported: wait for it, or cancel it."));
        return;
    }
    if (!m_importer.isBusy()) {
        m_message->clear();
        m_imports.clear();
    }
    setBusy(true);
    m_imports.push_back(m_importer.start([this, file, folder = userModelsFolder().toStdString()](
                                             const Progress& progress, const Worker::Post& post) {
        const std::filesystem::path made = importModel(file, folder, progress);
        post([this, made, file] {
            fillList(made);
            tell(tr("Imported as %1").arg(toText(made.filename())));
            if (toText(file) == m_downloaded) {
                QFile::remove(m_downloaded);
            }
            emit imported(made);
        });
    }));
}

void ModelDialog::tell(const QString& message) {
    const QString before = m_message->text();
    m_message->setText(before.isEmpty() ? message : before + QLatin1Char('\n') + message);
}

void ModelDialog::setBusy(bool busy) {
    m_progress->setRange(0, kSteps);
    m_progress->setValue(0);
    m_progress->setVisible(busy);
    m_cancel->setVisible(busy);
    m_import->setEnabled(!busy);
    m_fetch->setEnabled(!busy);
}

void ModelDialog::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedModels(*event->mimeData()).isEmpty()) {
        acceptAsCopy(*event);
    }
}

void ModelDialog::dropEvent(QDropEvent* event) {
    acceptAsCopy(*event);
    for (const QString& file : droppedModels(*event->mimeData())) {
        import(file.toStdString());
    }
}

} // namespace gambade::gui
