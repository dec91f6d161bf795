#include "app/gui/progress_box.h"

#include "app/gui/engine_words.h"

#include <QProgressDialog>

namespace gambade::gui {
namespace {

constexpr int kSteps = 1000;
constexpr int kShownAfterMs = 400;

} // namespace

ProgressBox::ProgressBox(QWidget* window, QObject* parent) : QObject(parent), m_window(window) {}

void ProgressBox::follow(Worker& worker) {
    connect(&worker, &Worker::started, this, [this](Worker::JobId job) {
        m_job = job;
        open(m_title);
    });
    connect(&worker, &Worker::progressed, this,
            [this](Worker::JobId, const QString& stage, double fraction) {
                update(inWindowLanguage(stage), fraction);
            });
    for (const auto end : {&Worker::finished, &Worker::cancelled}) {
        connect(&worker, end, this, &ProgressBox::close);
    }
    connect(&worker, &Worker::failed, this, &ProgressBox::close);
    connect(this, &ProgressBox::cancelRequested, &worker,
            [this, &worker] { worker.cancel(m_job); });
}

void ProgressBox::open(const QString& title) {
    close();
    m_box = new QProgressDialog(title, tr("Cancel"), 0, kSteps, m_window);
    m_box->setWindowTitle(title);
    m_box->setAutoReset(false);
    m_box->setAutoClose(false);
    m_box->setMinimumDuration(kShownAfterMs);
    m_box->setValue(0);
    connect(m_box, &QProgressDialog::canceled, this, &ProgressBox::cancelRequested);
}

void ProgressBox::update(const QString& stage, double fraction) {
    if (m_box) {
        m_box->setLabelText(stage);
        m_box->setValue(static_cast<int>(kSteps * fraction));
    }
}

void ProgressBox::close() {
    if (m_box) {
        m_box->disconnect(this); // closing it would count as a cancel
        m_box->deleteLater();    // its own button may be what ends it
        m_box->hide();
        m_box.clear();
    }
}

} // namespace gambade::gui
