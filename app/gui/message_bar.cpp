#include "app/gui/message_bar.h"

#include "app/gui/engine_words.h"
#include "splats/log.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

namespace gambade::gui {
namespace {

/// Messages of the libraries begin small, to stand behind a program's name.
QString asSentence(QString text) {
    if (!text.isEmpty()) {
        text[0] = text[0].toUpper();
    }
    return text;
}

} // namespace

MessageBar::MessageBar(QWidget* parent) : QFrame(parent), m_icon(new QLabel), m_text(new QLabel) {
    setObjectName(QStringLiteral("messageBar"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_text->setForegroundRole(QPalette::Text);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close = new QToolButton;
    close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close this message"));
    close->setToolTip(tr("Close this message"));
    auto* layout = new QHBoxLayout(this);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(close, 0, Qt::AlignTop);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void MessageBar::showError(const QString& message) {
    log(LogLevel::kError, "{}", message.toStdString());
    showErrorAgain(message);
}

void MessageBar::showErrorAgain(const QString& message) {
    show(inWindowLanguage(message), QStyle::SP_MessageBoxWarning);
    m_message = message;
}

void MessageBar::showNote(const QString& message) {
    show(message, QStyle::SP_MessageBoxInformation);
    m_message = message;
}

void MessageBar::retract(const QString& message) {
    if (message == m_message) {
        hide();
    }
}

QString MessageBar::message() const {
    return isHidden() ? QString() : m_text->text();
}

void MessageBar::show(const QString& message, int standardIcon) {
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize);
    m_icon->setPixmap(style()
                          ->standardIcon(static_cast<QStyle::StandardPixmap>(standardIcon))
                          .pixmap(size, size));
    m_text->setText(asSentence(message));
    m_text->setAccessibleName(m_text->text());
    QFrame::show();
}

} // namespace gambade::gui
