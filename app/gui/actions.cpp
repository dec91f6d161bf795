#include "app/gui/actions.h"

#include "app/gui/icons.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QWidget>

namespace gambade::gui {
namespace {

using Enabled = bool (*)(const WindowState&);

bool always(const WindowState&) {
    return true;
}
bool withScene(const WindowState& state) {
    return state.hasScene;
}
bool looking(const WindowState& state) {
    return state.hasScene && !state.comparing && !state.maskShown;
}
bool lookingAtSelection(const WindowState& state) {
    return looking(state) && state.hasSelection;
}

struct ActionSpec {
    ActionId id;
    const char* text;
    const char* keys; ///< portable, several parted by "; "
    const char* icon = "";
    Enabled enabled = always;
    bool checkable = false;
    bool inViewOnly = false; ///< the shortcut works while the 3D view has the focus
};

// In the order of ActionId.
constexpr std::array kSpecs{
    ActionSpec{ActionId::kOpen, QT_TRANSLATE_NOOP("Actions", "&Open…"), "Ctrl+O", "open"},
    ActionSpec{ActionId::kPaste, QT_TRANSLATE_NOOP("Actions", "&Paste"), "Ctrl+V"},
    ActionSpec{ActionId::kExport, QT_TRANSLATE_NOOP("Actions", "&Export…"), "Ctrl+E; Ctrl+S",
               "export", withScene},
    ActionSpec{ActionId::kExportAll, QT_TRANSLATE_NOOP("Actions", "Export a&ll…"), "Ctrl+Shift+E",
               "", [](const WindowState& state) { return state.canExportAll; }},
    ActionSpec{ActionId::kSavePicture, QT_TRANSLATE_NOOP("Actions", "&Save picture…"),
               "Ctrl+Shift+S", "screenshot",
               [](const WindowState& state) { return state.hasScene && !state.maskShown; }},
    ActionSpec{ActionId::kSaveTurntable, QT_TRANSLATE_NOOP("Actions", "Export t&urntable…"),
               "Ctrl+Shift+T", "", withScene},
    ActionSpec{ActionId::kModels, QT_TRANSLATE_NOOP("Actions", "&Models…"), ""},
    ActionSpec{ActionId::kPreferences, QT_TRANSLATE_NOOP("Actions", "&Preferences…"), "Ctrl+,"},
    ActionSpec{ActionId::kQuit, QT_TRANSLATE_NOOP("Actions", "&Quit"), "Ctrl+Q"},
    ActionSpec{ActionId::kUndo, QT_TRANSLATE_NOOP("Actions", "&Undo"), "Ctrl+Z", "",
               [](const WindowState& state) { return state.canUndo; }},
    ActionSpec{ActionId::kRedo, QT_TRANSLATE_NOOP("Actions", "&Redo"), "Ctrl+Shift+Z; Ctrl+Y", "",
               [](const WindowState& state) { return state.canRedo; }},
    ActionSpec{ActionId::kCancel, QT_TRANSLATE_NOOP("Actions", "&Cancel"), "Esc", "",
               [](const WindowState& state) { return state.busy; }},
    ActionSpec{ActionId::kRunAgain, QT_TRANSLATE_NOOP("Actions", "Run &again"), "Ctrl+R", "",
               [](const WindowState& state) { return state.canRunAgain; }},
    ActionSpec{ActionId::kRemove, QT_TRANSLATE_NOOP("Actions", "Remove from the &queue"), "Ctrl+W",
               "", [](const WindowState& state) { return state.canRemove; }},
    ActionSpec{ActionId::kClearFinished, QT_TRANSLATE_NOOP("Actions", "Clear what is &finished"),
               "", "", [](const WindowState& state) { return state.canClearFinished; }},
    ActionSpec{ActionId::kEditMask, QT_TRANSLATE_NOOP("Actions", "Edit the &mask"), "M", "",
               [](const WindowState& state) { return state.canEditMask; }, true},
    ActionSpec{ActionId::kResetMask, QT_TRANSLATE_NOOP("Actions", "Reset the mas&k"), "", "",
               [](const WindowState& state) { return state.maskEdited; }},
    ActionSpec{ActionId::kSelectBox, QT_TRANSLATE_NOOP("Actions", "Select by &box"), "B", "",
               looking, true},
    ActionSpec{ActionId::kSelectBrush, QT_TRANSLATE_NOOP("Actions", "Select by b&rush"), "P", "",
               looking, true},
    ActionSpec{ActionId::kSelectSphere, QT_TRANSLATE_NOOP("Actions", "Select by &sphere"), "O", "",
               looking, true},
    ActionSpec{ActionId::kSelectAll, QT_TRANSLATE_NOOP("Actions", "Select &all"), "Ctrl+A", "",
               looking},
    ActionSpec{ActionId::kSelectNone, QT_TRANSLATE_NOOP("Actions", "Select &none"), "Ctrl+Shift+A",
               "", lookingAtSelection},
    ActionSpec{ActionId::kInvertSelection, QT_TRANSLATE_NOOP("Actions", "&Invert the selection"),
               "Ctrl+I", "", looking},
    ActionSpec{ActionId::kSelectHidden,
               QT_TRANSLATE_NOOP("Actions", "Select what is &hidden by its opacity"), "", "",
               looking},
    ActionSpec{ActionId::kFindFloaters, QT_TRANSLATE_NOOP("Actions", "Select &floaters"), "", "",
               looking},
    ActionSpec{ActionId::kCropBox, QT_TRANSLATE_NOOP("Actions", "&Crop to a box"), "", "", looking,
               true},
    ActionSpec{ActionId::kDeleteSelected, QT_TRANSLATE_NOOP("Actions", "&Delete the selection"),
               "Del", "", lookingAtSelection},
    ActionSpec{ActionId::kFrame, QT_TRANSLATE_NOOP("Actions", "&Frame"), "F", "frame", withScene},
    ActionSpec{ActionId::kReset, QT_TRANSLATE_NOOP("Actions", "&Reset view"), "R", "reset",
               looking},
    ActionSpec{ActionId::kFront, QT_TRANSLATE_NOOP("Actions", "From the fro&nt"), "1", "", looking},
    ActionSpec{ActionId::kRight, QT_TRANSLATE_NOOP("Actions", "From the r&ight"), "3", "", looking},
    ActionSpec{ActionId::kTop, QT_TRANSLATE_NOOP("Actions", "From &above"), "7", "", looking},
    ActionSpec{ActionId::kBack, QT_TRANSLATE_NOOP("Actions", "From the &back"), "Ctrl+1", "",
               looking},
    ActionSpec{ActionId::kLeft, QT_TRANSLATE_NOOP("Actions", "From the l&eft"), "Ctrl+3", "",
               looking},
    ActionSpec{ActionId::kBelow, QT_TRANSLATE_NOOP("Actions", "From belo&w"), "Ctrl+7", "",
               looking},
    ActionSpec{ActionId::kOrthographic, QT_TRANSLATE_NOOP("Actions", "&Orthographic"), "5", "",
               looking, true},
    ActionSpec{ActionId::kTurntable, QT_TRANSLATE_NOOP("Actions", "&Turntable"), "Space",
               "turntable", looking, true, true},
    ActionSpec{ActionId::kFly, QT_TRANSLATE_NOOP("Actions", "F&ly: dragging turns the head"), "G",
               "", looking, true},
    ActionSpec{ActionId::kViewCube, QT_TRANSLATE_NOOP("Actions", "&View cube"), "", "", always,
               true},
    ActionSpec{ActionId::kCompare, QT_TRANSLATE_NOOP("Actions", "&Compare"), "C", "compare",
               [](const WindowState& state) { return state.hasOrigin; }, true},
    ActionSpec{ActionId::kLeftPanel, QT_TRANSLATE_NOOP("Actions", "Left &panel"), "F3", "", always,
               true},
    ActionSpec{ActionId::kRightPanel, QT_TRANSLATE_NOOP("Actions", "Ri&ght panel"), "F4", "",
               always, true},
    ActionSpec{ActionId::kFullScreen, QT_TRANSLATE_NOOP("Actions", "F&ull screen"), "F11", "",
               always, true},
    ActionSpec{ActionId::kShortcuts, QT_TRANSLATE_NOOP("Actions", "&Keys and mouse"), "?; F1"},
    ActionSpec{ActionId::kCopyDiagnostics, QT_TRANSLATE_NOOP("Actions", "Copy &diagnostics"), ""},
    ActionSpec{ActionId::kAbout, QT_TRANSLATE_NOOP("Actions", "&About Gambade"), ""},
};
static_assert(kSpecs.size() == static_cast<std::size_t>(ActionId::kCount));

} // namespace

QString plainText(QString menuText) {
    static const QRegularExpression mark(QStringLiteral("\\(&\\w\\)|&|…"));
    return menuText.remove(mark);
}

Actions::Actions(QWidget* window, QWidget* spaceOwner) {
    for (const ActionSpec& spec : kSpecs) {
        auto* action = new QAction(QCoreApplication::translate("Actions", spec.text), window);
        action->setShortcuts(QKeySequence::listFromString(QString::fromLatin1(spec.keys),
                                                          QKeySequence::PortableText));
        action->setCheckable(spec.checkable);
        if (*spec.icon != '\0') {
            action->setIcon(themedIcon(QString::fromLatin1(spec.icon)));
        }
        QWidget* owner = spec.inViewOnly ? spaceOwner : window;
        action->setShortcutContext(spec.inViewOnly ? Qt::WidgetWithChildrenShortcut
                                                   : Qt::WindowShortcut);
        owner->addAction(action);
        QString tip = plainText(action->text());
        action->setIconText(tip);
        if (!action->shortcut().isEmpty()) {
            tip +=
                QStringLiteral(" (%1)").arg(action->shortcut().toString(QKeySequence::NativeText));
        }
        action->setToolTip(tip);
        m_actions[static_cast<std::size_t>(spec.id)] = action;
    }
}

void Actions::on(ActionId id, std::function<void(bool)> handler) {
    QAction* action = &(*this)[id];
    QObject::connect(action, &QAction::triggered, action, std::move(handler));
}

void Actions::setStep(ActionId id, const QString& step) {
    const QString name =
        QCoreApplication::translate("Actions", kSpecs[static_cast<std::size_t>(id)].text);
    (*this)[id].setText(step.isEmpty() ? name : QStringLiteral("%1: %2").arg(name, step));
}

void Actions::update(const WindowState& state) {
    for (const ActionSpec& spec : kSpecs) {
        (*this)[spec.id].setEnabled(spec.enabled(state));
    }
}

} // namespace gambade::gui
