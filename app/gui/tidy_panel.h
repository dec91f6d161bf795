#pragma once

#include <QWidget>

class QLabel;
class QSlider;

namespace gambade::gui {

class Actions;
class CropPanel;

/// What selects splats and deletes them, beside the view.
class TidyPanel : public QWidget {
    Q_OBJECT

public:
    explicit TidyPanel(Actions& actions, QWidget* parent = nullptr);

    CropPanel& crop() { return *m_crop; }
    int brushRadius() const;
    void setCounts(std::size_t selected, std::size_t all);

signals:
    void brushRadiusChanged(int pixels);

private:
    QLabel* m_counts;
    QWidget* m_brushRow;
    QSlider* m_brush;
    CropPanel* m_crop;
};

} // namespace gambade::gui
