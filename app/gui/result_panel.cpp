#include "app/gui/result_panel.h"

#include "app/gui/section.h"

#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace gambade::gui {
namespace {

class FactTable {
public:
    void add(const QString& name, const QString& value) {
        m_rows += QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td align='right'>%2</td></tr>")
                      .arg(name.toHtmlEscaped(), value.toHtmlEscaped());
    }
    QString html() const {
        return QStringLiteral("<table width='100%' cellspacing='2'>%1</table>").arg(m_rows);
    }

private:
    QString m_rows;
};

QString seconds(double milliseconds) {
    return ResultPanel::tr("%1 s").arg(milliseconds / 1000.0, 0, 'f', 2);
}

void addOrigin(FactTable& facts, const SceneOrigin& origin) {
    const Reconstruction& result = origin.result;
    const QString angle = QStringLiteral("%1°").arg(result.elevationDegrees, 0, 'f', 1);
    facts.add(ResultPanel::tr("Elevation"),
              result.elevationEstimated ? ResultPanel::tr("%1 (estimated)").arg(angle) : angle);
    facts.add(ResultPanel::tr("Field of view"),
              QStringLiteral("%1°").arg(result.fovYDegrees, 0, 'f', 1));
    facts.add(ResultPanel::tr("Match with the picture"),
              ResultPanel::tr("%1 dB").arg(origin.psnr, 0, 'f', 1));
    facts.add(ResultPanel::tr("Memory"),
              QLocale().formattedDataSize(static_cast<qint64>(result.peakBytes), 0));
    double total = 0.0;
    for (const StageTime& stage : result.stages) {
        total += stage.milliseconds;
        facts.add(QString::fromStdString(stage.stage), seconds(stage.milliseconds));
    }
    facts.add(ResultPanel::tr("Time"), seconds(total));
}

} // namespace

ResultPanel::ResultPanel(QWidget* parent) : QWidget(parent), m_facts(new QLabel) {
    m_facts->setTextFormat(Qt::RichText);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->setAccessibleName(tr("Facts about the result"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeHeading(tr("Result")));
    layout->addWidget(m_facts);
    setScene(nullptr);
}

void ResultPanel::setScene(const ScenePtr& scene) {
    setVisible(scene != nullptr);
    if (!scene) {
        return;
    }
    FactTable facts;
    facts.add(tr("Splats"), QLocale().toString(static_cast<qulonglong>(scene->cloud->size())));
    facts.add(tr("Colour detail"), tr("degree %1").arg(scene->cloud->shDegree));
    if (scene->origin) {
        addOrigin(facts, *scene->origin);
    }
    m_facts->setText(facts.html());
}

} // namespace gambade::gui
