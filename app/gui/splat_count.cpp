#include "app/gui/splat_count.h"

#include "reconstruction/cloud_of_rows.h"

#include <QCoreApplication>
#include <QLocale>

namespace gambade::gui {
namespace {

struct SplatCount {
    Q_DECLARE_TR_FUNCTIONS(SplatCount)
};

QString number(std::size_t count) {
    return QLocale().toString(static_cast<qulonglong>(count));
}

} // namespace

QString splatCount(const Scene& scene) {
    const QString kept = number(scene.cloud->size());
    return scene.origin ? SplatCount::tr("%1 of %2").arg(kept, number(scene.origin->predicted))
                        : kept;
}

QString whyFewerSplats(const Scene& scene) {
    if (!scene.origin) {
        return {};
    }
    constexpr double kLowestPercent = 100.0 * static_cast<double>(kLowestOpacity);
    return SplatCount::tr("The model makes %1 splats of every picture.\nThose of less than %2 % "
                          "opacity cannot be seen and are left out, as are those that you delete.")
        .arg(number(scene.origin->predicted), QLocale().toString(kLowestPercent, 'g', 2));
}

} // namespace gambade::gui
