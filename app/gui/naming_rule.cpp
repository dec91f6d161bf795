#include "app/gui/naming_rule.h"

#include <QCoreApplication>
#include <QDir>
#include <QSet>

namespace gambade::gui {
namespace {

struct NamingRule {
    Q_DECLARE_TR_FUNCTIONS(NamingRule)
};

const QString kName = QStringLiteral("{name}");
const QString kNumber = QStringLiteral("{number}");

} // namespace

QString whyNotARule(const QString& rule, qsizetype count) {
    if (rule.trimmed().isEmpty()) {
        return NamingRule::tr("The names are empty.");
    }
    if (rule.contains(QLatin1Char('/'))) {
        return NamingRule::tr("A name cannot have a / in it.");
    }
    if (count > 1 && !rule.contains(kName) && !rule.contains(kNumber)) {
        return NamingRule::tr("Put {name} or {number} in, so that the files differ.");
    }
    return {};
}

QStringList newFiles(const QString& rule, const QStringList& names, const QString& folder,
                     const QString& extension) {
    const QDir place(folder);
    const auto digits = static_cast<int>(QString::number(names.size()).size());
    QSet<QString> taken;
    QStringList files;
    for (qsizetype i = 0; i < names.size(); ++i) {
        QString stem = rule;
        // The number first: a name may have "{number}" in it.
        stem.replace(kNumber, QStringLiteral("%1").arg(i + 1, digits, 10, QLatin1Char('0')));
        stem.replace(kName, names[i]);
        QString name = stem + extension;
        for (int copy = 2; taken.contains(name) || place.exists(name); ++copy) {
            name = stem + QStringLiteral("-%1").arg(copy) + extension;
        }
        taken.insert(name);
        files.append(place.absoluteFilePath(name));
    }
    return files;
}

} // namespace gambade::gui
