#include "app/gui/start_page.h"

#include "app/gui/icons.h"
#include "app/gui/section.h"
#include "reconstruction/data_files.h"

#include <QFileInfo>
#include <QImageReader>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <array>

namespace gambade::gui {
namespace {

constexpr int kExampleSize = 128;
constexpr qsizetype kRecentShown = 4;
constexpr std::array kExamples{"examples/rocket.png", "examples/mushroom.png",
                               "examples/teacup.jpg"};

QLabel* centred(QLabel* label) {
    label->setAlignment(Qt::AlignCenter);
    return label;
}

QLabel* makeTitle(const QString& text) {
    auto* label = centred(new QLabel(text));
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * 1.9);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

QPixmap readThumbnail(const QString& file, double pixelRatio) {
    QImageReader reader(file);
    const QSize box = QSize(kExampleSize, kExampleSize) * pixelRatio;
    reader.setScaledSize(reader.size().scaled(box, Qt::KeepAspectRatio));
    QPixmap pixmap = QPixmap::fromImage(reader.read());
    pixmap.setDevicePixelRatio(pixelRatio);
    return pixmap;
}

} // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent), m_frame(new QWidget), m_recent(new QWidget),
      m_recentList(new QVBoxLayout(m_recent)) {
    setObjectName(QStringLiteral("startPage"));
    auto* icon = centred(new QLabel);
    constexpr int kIconSize = 72;
    icon->setPixmap(QIcon(QStringLiteral(":/icons/gambade.svg")).pixmap(kIconSize, kIconSize));

    auto* open = new QPushButton(themedIcon(QStringLiteral("open")), tr("Open…"));
    open->setObjectName(QStringLiteral("startOpen"));
    open->setAccessibleName(tr("Open pictures or splat files"));
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);

    m_recentList->setContentsMargins(0, 0, 0, 0);
    m_recentList->setSpacing(0);

    auto* column = new QVBoxLayout(m_frame);
    column->setContentsMargins(56, 40, 56, 40);
    column->setSpacing(10);
    column->addWidget(icon);
    column->addWidget(makeTitle(tr("Drop a picture of an object here")));
    column->addWidget(centred(makeHint(tr("It becomes a 3D model that you can turn and export."))));
    column->addSpacing(6);
    column->addWidget(open, 0, Qt::AlignHCenter);
    column->addSpacing(2);
    column->addWidget(centred(makeHint(tr("Or paste a picture, or drag one from a browser.\nOr "
                                          "open splats: PLY, SPZ, SOG, glTF, .splat"))));
    column->addSpacing(kSectionSpacing);
    column->addWidget(makeExamples());
    column->addWidget(m_recent);

    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_frame, 0, Qt::AlignCenter);
    setRecentFiles({});
}

QWidget* StartPage::makeExamples() {
    auto* examples = new QWidget;
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addStretch();
    int found = 0;
    for (const char* name : kExamples) {
        const QString file = QString::fromStdString(findDataFile(name).string());
        if (file.isEmpty()) {
            continue;
        }
        ++found;
        auto* button = new QToolButton;
        button->setObjectName(QStringLiteral("example%1").arg(found));
        button->setAccessibleName(tr("Example: %1").arg(QFileInfo(file).baseName()));
        button->setToolTip(QFileInfo(file).baseName());
        button->setAutoRaise(true);
        button->setIcon(readThumbnail(file, devicePixelRatioF()));
        button->setIconSize({kExampleSize, kExampleSize});
        connect(button, &QToolButton::clicked, this, [this, file] { emit fileChosen(file); });
        row->addWidget(button);
    }
    row->addStretch();
    auto* layout = new QVBoxLayout(examples);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(centred(makeHint(tr("Or try one of these:"))));
    layout->addLayout(row);
    examples->setVisible(found > 0);
    return examples;
}

void StartPage::setRecentFiles(const QStringList& files) {
    while (QLayoutItem* item = m_recentList->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_recent->setVisible(!files.isEmpty());
    if (files.isEmpty()) {
        return;
    }
    m_recentList->addSpacing(kSectionSpacing);
    m_recentList->addWidget(centred(makeHint(tr("Opened recently:"))));
    for (const QString& file : files.first(std::min(files.size(), kRecentShown))) {
        auto* button = new QPushButton(QFileInfo(file).fileName());
        button->setFlat(true);
        button->setToolTip(file);
        connect(button, &QPushButton::clicked, this, [this, file] { emit fileChosen(file); });
        m_recentList->addWidget(button, 0, Qt::AlignHCenter);
    }
}

void StartPage::paintEvent(QPaintEvent* /*event*/) {
    constexpr double kRadius = 14.0;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(palette().base());
    QColor line = palette().color(QPalette::Text);
    line.setAlphaF(0.3f);
    painter.setPen(QPen(line, 1.5, Qt::DashLine));
    painter.drawRoundedRect(m_frame->geometry(), kRadius, kRadius);
}

} // namespace gambade::gui
