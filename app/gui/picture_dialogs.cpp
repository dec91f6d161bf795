#include "app/gui/picture_dialogs.h"

#include "app/gui/section.h"
#include "app/gui/settings.h"
#include "app/gui/size_chooser.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QSpinBox>

namespace gambade::gui {
namespace {

void finishLayout(QDialog& dialog, QFormLayout& layout, const QString& acceptText) {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto* choose = buttons->addButton(acceptText, QDialogButtonBox::AcceptRole);
    layout.setVerticalSpacing(kSectionSpacing);
    layout.addRow(buttons);
    choose->setDefault(true); // a button knows its dialog only once it is in it
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
}

QSpinBox* makeNumber(int least, int most, int value, const QString& suffix) {
    auto* box = new QSpinBox;
    box->setRange(least, most);
    box->setValue(value);
    box->setSuffix(suffix);
    return box;
}

} // namespace

PictureDialog::PictureDialog(const QSize& view, bool transparent, QWidget* parent)
    : QDialog(parent), m_size(new SizeChooser(view, false)),
      m_transparent(new QCheckBox(tr("&Transparent background"))) {
    setWindowTitle(tr("Save picture"));
    m_transparent->setObjectName(QStringLiteral("transparent"));
    m_transparent->setChecked(transparent);
    auto* layout = new QFormLayout(this);
    layout->addRow(tr("&Size"), m_size);
    layout->addRow(QString(), m_transparent);
    finishLayout(*this, *layout, tr("Choose &file…"));
}

QSize PictureDialog::size() const {
    return m_size->size();
}

bool PictureDialog::transparent() const {
    return m_transparent->isChecked();
}

TurntableDialog::TurntableDialog(const QSize& view, bool transparent, bool ffmpeg, QWidget* parent)
    : QDialog(parent), m_format(new QComboBox), m_size(new SizeChooser(view, true)),
      m_seconds(makeNumber(1, 60, 6, tr(" s"))), m_rate(makeNumber(5, 60, 30, tr(" frames/s"))),
      m_transparent(new QCheckBox(tr("&Transparent background"))) {
    setWindowTitle(tr("Export turntable"));
    for (const TurntableFormat& format : turntableFormats()) {
        if (ffmpeg || !format.needsFfmpeg) {
            m_format->addItem(format.nameInWindowLanguage(), format.extension);
        }
    }
    m_format->setObjectName(QStringLiteral("turntableFormat"));
    m_format->setCurrentIndex(
        std::max(0, m_format->findData(readSetting(settings::kTurntableFormat))));
    m_transparent->setObjectName(QStringLiteral("transparent"));
    m_transparent->setChecked(transparent);
    auto* layout = new QFormLayout(this);
    layout->addRow(tr("&Format"), m_format);
    if (!ffmpeg) {
        layout->addRow(QString(), makeHint(tr("Videos need the program ffmpeg, which is not "
                                              "installed here.")));
    }
    layout->addRow(tr("&Size"), m_size);
    layout->addRow(tr("&Time for a turn"), m_seconds);
    layout->addRow(tr("F&rame rate"), m_rate);
    layout->addRow(QString(), m_transparent);
    finishLayout(*this, *layout, tr("Choose &file…"));
    connect(m_format, &QComboBox::currentIndexChanged, this, &TurntableDialog::updateEnabled);
    updateEnabled();
}

TurntableOptions TurntableDialog::options() const {
    return {m_format->currentData().toString(), m_size->size(),
            m_seconds->value() * m_rate->value(), m_rate->value(),
            m_transparent->isEnabled() && m_transparent->isChecked()};
}

void TurntableDialog::accept() {
    writeSetting(settings::kTurntableFormat, m_format->currentData().toString());
    QDialog::accept();
}

void TurntableDialog::updateEnabled() {
    const TurntableFormat* format = findTurntableFormat(m_format->currentData().toString());
    m_transparent->setEnabled(format && format->hasAlpha);
}

} // namespace gambade::gui
