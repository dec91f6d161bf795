#include "splats/gltf_nodes.h"

#include "splats/error.h"
#include "splats/log.h"

#include <cmath>
#include <glm/gtc/quaternion.hpp>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

namespace gambade::gltf {
namespace {

using Json = nlohmann::json;

[[noreturn]] void fail(const char* reason) {
    throw Error(ErrorKind::kInput, reason);
}

/// `count` finite numbers; none where the node has no such member.
std::optional<std::vector<double>> numbers(const Json& node, const char* name, std::size_t count) {
    const auto found = node.find(name);
    if (found == node.end()) {
        return std::nullopt;
    }
    const auto values = found->get<std::vector<double>>();
    if (values.size() != count) {
        fail("one of its nodes has a position of another form than glTF says");
    }
    for (const double value : values) {
        // What is beyond float's range is beyond that of splats.
        if (!(std::abs(value) <= std::numeric_limits<float>::max())) {
            fail("one of its nodes is out of the range of numbers");
        }
    }
    return values;
}

AffineMap mapOf(const Json& node) {
    AffineMap map;
    if (const auto matrix = numbers(node, "matrix", 16)) { // column by column
        for (std::size_t column = 0; column < 4; ++column) {
            for (std::size_t row = 0; row < 3; ++row) {
                const auto r = static_cast<glm::length_t>(row);
                const double value = (*matrix)[4 * column + row];
                (column < 3 ? map.linear[static_cast<glm::length_t>(column)][r]
                            : map.translation[r]) = value;
            }
        }
        return map;
    }
    if (const auto q = numbers(node, "rotation", 4)) { // x y z w
        const glm::dquat rotation((*q)[3], (*q)[0], (*q)[1], (*q)[2]);
        if (!(glm::dot(rotation, rotation) > 0)) {
            fail("one of its nodes has a rotation of no direction");
        }
        map.linear = glm::mat3_cast(glm::normalize(rotation));
    }
    if (const auto scale = numbers(node, "scale", 3)) {
        for (glm::length_t axis = 0; axis < 3; ++axis) {
            map.linear[axis] *= (*scale)[static_cast<std::size_t>(axis)];
        }
    }
    if (const auto translation = numbers(node, "translation", 3)) {
        map.translation = {(*translation)[0], (*translation)[1], (*translation)[2]};
    }
    return map;
}

/// Each node's parent; itself for roots.
std::vector<std::size_t> parentsOf(const Json& nodes) {
    std::vector<std::size_t> parents(nodes.size());
    for (std::size_t i = 0; i < parents.size(); ++i) {
        parents[i] = i;
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        for (const Json& child : nodes[i].value("children", Json::array())) {
            const auto index = child.get<std::size_t>();
            if (index >= parents.size() || index == i || parents[index] != index) {
                fail("its nodes are not the trees that glTF asks for");
            }
            parents[index] = i;
        }
    }
    return parents;
}

/// Which nodes the file shows: those at and below the roots of its scene, the first one where it
/// does not say which; all of a file without scenes.
std::vector<bool> nodesShown(const Json& description, const Json& nodes,
                             const std::vector<std::size_t>& parents) {
    const Json scenes = description.value("scenes", Json::array());
    if (scenes.empty()) {
        return std::vector<bool>(parents.size(), true);
    }
    const auto scene = description.value("scene", std::size_t{0});
    if (scene >= scenes.size()) {
        fail("the scene that it shows is not one of its scenes");
    }
    std::vector<bool> shown(parents.size());
    std::vector<std::size_t> waiting;
    for (const Json& root : scenes[scene].value("nodes", Json::array())) {
        waiting.push_back(root.get<std::size_t>());
        if (waiting.back() >= parents.size() || parents[waiting.back()] != waiting.back()) {
            fail("its scene begins at a node that is not there, or is below another");
        }
    }
    while (!waiting.empty()) {
        const std::size_t node = waiting.back();
        waiting.pop_back();
        if (!shown[node]) { // a scene may name a root twice
            shown[node] = true;
            for (const Json& child : nodes[node].value("children", Json::array())) {
                waiting.push_back(child.get<std::size_t>());
            }
        }
    }
    return shown;
}

} // namespace

AffineMap placeOfMesh(const Json& description, std::size_t mesh) {
    const Json nodes = description.value("nodes", Json::array());
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].contains("mesh") && nodes[i]["mesh"] == mesh) {
            places.push_back(i);
        }
    }
    AffineMap place;
    if (places.empty()) {
        return place;
    }
    const std::vector<std::size_t> parents = parentsOf(nodes);
    const std::vector<bool> shown = nodesShown(description, nodes, parents);
    std::erase_if(places, [&](std::size_t node) { return !shown[node]; });
    if (places.empty()) {
        return place;
    }
    if (places.size() > 1) {
        log(LogLevel::kWarning, "Only the first of the {} places of the glTF file's splats is used",
            places.size());
    }
    std::size_t steps = 0;
    for (std::size_t node = places.front();; node = parents[node]) {
        const AffineMap map = mapOf(nodes[node]);
        place = {map.linear * place.linear, map.linear * place.translation + map.translation};
        if (parents[node] == node) {
            return place;
        }
        if (++steps > parents.size()) {
            fail("its nodes are each other's children");
        }
    }
}

} // namespace gambade::gltf
