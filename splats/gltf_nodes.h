#pragma once

#include "splats/transform.h"

#include <cstddef>
#include <nlohmann/json_fwd.hpp>

namespace gambade::gltf {

/// Where the nodes of a glTF file put one of its meshes (glTF 2.0, 3.5.3): the way from the mesh
/// to the scene, up through the parents. Where the file has scenes, only the nodes of the one that
/// it names, or else of the first, are looked at. Of several that show the mesh, the first counts
/// and the log tells of the others; a mesh that none shows stays where it is.
/// @throws Error(kInput) with the reason where the nodes are no trees or their numbers no numbers,
/// or the scene or its roots are not there.
AffineMap placeOfMesh(const nlohmann::json& description, std::size_t mesh);

} // namespace gambade::gltf
