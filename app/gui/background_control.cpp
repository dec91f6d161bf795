#include "app/gui/background_control.h"

#include "app/gui/checker.h"
#include "app/gui/settings.h"

#include <QColorDialog>
#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QToolButton>
#include <array>

namespace gambade::gui {
namespace {

enum class Kind { kGrey, kChecker, kPicked };

struct Choice {
    const char* name;
    Kind kind = Kind::kGrey;
    float grey = 0.0f; ///< of kGrey
};

// In the order of settings::kBackground.
constexpr std::array kChoices{
    Choice{QT_TRANSLATE_NOOP("Background", "White"), Kind::kGrey, 1.0f},
    Choice{QT_TRANSLATE_NOOP("Background", "Black"), Kind::kGrey, 0.0f},
    Choice{QT_TRANSLATE_NOOP("Background", "Grey"), Kind::kGrey, 0.35f},
    Choice{QT_TRANSLATE_NOOP("Background", "Checker (transparent)"), Kind::kChecker},
    Choice{QT_TRANSLATE_NOOP("Background", "Colour…"), Kind::kPicked},
};
static_assert(kChoices.size() == settings::kBackgroundCount);

const Choice& choiceAt(int index) {
    return kChoices.at(static_cast<std::size_t>(index));
}

QIcon swatch(Kind kind, const QColor& color) {
    constexpr int kSize = 16;
    QPixmap pixmap(kSize, kSize);
    QPainter painter(&pixmap);
    if (kind == Kind::kChecker) {
        fillChecker(painter, pixmap.rect());
    } else {
        painter.fillRect(pixmap.rect(), color);
    }
    painter.setPen(QColor(128, 128, 128));
    painter.drawRect(pixmap.rect().adjusted(0, 0, -1, -1));
    return pixmap;
}

} // namespace

BackgroundControl::BackgroundControl(QWidget* parent)
    : QWidget(parent), m_choice(new QComboBox), m_pick(new QToolButton) {
    for (const Choice& choice : kChoices) {
        m_choice->addItem(
            swatch(choice.kind, QColor::fromRgbF(choice.grey, choice.grey, choice.grey)),
            QCoreApplication::translate("Background", choice.name));
    }
    setFocusProxy(m_choice);
    m_choice->setObjectName(QStringLiteral("background"));
    m_choice->setAccessibleName(tr("Background"));
    m_choice->setCurrentIndex(readSetting(settings::kBackground));
    m_pick->setObjectName(QStringLiteral("pickBackground"));
    m_pick->setAccessibleName(tr("Choose the colour of the background"));
    m_pick->setToolTip(m_pick->accessibleName());
    setPicked(QColor(readSetting(settings::kBackgroundColor)));

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_choice, 1);
    layout->addWidget(m_pick);

    const auto showPick = [this](int index) {
        m_pick->setVisible(choiceAt(index).kind == Kind::kPicked);
    };
    showPick(m_choice->currentIndex());
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this, showPick](int index) {
        writeSetting(settings::kBackground, index);
        showPick(index);
        emit changed();
    });
    connect(m_choice, &QComboBox::activated, this, [this](int index) {
        if (choiceAt(index).kind == Kind::kPicked) {
            pickColor();
        }
    });
    connect(m_pick, &QToolButton::clicked, this, &BackgroundControl::pickColor);
}

BackgroundKind BackgroundControl::kind() const {
    return choiceAt(m_choice->currentIndex()).kind == Kind::kChecker ? BackgroundKind::kChecker
                                                                     : BackgroundKind::kColor;
}

glm::vec3 BackgroundControl::color() const {
    const Choice& choice = choiceAt(m_choice->currentIndex());
    return choice.kind == Kind::kPicked
               ? glm::vec3(m_picked.redF(), m_picked.greenF(), m_picked.blueF())
               : glm::vec3(choice.grey);
}

void BackgroundControl::setPicked(const QColor& color) {
    m_picked = color;
    const QIcon icon = swatch(Kind::kPicked, color);
    m_choice->setItemIcon(static_cast<int>(kChoices.size()) - 1, icon);
    m_pick->setIcon(icon);
}

void BackgroundControl::pickColor() {
    auto* dialog = new QColorDialog(m_picked, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Colour of the background"));
    const QColor before = m_picked;
    const auto show = [this](const QColor& color) {
        setPicked(color);
        emit changed();
    };
    connect(dialog, &QColorDialog::currentColorChanged, this, show);
    connect(dialog, &QDialog::rejected, this, [show, before] { show(before); });
    connect(dialog, &QColorDialog::colorSelected, this,
            [](const QColor& color) { writeSetting(settings::kBackgroundColor, color.name()); });
    dialog->open();
}

} // namespace gambade::gui
