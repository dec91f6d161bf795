#include "app/gui/format_chooser.h"

#include "app/gui/section.h"
#include "app/gui/settings.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFormLayout>
#include <algorithm>
#include <array>

namespace gambade::gui {
namespace {

struct Hint {
    const char* extension;
    const char* text;
};

constexpr std::array kHints{
    Hint{".ply", QT_TRANSLATE_NOOP("ExportHint", "Opens in every tool for Gaussian splats. The "
                                                 "largest file, nothing is lost.")},
    Hint{".compressed.ply",
         QT_TRANSLATE_NOOP("ExportHint", "For SuperSplat and PlayCanvas. About a quarter of the "
                                         "size, slightly rounded.")},
    Hint{".spz", QT_TRANSLATE_NOOP("ExportHint", "For phones and the web. About a fifth of the "
                                                 "size, slightly rounded.")},
    Hint{".sog",
         QT_TRANSLATE_NOOP("ExportHint", "For the web with PlayCanvas and SuperSplat. About "
                                         "a fifth of the size, slightly rounded.")},
    Hint{".glb", QT_TRANSLATE_NOOP("ExportHint", "For programs that read glTF scenes with the "
                                                 "extension KHR_gaussian_splatting.")},
    Hint{".splat", QT_TRANSLATE_NOOP("ExportHint", "For older viewers on the web. Half of the "
                                                   "size, colours in 8 bits.")},
};

QString hintFor(const QString& extension) {
    const auto* hint = std::ranges::find_if(kHints, [&extension](const Hint& each) {
        return extension == QLatin1String(each.extension);
    });
    return hint == kHints.end() ? QString() : QCoreApplication::translate("ExportHint", hint->text);
}

QString fromView(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

FormatChooser::FormatChooser(QWidget* parent)
    : QWidget(parent), m_form(new QFormLayout(this)), m_format(new QComboBox), m_hint(makeHint()),
      m_axes(new QComboBox), m_layout(new QComboBox) {
    for (const SplatFormat& format : splatFormats()) {
        if (format.write != nullptr) {
            const QString extension = fromView(format.extension);
            QString name = fromView(format.name);
            name[0] = name[0].toUpper();
            m_format->addItem(name == extension ? name
                                                : QStringLiteral("%1 (%2)").arg(name, extension),
                              extension);
        }
    }
    m_format->setCurrentIndex(m_format->findData(readSetting(settings::kExportFormat)));
    m_axes->addItem(tr("y down, upright in the common viewers"));
    m_axes->addItem(tr("y up, as predicted"));
    m_axes->setCurrentIndex(readSetting(settings::kExportYUp) ? 1 : 0);
    m_layout->addItem(tr("Compact: what is used"));
    m_layout->addItem(tr("Full: all 62 values of 3DGS, for viewers that insist"));
    m_layout->setCurrentIndex(readSetting(settings::kExportFullPly) ? 1 : 0);
    m_format->setObjectName(QStringLiteral("exportFormat"));
    m_format->setAccessibleName(tr("Format"));
    m_axes->setObjectName(QStringLiteral("exportAxes"));
    m_layout->setObjectName(QStringLiteral("exportLayout"));
    m_axes->setAccessibleName(tr("Axes"));
    m_layout->setAccessibleName(tr("Layout"));
    m_hint->setMinimumHeight(2 * m_hint->fontMetrics().lineSpacing()); // whatever it says

    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->addRow(tr("&Format"), m_format);
    m_form->addRow(QString(), m_hint);
    m_form->addRow(tr("&Axes"), m_axes);
    m_form->addRow(tr("&Layout"), m_layout);
    m_form->setVerticalSpacing(kSectionSpacing);
    setFocusProxy(m_format);
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        showFormat();
        emit changed();
    });
    showFormat();
}

QString FormatChooser::extension() const {
    return m_format->currentData().toString();
}

QString FormatChooser::formatName() const {
    return m_format->currentText().section(QStringLiteral(" ("), 0, 0);
}

WriteOptions FormatChooser::options() const {
    return {m_axes->currentIndex() == 1 ? Axes::kYUp : Axes::k3dgs,
            m_layout->currentIndex() == 1 ? PlyLayout::kFull : PlyLayout::kCompact};
}

void FormatChooser::remember() const {
    writeSetting(settings::kExportFormat, extension());
    writeSetting(settings::kExportYUp, m_axes->currentIndex() == 1);
    writeSetting(settings::kExportFullPly, m_layout->currentIndex() == 1);
}

void FormatChooser::showFormat() {
    const SplatFormat* format = findWrittenFormat(extension().toStdString());
    m_layout->setEnabled(format->hasLayouts);
    m_axes->setEnabled(!format->fixedAxes);
    m_hint->setText(hintFor(extension()));
}

} // namespace gambade::gui
