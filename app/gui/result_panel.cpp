#include "app/gui/result_panel.h"

#include "app/gui/engine_words.h"
#include "app/gui/section.h"
#include "app/gui/splat_count.h"
#include "app/gui/stage_times.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace gambade::gui {

ResultPanel::ResultPanel(QWidget* parent) : QWidget(parent), m_facts(new QGridLayout) {
    setAccessibleName(tr("Facts about the result"));
    m_facts->setVerticalSpacing(3);
    m_facts->setColumnStretch(0, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeHeading(tr("Result")));
    layout->addLayout(m_facts);
    setScene(nullptr);
}

void ResultPanel::setScene(const ScenePtr& scene) {
    while (QLayoutItem* item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    setVisible(scene != nullptr);
    if (!scene) {
        return;
    }
    add(tr("Splats"), splatCount(*scene), whyFewerSplats(*scene));
    if (scene->cloud->shDegree > 0) {
        add(tr("Colour by direction"), tr("degree %1").arg(scene->cloud->shDegree));
    }
    if (scene->origin) {
        addOrigin(*scene->origin);
    }
}

void ResultPanel::add(const QString& name, const QString& value, const QString& explanation) {
    const int row = m_facts->rowCount();
    QLabel* what = makeHint(name);
    auto* number = new QLabel(value);
    number->setTextFormat(Qt::PlainText);
    number->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QLabel* label : {what, number}) {
        label->setToolTip(explanation);
    }
    m_facts->addWidget(what, row, 0);
    m_facts->addWidget(number, row, 1, Qt::AlignRight);
}

void ResultPanel::addOrigin(const SceneOrigin& origin) {
    const Reconstruction& result = origin.result;
    add(result.elevationEstimated ? tr("Elevation (estimated)") : tr("Elevation"),
        QStringLiteral("%1°").arg(QLocale().toString(result.elevationDegrees, 'f', 1)));
    add(tr("Field of view"),
        QStringLiteral("%1°").arg(QLocale().toString(result.fovYDegrees, 'f', 1)));
    add(tr("Match with the picture"), tr("%1 dB").arg(QLocale().toString(origin.psnr, 'f', 1)),
        tr("PSNR of the result, seen from the picture's own camera: more is better"));
    add(tr("Memory"), QLocale().formattedDataSize(static_cast<qint64>(result.peakBytes), 0));
    constexpr int kDecimals = 2;
    add(tr("Time"), inSeconds(totalMilliseconds(result.stages), kDecimals));
    for (const StageTime& stage : timesByKind(result.stages)) {
        add(QStringLiteral("    ") + inWindowLanguage(stage.stage),
            inSeconds(stage.milliseconds, kDecimals));
    }
}

} // namespace gambade::gui
