#include "app/gui/model_catalogue.h"

#include <QCoreApplication>

namespace gambade::gui {

QList<PublishedModel> publishedModels() {
    const auto tr = [](const char* text) {
        return QCoreApplication::translate("ModelCatalogue", text);
    };
    return {
        // Address, size and hash as in the authors' commit, which the file is fetched from:
        // huggingface.co/florinshen/Gamba/commit/6c5a73359437d12b0edc0ea469d786cdfb7a5adf. The page
        // says "License: cc", without a version. Their README points there
        // (github.com/SkyworkAI/Gamba, "Pretrained Weights").
        {QStringLiteral("Gamba"),
         tr(QT_TRANSLATE_NOOP("ModelCatalogue",
                              "The model of the paper, as its authors trained it.")),
         QUrl(QStringLiteral("https://huggingface.co/florinshen/Gamba/resolve/"
                             "6c5a73359437d12b0edc0ea469d786cdfb7a5adf/gamba_ep399.pth")),
         QUrl(QStringLiteral("https://huggingface.co/florinshen/Gamba")),
         tr(QT_TRANSLATE_NOOP("ModelCatalogue", "Creative Commons, of no stated version")),
         557'472'816,
         QStringLiteral("4b1ae548270bc5734031d53f779d5e57405ded2b43fe6d6049ad739281e90c81")},
    };
}

} // namespace gambade::gui
