#pragma once

#include <QWidget>

namespace gambade::gui {

class Actions;
class MaskEditor;

/// Opens the mask editor, and holds its brush.
class MaskPanel : public QWidget {
    Q_OBJECT

public:
    MaskPanel(Actions& actions, MaskEditor& editor, QWidget* parent = nullptr);
};

} // namespace gambade::gui
