#pragma once

#include "reconstruction/framing.h"
#include "reconstruction/reconstructor.h"

#include <memory>

namespace gambade {

/// A picture on its way to the network, with what was made of it.
struct PreparedPicture {
    std::shared_ptr<const Photo> photo; ///< large: copies of this share it
    Matte matte;
    Framing framing = Framing::kObject;
    FramedImage framed;
};

/// What becomes of a picture in which no object is found.
enum class NothingFound {
    kRefused,
    kLeftEmpty, ///< its coverage is 0 everywhere, its method "" and it is not framed: for users who
                ///< then paint the mask, see replaceCoverage()
};

/// Decodes the file, tells the object from its background and frames it.
/// @param fovYDegrees vertical field of view of the photo; none: the file's own where it says so,
/// else the network's.
/// @throws Error(kInput), Error(kUsage), also where the field of view makes the object's square
/// wider than kLargestFovY, Error(kModel); Cancelled, within 20 ms of the request.
PreparedPicture preparePicture(const std::filesystem::path& file, const MatteOptions& options,
                               std::optional<double> fovYDegrees, const Progress& progress = {},
                               Framing framing = Framing::kObject,
                               NothingFound nothing = NothingFound::kRefused);

/// Puts coverage that the user made (photo's width × height, 0 background … 255 object) in the
/// place of what was found; to be followed by frameAgain().
/// @throws Error(kInput) where it covers nothing, or is of another size.
void replaceCoverage(PreparedPicture& picture, std::vector<std::uint8_t> coverage);

/// Frames a prepared picture anew, for another field of view; none as above.
/// @throws Error(kInput), Error(kUsage) as above; Cancelled.
void frameAgain(PreparedPicture& picture, std::optional<double> fovYDegrees,
                const Progress& progress = {});

/// Reconstructs the framed object, and writes name and hash of the picture into the provenance.
/// @param elevationDegrees as Reconstructor::reconstruct takes it.
/// @throws Error(kDevice); Cancelled.
Reconstruction reconstructPicture(Reconstructor& reconstructor, const PreparedPicture& picture,
                                  std::optional<double> elevationDegrees,
                                  const Progress& progress = {});

/// The same for many pictures (Reconstructor::reconstructMany): `take` gets each back, without its
/// framed image, with its result; `fail` is told, in its turn, why there is none.
void reconstructPictures(
    Reconstructor& reconstructor, const std::function<std::optional<PreparedPicture>()>& next,
    std::optional<double> elevationDegrees,
    const std::function<void(PreparedPicture&& picture, Reconstruction&& reconstruction)>& take,
    const Reconstructor::TakeFailure& fail, const Progress& progress = {});

} // namespace gambade
