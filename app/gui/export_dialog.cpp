#include "app/gui/export_dialog.h"

#include "app/gui/file_dialogs.h"
#include "app/gui/format_chooser.h"
#include "app/gui/naming_rule.h"
#include "app/gui/section.h"
#include "app/gui/settings.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace gambade::gui {
namespace {

constexpr int kWidth = 460;
constexpr qsizetype kPreviewed = 3;

/// The last row of a dialog's layout.
QPushButton* addButtons(QDialog& dialog, QVBoxLayout& layout, const QString& acceptText) {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto* accept = buttons->addButton(acceptText, QDialogButtonBox::AcceptRole);
    layout.setSpacing(kSectionSpacing);
    layout.addWidget(buttons);
    accept->setDefault(true); // a button knows its dialog only once it is in it
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    dialog.setMinimumWidth(kWidth);
    return accept;
}

} // namespace

ExportDialog::ExportDialog(QWidget* parent) : QDialog(parent), m_format(new FormatChooser) {
    setWindowTitle(tr("Export splats"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_format);
    addButtons(*this, *layout, tr("Choose &file…"));
    m_format->setFocus();
}

void ExportDialog::accept() {
    m_format->remember();
    QDialog::accept();
}

ExportAllDialog::ExportAllDialog(const QStringList& names, QWidget* parent)
    : QDialog(parent), m_names(names), m_format(new FormatChooser), m_folder(new QLineEdit),
      m_rule(new QLineEdit(readSetting(settings::kNamingRule))), m_preview(makeHint()) {
    setWindowTitle(tr("Export all"));
    const QString folder = readSetting(settings::kExportFolder);
    m_folder->setText(QDir::toNativeSeparators(folder.isEmpty() ? QDir::homePath() : folder));
    m_folder->setObjectName(QStringLiteral("exportAllFolder"));
    m_rule->setObjectName(QStringLiteral("namingRule"));
    m_rule->setToolTip(tr("{name} stands for the picture's name, {number} for 1, 2, 3 …"));
    m_preview->setObjectName(QStringLiteral("exportNames"));
    m_preview->setMinimumHeight((kPreviewed + 1) * m_preview->fontMetrics().lineSpacing());
    m_preview->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* browse = new QToolButton;
    browse->setText(QStringLiteral("…"));
    browse->setAccessibleName(tr("Choose the folder"));
    connect(browse, &QToolButton::clicked, this, &ExportAllDialog::chooseFolder);
    auto* folderRow = new QHBoxLayout;
    folderRow->addWidget(m_folder, 1);
    folderRow->addWidget(browse);
    auto* folderLabel = new QLabel(tr("F&older"));
    folderLabel->setBuddy(m_folder);

    m_format->form().addRow(folderLabel, folderRow);
    m_format->form().addRow(tr("&Names"), m_rule);
    m_format->form().addRow(QString(), m_preview);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_format);
    m_export = addButtons(*this, *layout, tr("&Export %1").arg(names.size()));
    connect(m_format, &FormatChooser::changed, this, &ExportAllDialog::showNames);
    connect(m_folder, &QLineEdit::textChanged, this, &ExportAllDialog::showNames);
    connect(m_rule, &QLineEdit::textChanged, this, &ExportAllDialog::showNames);
    showNames();
}

QStringList ExportAllDialog::files() const {
    return newFiles(m_rule->text(), m_names, m_folder->text(), m_format->extension());
}

void ExportAllDialog::chooseFolder() {
    const QStringList folder = askForExisting(this, tr("Folder for the exports"), m_folder->text(),
                                              QFileDialog::Directory);
    if (!folder.isEmpty()) {
        m_folder->setText(QDir::toNativeSeparators(folder.first()));
    }
}

void ExportAllDialog::showNames() {
    QString reason = whyNotARule(m_rule->text(), m_names.size());
    if (reason.isEmpty() && !QFileInfo(m_folder->text()).isDir()) {
        reason = tr("There is no such folder.");
    }
    m_export->setEnabled(reason.isEmpty());
    if (!reason.isEmpty()) {
        m_preview->setText(reason);
        return;
    }
    QStringList shown;
    const QStringList made = files();
    for (const QString& file : made.first(std::min(made.size(), kPreviewed))) {
        shown.append(QFileInfo(file).fileName());
    }
    if (made.size() > kPreviewed) {
        shown.append(QStringLiteral("…"));
    }
    m_preview->setText(shown.join(QLatin1Char('\n')));
}

void ExportAllDialog::accept() {
    m_format->remember();
    writeSetting(settings::kNamingRule, m_rule->text());
    QDialog::accept();
}

} // namespace gambade::gui
