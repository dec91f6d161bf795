#include "reconstruction/pipeline.h"

#include <fmt/core.h>

namespace gambade {

PreparedPicture preparePicture(const std::filesystem::path& file, const MatteOptions& options,
                               std::optional<double> fovYDegrees, const Progress& progress) {
    progress.update("decoding", 0.0);
    PreparedPicture picture;
    picture.photo = loadPhoto(file);
    picture.matte = extractForeground(picture.photo, options, progress.part(0.2, 1.0));
    frameAgain(picture, fovYDegrees);
    return picture;
}

void frameAgain(PreparedPicture& picture, std::optional<double> fovYDegrees) {
    picture.framed = frameObject(picture.photo, picture.matte,
                                 fovYDegrees ? fovYDegrees : picture.photo.fovYDegrees);
}

Reconstruction reconstructPicture(Reconstructor& reconstructor, const PreparedPicture& picture,
                                  std::optional<double> elevationDegrees,
                                  const Progress& progress) {
    Reconstruction result = reconstructor.reconstruct(picture.framed, elevationDegrees, progress);
    result.cloud.provenance.emplace_back(
        "image",
        fmt::format("{} sha256 {}", picture.photo.file.filename().string(), picture.photo.sha256));
    return result;
}

} // namespace gambade
