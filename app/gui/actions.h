#pragma once

#include <QAction>
#include <QKeySequence>
#include <array>
#include <functional>

namespace gambade::gui {

enum class ActionId {
    kOpen,
    kPaste,
    kExport,
    kExportAll,
    kSavePicture,
    kSaveTurntable,
    kModels,
    kPreferences,
    kQuit,
    kUndo,
    kRedo,
    kCancel,
    kRunAgain,
    kRemove,
    kClearFinished,
    kEditMask,
    kResetMask,
    kSelectBox,
    kSelectBrush,
    kSelectSphere,
    kSelectAll,
    kSelectNone,
    kInvertSelection,
    kSelectHidden,
    kFindFloaters,
    kCropBox,
    kDeleteSelected,
    kFrame,
    kReset,
    kFront,
    kRight,
    kTop,
    kBack,
    kLeft,
    kBelow,
    kOrthographic,
    kTurntable,
    kFly,
    kViewCube,
    kCompare,
    kLeftPanel,
    kRightPanel,
    kFullScreen,
    kShortcuts,
    kCopyDiagnostics,
    kAbout,
    kCount
};

/// What decides which actions can be used.
struct WindowState {
    bool hasScene = false;
    bool hasOrigin = false;    ///< the scene was reconstructed from a picture
    bool canExportAll = false; ///< some entries have splats
    bool busy = false;         ///< the shown entry waits or runs
    bool canRunAgain = false;
    bool canRemove = false;        ///< an entry is selected
    bool canClearFinished = false; ///< some entries neither wait nor run
    bool canUndo = false;
    bool canRedo = false;
    bool comparing = false;
    bool canEditMask = false;
    bool maskShown = false;  ///< in the place of the 3D view
    bool maskEdited = false; ///< differs from what was found
    bool hasSelection = false;
};

/// A menu's text as other places have it: without the mark of its key ("&Open…" and "打开(&O)…")
/// and without the dots.
QString plainText(QString menuText);

/// Every action of the window, made from one table. The icon text of each is its plain name.
class Actions {
public:
    /// @param spaceOwner takes the shortcuts that other controls need for themselves (Space).
    Actions(QWidget* window, QWidget* spaceOwner);

    QAction& operator[](ActionId id) { return *m_actions[static_cast<std::size_t>(id)]; }
    /// `handler` gets whether a checkable action is on.
    void on(ActionId id, std::function<void(bool)> handler);
    void update(const WindowState& state);
    /// Names the step that would be taken back or again in the menu, e.g. "Undo: deletion".
    void setStep(ActionId id, const QString& step);

private:
    std::array<QAction*, static_cast<std::size_t>(ActionId::kCount)> m_actions{};
};

} // namespace gambade::gui
