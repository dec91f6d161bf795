#pragma once

#include "app/gui/scene.h"

#include <QWidget>

class QGridLayout;

namespace gambade::gui {

/// What is known of the scene shown: splats, camera, times.
class ResultPanel : public QWidget {
    Q_OBJECT

public:
    explicit ResultPanel(QWidget* parent = nullptr);
    /// Null: nothing is shown.
    void setScene(const ScenePtr& scene);

private:
    void add(const QString& name, const QString& value, const QString& explanation = {});
    void addOrigin(const SceneOrigin& origin);

    QGridLayout* m_facts;
};

} // namespace gambade::gui
