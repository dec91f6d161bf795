#pragma once

#include <QList>
#include <QUrl>

namespace gambade::gui {

/// A model that others publish and that can be fetched.
struct PublishedModel {
    QString name;
    QString about;   ///< a sentence
    QUrl url;        ///< of the file
    QUrl page;       ///< where its authors tell of it
    QString licence; ///< empty: its authors do not say
    qint64 size = 0; ///< bytes; 0: not known
    QString sha256;  ///< lower-case hex; empty: no hash is published, so it stays unverified
};

/// The models that the window offers to download.
QList<PublishedModel> publishedModels();

} // namespace gambade::gui
