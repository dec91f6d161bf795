#include "app/gui/tidy.h"

#include "app/gui/actions.h"
#include "app/gui/crop_panel.h"
#include "app/gui/document.h"
#include "app/gui/tidy_panel.h"
#include "app/gui/viewport.h"

#include <QActionGroup>

namespace gambade::gui {

Tidy::Tidy(Document& document, Viewport& viewport, Actions& actions, QObject* parent)
    : QObject(parent), m_document(document), m_viewport(viewport), m_panel(new TidyPanel(actions)),
      m_tools(new SelectionTools(viewport)), m_cropAction(&actions[ActionId::kCropBox]) {
    m_tools->setBrushRadius(m_panel->brushRadius());
    connect(m_panel, &TidyPanel::brushRadiusChanged, m_tools, &SelectionTools::setBrushRadius);
    connect(m_tools, &SelectionTools::picked, this, &Tidy::select);
    connect(&document, &Document::sceneChanged, this, &Tidy::onSceneChanged);
    connect(&m_panel->crop(), &CropPanel::changed, this, &Tidy::previewCrop);
    connect(&m_panel->crop(), &CropPanel::keepRequested, this, [this, &actions] {
        previewCrop(); // something else may be selected by now
        m_document.remove(m_selection, tr("crop"));
        actions[ActionId::kCropBox].setChecked(false);
    });
    connect(&m_worker, &Worker::failed, this,
            [this](Worker::JobId, const QString& message) { emit failed(message); });
    connectActions(actions);
    m_panel->setCounts(0, 0);
}

QWidget* Tidy::panel() const {
    return m_panel;
}

void Tidy::connectActions(Actions& actions) {
    auto* tools = new QActionGroup(this);
    tools->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    const auto addTool = [&](ActionId id, SelectionTool tool) {
        QAction* action = &actions[id];
        tools->addAction(action);
        connect(action, &QAction::toggled, this, [this, tool](bool on) {
            if (on || m_tools->tool() == tool) {
                m_tools->setTool(on ? tool : SelectionTool::kNone);
            }
        });
    };
    addTool(ActionId::kSelectBox, SelectionTool::kBox);
    addTool(ActionId::kSelectBrush, SelectionTool::kBrush);
    addTool(ActionId::kSelectSphere, SelectionTool::kSphere);

    const auto selectAll = [this](std::uint8_t value) {
        select(Selection(m_selection.size(), value), SelectionMode::kReplace);
    };
    actions.on(ActionId::kSelectAll, [selectAll](bool) { selectAll(1); });
    actions.on(ActionId::kSelectNone, [selectAll](bool) { selectAll(0); });
    actions.on(ActionId::kInvertSelection, [this](bool) {
        Selection inverse(m_selection.size(), 1);
        combine(inverse, m_selection, SelectionMode::kSubtract);
        select(inverse, SelectionMode::kReplace);
    });
    actions.on(ActionId::kSelectHidden, [this](bool) {
        select(fainterThan(*m_cloud, m_viewport.renderSettings().minOpacity),
               SelectionMode::kReplace);
        if (m_selected == 0) {
            emit told(tr("No splat is hidden: raise \"Hide below opacity\" first"));
        }
    });
    actions.on(ActionId::kFindFloaters, [this](bool) { findFloaters(); });
    actions.on(ActionId::kDeleteSelected,
               [this](bool) { m_document.remove(m_selection, tr("deletion")); });
    connect(m_cropAction, &QAction::toggled, this, [this](bool on) {
        if (on && m_cloud) {
            m_panel->crop().setBounds(boundsOf(*m_cloud));
        } else {
            m_tools->setCropBox(std::nullopt);
        }
    });
}

void Tidy::onSceneChanged(bool sameObject) {
    const ScenePtr& scene = m_document.scene();
    const std::uint64_t revision = scene ? scene->revision : 0;
    if (revision == m_revision) {
        return;
    }
    m_revision = revision;
    m_worker.cancel(m_job); // it looks at splats of the past
    m_cloud = scene ? scene->cloud : nullptr;
    m_tools->setCloud(m_cloud);
    m_selection.assign(m_cloud ? m_cloud->size() : 0, 0);
    m_selected = 0;
    m_panel->setCounts(0, m_selection.size());
    if (!sameObject) {
        m_cropAction->setChecked(false);
    }
    emit selectionChanged();
}

void Tidy::select(const Selection& picked, SelectionMode mode) {
    combine(m_selection, picked, mode);
    m_selected = selectedCount(m_selection);
    m_panel->setCounts(m_selected, m_selection.size());
    highlight();
    emit selectionChanged();
}

void Tidy::showCloud(const CloudPtr& cloud, const OnGpu& onGpu) {
    m_cloud = cloud;
    m_viewport.setCloud(cloud, onGpu);
    highlight();
}

void Tidy::highlight() {
    m_viewport.setSelection(m_selected == 0 ? nullptr
                                            : std::make_shared<const Selection>(m_selection));
}

void Tidy::findFloaters() {
    m_worker.cancel(m_job);
    m_job =
        m_worker.start([this, cloud = m_cloud](const Progress& progress, const Worker::Post& post) {
            const Selection floaters = gambade::findFloaters(*cloud, progress);
            post([this, floaters] {
                select(floaters, SelectionMode::kReplace);
                if (m_selected == 0) {
                    emit told(tr("No floaters were found"));
                }
            });
        });
}

void Tidy::previewCrop() {
    if (m_cropAction->isChecked() && m_cloud) {
        const Box box = m_panel->crop().box();
        m_tools->setCropBox(box);
        select(outsideBox(*m_cloud, box), SelectionMode::kReplace);
    }
}

} // namespace gambade::gui
