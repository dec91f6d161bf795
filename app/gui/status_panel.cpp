#include "app/gui/status_panel.h"

#include "app/gui/engine_words.h"
#include "app/gui/splat_count.h"
#include "app/gui/stage_times.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>

namespace gambade::gui {
namespace {

constexpr int kSteps = 1000;

QString describe(const Scene& scene) {
    QStringList facts{StatusPanel::tr("%1 splats").arg(splatCount(scene))};
    if (scene.origin) {
        facts.append(inSeconds(totalMilliseconds(scene.origin->result.stages), 1));
        facts.append(
            QLocale().formattedDataSize(static_cast<qint64>(scene.origin->result.peakBytes), 0));
        facts.append(scene.origin->device);
    }
    return facts.join(QStringLiteral("  ·  "));
}

/// What stands behind the numbers; empty for opened files.
QString explain(const Scene& scene) {
    if (!scene.origin) {
        return {};
    }
    QStringList lines{whyFewerSplats(scene), {}};
    for (const StageTime& stage : timesByKind(scene.origin->result.stages)) {
        lines.append(QStringLiteral("%1: %2").arg(inWindowLanguage(stage.stage),
                                                  inSeconds(stage.milliseconds, 2)));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

StatusPanel::StatusPanel(QWidget* parent)
    : QWidget(parent), m_task(new QLabel), m_progress(new QProgressBar), m_cancel(new QToolButton),
      m_frameRate(new QLabel), m_numbers(new QLabel) {
    m_progress->setObjectName(QStringLiteral("progress"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(220);
    m_progress->setMaximumHeight(12);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setAccessibleName(tr("Cancel"));
    m_cancel->setToolTip(tr("Stop this one (Esc)"));
    m_numbers->setObjectName(QStringLiteral("numbers"));
    m_frameRate->setObjectName(QStringLiteral("frameRate"));
    m_task->setObjectName(QStringLiteral("task"));
    m_task->setTextFormat(Qt::PlainText);
    m_numbers->setTextFormat(Qt::PlainText);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 4, 10, 4);
    layout->addWidget(m_progress);
    layout->addWidget(m_cancel);
    layout->addWidget(m_task, 1);
    layout->addWidget(m_frameRate);
    layout->addWidget(m_numbers);
    // The line keeps its height when the button comes and goes.
    setFixedHeight(m_cancel->sizeHint().height() + 8);
    connect(m_cancel, &QToolButton::clicked, this, &StatusPanel::cancelRequested);
    m_progress->hide();
    m_cancel->hide();
}

void StatusPanel::showJob(const JobQueue& queue, int row) {
    const bool busy = row >= 0 && queue.isBusy(row);
    m_progress->setVisible(busy);
    m_cancel->setVisible(busy);
    if (!busy) {
        m_task->clear();
        return;
    }
    if (queue.state(row) == JobQueue::State::kWaiting) {
        m_progress->setRange(0, kSteps);
        m_progress->setValue(0);
        m_task->setText(tr("%1: waiting").arg(queue.fileName(row)));
        return;
    }
    const double fraction = queue.progress(row);
    m_progress->setRange(0, fraction > 0.0 ? kSteps : 0); // busy until something is known
    m_progress->setValue(static_cast<int>(kSteps * fraction));
    m_task->setText(
        QStringLiteral("%1: %2").arg(queue.fileName(row), inWindowLanguage(queue.stage(row))));
}

void StatusPanel::showScene(const ScenePtr& scene) {
    m_numbers->setText(scene ? describe(*scene) : QString());
    m_numbers->setToolTip(scene ? explain(*scene) : QString());
}

void StatusPanel::showText(const QString& text) {
    m_task->setText(text);
}

void StatusPanel::showFrameRate(double framesPerSecond) {
    m_frameRate->setText(framesPerSecond > 0.0 ? tr("%1 fps  ·").arg(qRound(framesPerSecond))
                                               : QString());
}

} // namespace gambade::gui
