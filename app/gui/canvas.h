#pragma once

#include "app/gui/scene.h"
#include "splat_renderer/renderer.h"

#include <QWidget>
#include <functional>

namespace gambade::gui {

/// The surface that a viewport shows splats on: OpenGL's, or pictures made by the processor.
class Canvas {
public:
    /// Told when the surface cannot go on, with the reason; never from within a call to it.
    using Failed = std::function<void(const QString& reason)>;
    /// Told after every finished drawing of the current view.
    using Drawn = std::function<void()>;

    virtual ~Canvas() = default;
    virtual QWidget& widget() = 0;
    /// Nothing of it is selected.
    /// @param onGpu the cloud
    virtual void setCloud(CloudPtr cloud, const CloudExtent& extent, OnGpu onGpu) = 0;
    /// Splats of the cloud to be highlighted.
    virtual void setSelection(SelectionPtr selection) = 0;
    virtual void setCamera(const Camera& camera) = 0;
    virtual void setSettings(const RenderSettings& settings) = 0;
    virtual bool isOpenGl() const = 0;
    /// Display modes that it has.
    virtual bool offers(DisplayMode mode) const = 0;
    /// For the About box.
    virtual QString description() const = 0;
    virtual void onFailed(Failed failed) = 0;
    virtual void onDrawn(Drawn drawn) = 0;
};

/// @param path kAuto, kCompute or kClassic.
std::unique_ptr<Canvas> makeGlCanvas(RendererPath path, QWidget* parent);
std::unique_ptr<Canvas> makeImageCanvas(QWidget* parent);

/// Makes the best OpenGL there is the format of all surfaces: 4.3, or else 3.3. False without
/// either.
bool setUpOpenGl();

/// The cloud with the settings' splat scale and opacity cut, for the CPU rasterizer.
CloudPtr adjusted(const CloudPtr& cloud, const RenderSettings& settings);

} // namespace gambade::gui
