#include "app/gui/export_dialog.h"

#include "app/gui/section.h"
#include "app/gui/settings.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>

namespace gambade::gui {
namespace {

const QString kPly = QStringLiteral(".ply");
const QString kSpz = QStringLiteral(".spz"); ///< its axes are fixed

QString fromView(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

ExportDialog::ExportDialog(QWidget* parent)
    : QDialog(parent), m_format(new QComboBox), m_axes(new QComboBox), m_layout(new QComboBox) {
    setWindowTitle(tr("Export splats"));
    for (const SplatFormat& format : splatFormats()) {
        if (format.write != nullptr) {
            const QString extension = fromView(format.extension);
            const QString name = fromView(format.name);
            m_format->addItem(name == extension ? name
                                                : QStringLiteral("%1 (%2)").arg(name, extension),
                              extension);
        }
    }
    m_format->setCurrentIndex(
        std::max(0, m_format->findData(readSetting(settings::kExportFormat))));
    m_axes->addItem(tr("y down, upright in the common viewers"));
    m_axes->addItem(tr("y up, as predicted"));
    m_axes->setCurrentIndex(readSetting(settings::kExportYUp) ? 1 : 0);
    m_layout->addItem(tr("Compact: what is used"));
    m_layout->addItem(tr("Full: all 62 values of 3DGS, for viewers that insist"));
    m_layout->setCurrentIndex(readSetting(settings::kExportFullPly) ? 1 : 0);
    m_format->setAccessibleName(tr("Format"));
    m_axes->setAccessibleName(tr("Axes"));
    m_layout->setAccessibleName(tr("Layout"));

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto* choose = buttons->addButton(tr("Choose &file…"), QDialogButtonBox::AcceptRole);
    auto* layout = new QFormLayout(this);
    layout->addRow(tr("&Format"), m_format);
    layout->addRow(tr("&Axes"), m_axes);
    layout->addRow(tr("&Layout"), m_layout);
    layout->setVerticalSpacing(kSectionSpacing);
    layout->addRow(buttons);
    choose->setDefault(true); // a button knows its dialog only once it is in it
    m_format->setFocus();
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::updateEnabled);
    updateEnabled();
}

QString ExportDialog::extension() const {
    return m_format->currentData().toString();
}

QString ExportDialog::formatName() const {
    return m_format->currentText();
}

WriteOptions ExportDialog::options() const {
    return {m_axes->currentIndex() == 1 ? Axes::kYUp : Axes::k3dgs,
            m_layout->currentIndex() == 1 ? PlyLayout::kFull : PlyLayout::kCompact};
}

void ExportDialog::accept() {
    writeSetting(settings::kExportFormat, extension());
    writeSetting(settings::kExportYUp, m_axes->currentIndex() == 1);
    writeSetting(settings::kExportFullPly, m_layout->currentIndex() == 1);
    QDialog::accept();
}

void ExportDialog::updateEnabled() {
    m_layout->setEnabled(extension() == kPly);
    m_axes->setEnabled(extension() != kSpz);
}

} // namespace gambade::gui
