#include "app/gui/file_kinds.h"

#include "splats/error.h"
#include "splats/format.h"
#include "splats/mapped_file.h"

#include <QDir>
#include <algorithm>

namespace gambade::gui {

QStringList pictureNames() {
    return {"*.png", "*.jpg", "*.jpeg", "*.webp", "*.bmp", "*.tga"};
}

QStringList splatNames() {
    QStringList names;
    for (const SplatFormat& format : splatFormats()) {
        names.append(QLatin1Char('*') +
                     QString::fromUtf8(format.extension.data(),
                                       static_cast<qsizetype>(format.extension.size())));
    }
    return names;
}

bool holdsSplats(const std::filesystem::path& file) {
    const QString name = QString::fromStdString(file.filename().string());
    if (QDir::match(splatNames(), name)) {
        return true;
    }
    // Without a look inside: to read a folder of large pictures takes long.
    if (QDir::match(pictureNames(), name)) {
        return false;
    }
    try {
        const MappedFile content(file, MappedFile::Use::kInput);
        // The last format has no mark: what is of its size may be a picture.
        return std::ranges::any_of(
            splatFormats().first(splatFormats().size() - 1),
            [&content](const SplatFormat& format) { return format.matches(content.bytes()); });
    } catch (const Error&) {
        return false; // told when it is opened
    }
}

} // namespace gambade::gui
