#include "app/gui/queue_panel.h"

#include "app/gui/actions.h"
#include "app/gui/section.h"

#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace gambade::gui {
namespace {

constexpr int kThumbnail = 40;
constexpr int kMargin = 6;

/// Thumbnail, name, and below it the state or, while running, a bar.
class EntryDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& /*option*/,
                   const QModelIndex& /*index*/) const override {
        return {kThumbnail, kThumbnail + 2 * kMargin};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const QPalette& palette = option.palette;
        if (selected) {
            painter->fillRect(option.rect, palette.highlight());
        }
        const QRect inner = option.rect.adjusted(kMargin, kMargin, -kMargin, -kMargin);
        const QImage thumbnail = index.data(Qt::DecorationRole).value<QImage>();
        const QRect picture(inner.topLeft(), QSize(kThumbnail, kThumbnail));
        if (thumbnail.isNull()) {
            painter->fillRect(picture, palette.alternateBase());
        } else {
            QRect target(QPoint(), thumbnail.size().scaled(picture.size(), Qt::KeepAspectRatio));
            target.moveCenter(picture.center());
            painter->setRenderHint(QPainter::SmoothPixmapTransform);
            painter->drawImage(target, thumbnail);
        }

        QRect text = inner.adjusted(kThumbnail + kMargin, 0, 0, 0);
        const QRect name = text.adjusted(0, 0, 0, -text.height() / 2);
        const QRect below = text.adjusted(0, text.height() / 2, 0, 0);
        painter->setPen(palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
        painter->drawText(
            name, Qt::AlignVCenter,
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, name.width()));
        const QVariant progress = index.data(JobQueue::kProgressRole);
        if (progress.isValid()) {
            drawBar(*painter, below, progress.toDouble(), palette, selected);
            return;
        }
        if (!selected) {
            painter->setPen(palette.color(QPalette::PlaceholderText));
        }
        painter->drawText(below, Qt::AlignVCenter, index.data(JobQueue::kStateRole).toString());
    }

private:
    static void drawBar(QPainter& painter, const QRect& area, double fraction,
                        const QPalette& palette, bool selected) {
        constexpr int kHeight = 4;
        QRect bar(area.left(), area.center().y() - kHeight / 2, area.width(), kHeight);
        painter.fillRect(bar, palette.mid());
        bar.setWidth(static_cast<int>(bar.width() * fraction));
        painter.fillRect(bar, selected ? palette.highlightedText() : palette.highlight());
    }
};

} // namespace

QueuePanel::QueuePanel(JobQueue& queue, Actions& actions, QWidget* parent)
    : QWidget(parent), m_remove(actions[ActionId::kRemove]),
      m_deleteSelected(actions[ActionId::kDeleteSelected]), m_list(new QListView) {
    m_list->setObjectName(QStringLiteral("queue"));
    m_list->setAccessibleName(tr("Queue"));
    m_list->setModel(&queue);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    for (const ActionId id : {ActionId::kExport, ActionId::kRunAgain, ActionId::kCancel,
                              ActionId::kRemove, ActionId::kClearFinished}) {
        m_list->addAction(&actions[id]);
    }
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_list->setMinimumHeight(2 * (kThumbnail + 2 * kMargin));
    // As high as there is room, but no reason for the column around it to scroll.
    m_list->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeHeading(tr("Queue")));
    layout->addWidget(m_list, 1);
    setVisible(false);
    addAction(&actions[ActionId::kTurntable]); // the list has no use for its key, Space

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                if (index.isValid()) {
                    emit selected(index.row());
                }
            });
    const auto showWhereSeveral = [this, &queue] { setVisible(queue.rowCount() > 1); };
    connect(&queue, &QAbstractItemModel::rowsInserted, this, showWhereSeveral);
    connect(&queue, &QAbstractItemModel::rowsRemoved, this, showWhereSeveral);
    m_list->installEventFilter(this);
}

bool QueuePanel::eventFilter(QObject* watched, QEvent* event) {
    const bool asked = event->type() == QEvent::ShortcutOverride;
    if (!asked && event->type() != QEvent::KeyPress) {
        return QWidget::eventFilter(watched, event);
    }
    // Where splats are selected the key deletes them, as it does everywhere else.
    if (static_cast<QKeyEvent*>(event)->key() != Qt::Key_Delete || m_deleteSelected.isEnabled()) {
        return QWidget::eventFilter(watched, event);
    }
    event->accept();
    if (!asked) {
        m_remove.trigger();
    }
    return true;
}

void QueuePanel::select(int row) {
    const QSignalBlocker block(m_list->selectionModel());
    const QModelIndex index = m_list->model()->index(row, 0);
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index); // the view is not told either
    m_list->viewport()->update();
}

} // namespace gambade::gui
