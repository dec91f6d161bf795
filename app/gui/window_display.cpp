// What the viewport shows, and how: from the display panel and the document to the canvas.

#include "app/gui/compare_view.h"
#include "app/gui/display_panel.h"
#include "app/gui/frame_rate.h"
#include "app/gui/main_window.h"
#include "app/gui/message_bar.h"
#include "app/gui/seen_colors.h"
#include "app/gui/status_panel.h"
#include "app/gui/tidy.h"
#include "app/gui/view_hint.h"

#include <QStackedWidget>

namespace gambade::gui {

void MainWindow::connectDisplay() {
    const auto applySettings = [this] {
        m_viewport->setRenderSettings(m_display->settings());
        m_seen->setWanted(m_display->showsSeen());
    };
    connect(m_display, &DisplayPanel::changed, this, applySettings);
    applySettings();
    OrbitController& orbit = m_viewport->orbit();
    connect(m_display, &DisplayPanel::fieldOfViewChosen, &orbit, &OrbitController::setFieldOfView);
    connect(&orbit, &OrbitController::poseChanged, m_display, [this, &orbit] {
        const OrbitPose& pose = orbit.pose();
        m_display->showFieldOfView(pose.fovYDegrees, pose.orthographic);
        m_actions[ActionId::kOrthographic].setChecked(pose.orthographic);
    });
    connect(m_seen, &SeenColors::cloudReady, m_tidy, &Tidy::showCloud);
    connect(m_seen, &SeenColors::failed, m_messages, &MessageBar::showError);

    new ViewHint(*m_viewport); // the view's child

    auto* frameRate = new FrameRate(this);
    connect(m_viewport, &Viewport::drawn, frameRate, &FrameRate::count);
    connect(frameRate, &FrameRate::changed, m_status, &StatusPanel::showFrameRate);
    m_actions.on(ActionId::kFly, [this](bool on) { m_viewport->setFlying(on); });

    connect(m_pictureExporter, &PictureExporter::failed, this, &MainWindow::showExportFailure);
    connect(m_pictureExporter, &PictureExporter::saved, this, [this](const QString& file) {
        noteExport(file);
        m_status->showText(tr("Saved to %1").arg(file));
    });
    connect(m_pictureExporter, &PictureExporter::cancelled, this,
            [this] { m_status->showText(tr("Cancelled: nothing was saved")); });
}

void MainWindow::savePicture() {
    if (m_centre->currentWidget() == m_compare) {
        m_pictureExporter->askAndSave(m_compare->picture(),
                                      m_document.scene()->name() + tr(" compared"));
    } else {
        m_pictureExporter->askAndSavePicture(viewContent());
    }
}

ViewContent MainWindow::viewContent() const {
    return {m_viewport->cloud(),
            m_document.scene()->name(),
            m_viewport->orbit().pose(),
            m_viewport->renderSettings(),
            m_viewport->size() * m_viewport->devicePixelRatioF(),
            m_viewport->isOpenGl()};
}

} // namespace gambade::gui
