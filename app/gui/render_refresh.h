#pragma once

#include "app/gui/document.h"
#include "app/gui/worker.h"

namespace gambade::gui {

/// Renders an edited scene from its picture's camera again, in the background, so that the
/// comparison with the picture is that of the present splats.
class RenderRefresh : public QObject {
    Q_OBJECT

public:
    explicit RenderRefresh(Document& document, QObject* parent = nullptr);

signals:
    void failed(const QString& message);

private:
    void onSceneChanged();

    Document& m_document;
    Worker::JobId m_job = 0;
    Worker m_worker; ///< last: stops before the rest goes
};

} // namespace gambade::gui
