#include "app/gui/model_dialog.h"

#include "app/gui/user_folders.h"
#include "reconstruction/reconstructor.h"

#include <QDialogButtonBox>
#include <QDropEvent>
#include <QFileDialog>
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

QString toText(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

bool isSame(const std::filesystem::path& a, const std::filesystem::path& b) {
    std::error_code failure;
    return std::filesystem::equivalent(a, b, failure) && !failure;
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

ModelDialog::ModelDialog(const std::filesystem::path& current, QWidget* parent)
    : QDialog(parent), m_current(current), m_list(new QListWidget), m_facts(new QLabel),
      m_message(new QLabel), m_progress(new QProgressBar),
      m_import(new QPushButton(tr("&Import…"))), m_cancel(new QPushButton(tr("&Cancel import"))),
      m_use(new QPushButton(tr("&Use this model"))) {
    setWindowTitle(tr("Models"));
    setAcceptDrops(true);
    resize(640, 420);
    if (m_current.empty()) {
        try {
            m_current = findDefaultModel();
        } catch (const Error& error) {
            m_message->setText(QString::fromUtf8(error.what()));
        }
    }
    m_list->setAccessibleName(tr("Models"));
    m_facts->setAccessibleName(tr("What the model says of itself"));
    m_facts->setObjectName(QStringLiteral("modelFacts"));
    m_facts->setWordWrap(true);
    m_facts->setTextFormat(Qt::RichText);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_facts->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_facts->setMinimumHeight(150);
    m_message->setObjectName(QStringLiteral("modelMessage"));
    m_message->setWordWrap(true);
    m_progress->setAccessibleName(tr("Progress of the import"));
    m_progress->setRange(0, 1000);
    auto* hint = new QLabel(tr("Drop a checkpoint (.pth) or a model (.safetensors) here. Models "
                               "are kept in %1")
                                .arg(userModelsFolder()));
    hint->setWordWrap(true);
    hint->setEnabled(false);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_use, QDialogButtonBox::ActionRole);
    buttons->addButton(m_import, QDialogButtonBox::ActionRole);
    auto* import = new QHBoxLayout;
    import->addWidget(m_progress, 1);
    import->addWidget(m_cancel);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_facts);
    layout->addWidget(m_message);
    layout->addLayout(import);
    layout->addWidget(hint);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_use, &QPushButton::clicked, this, &ModelDialog::useSelected);
    connect(m_import, &QPushButton::clicked, this, &ModelDialog::askForImport);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_importer.cancel(m_importing); });
    connect(m_list, &QListWidget::currentRowChanged, this, &ModelDialog::showSelected);
    connect(&m_reader, &Worker::failed, this, [this](Worker::JobId, const QString& message) {
        m_facts->setText(message.toHtmlEscaped());
    });
    connect(&m_importer, &Worker::progressed, this,
            [this](Worker::JobId, const QString& stage, double fraction) {
                m_progress->setFormat(stage + QStringLiteral(" %p %"));
                m_progress->setValue(qRound(1000 * fraction));
            });
    connect(&m_importer, &Worker::failed, this, [this](Worker::JobId, const QString& message) {
        m_message->setText(message);
        setImporting(false);
    });
    connect(&m_importer, &Worker::cancelled, this, [this] { setImporting(false); });
    connect(&m_importer, &Worker::finished, this, [this] { setImporting(false); });
    setImporting(false);
    fillList(m_current);
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
}

std::filesystem::path ModelDialog::selectedFile() const {
    const QListWidgetItem* item = m_list->currentItem();
    return item == nullptr ? std::filesystem::path()
                           : std::filesystem::path(item->data(kFileRole).toString().toStdString());
}

void ModelDialog::showSelected() {
    m_reader.cancel(m_reading);
    m_use->setEnabled(false);
    const std::filesystem::path file = selectedFile();
    if (file.empty()) {
        m_facts->clear();
        return;
    }
    m_facts->setText(tr("Reading…"));
    m_reading = m_reader.start([this, file](const Progress&, const Worker::Post& post) {
        post([this, facts = readModelFacts(file)] { showFacts(facts); });
    });
}

void ModelDialog::showFacts(const ModelFacts& facts) {
    QString rows;
    const auto add = [&rows](const QString& name, const QString& value) {
        rows += QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td>%2</td></tr>")
                    .arg(name.toHtmlEscaped(), value.toHtmlEscaped());
    };
    const QString unsaid = tr("not said by the file");
    add(tr("Name"), facts.version.isEmpty() ? facts.name : facts.name + ' ' + facts.version);
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

void ModelDialog::useSelected() {
    m_current = selectedFile();
    fillList(m_current);
    emit chosen(m_current);
}

void ModelDialog::askForImport() {
    const QString file = QFileDialog::getOpenFileName(
        this, tr("Import a model"), {}, tr("Models (*.pth *.safetensors);;All files (*)"));
    if (!file.isEmpty()) {
        import(file.toStdString());
    }
}

void ModelDialog::import(const std::filesystem::path& file) {
    if (m_importer.isBusy()) {
        m_message->setText(tr("Another model is being imported: wait for it, or cancel it."));
        return;
    }
    m_message->clear();
    setImporting(true);
    m_importing = m_importer.start([this, file, folder = userModelsFolder().toStdString()](
                                       const Progress& progress, const Worker::Post& post) {
        const std::filesystem::path made = importModel(file, folder, progress);
        post([this, made] {
            fillList(made);
            m_message->setText(tr("Imported as %1").arg(toText(made.filename())));
            emit imported(made);
        });
    });
}

void ModelDialog::setImporting(bool importing) {
    m_progress->setValue(0);
    m_progress->setVisible(importing);
    m_cancel->setVisible(importing);
    m_import->setEnabled(!importing);
}

void ModelDialog::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedModels(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void ModelDialog::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    import(droppedModels(*event->mimeData()).first().toStdString());
}

} // namespace gambade::gui
