#include "splats/ply_comments.h"

#include <fmt/core.h>
#include <string_view>

namespace gambade {
namespace {

constexpr std::string_view kAxes3dgs = "axes: 3dgs";
constexpr std::string_view kAxesYUp = "axes: y-up";
// Two marks are in use among writers; readers look for one or the other.
constexpr std::string_view kMipMark = "SplatRenderMode: mip";
constexpr std::string_view kAntialiasedMark = "antialiased 1";
constexpr std::string_view kProvenance = "gambade ";
constexpr std::string_view kSeparator = ": ";

/// A comment is one line: line ends (and the escape itself) become \n, \r, \\.
std::string escape(std::string_view text) {
    std::string line;
    for (const char c : text) {
        switch (c) {
        case '\n':
            line += "\\n";
            break;
        case '\r':
            line += "\\r";
            break;
        case '\\':
            line += "\\\\";
            break;
        default:
            line += c;
        }
    }
    return line;
}

std::string unescape(std::string_view line) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] != '\\' || i + 1 == line.size()) {
            text += line[i];
            continue;
        }
        const char escaped = line[++i];
        text += escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped;
    }
    return text;
}

} // namespace

std::vector<std::string> makePlyComments(const GaussianCloud& cloud, Axes axes) {
    std::vector<std::string> comments;
    comments.emplace_back(axes == Axes::k3dgs ? kAxes3dgs : kAxesYUp);
    if (cloud.antialiased) {
        comments.emplace_back(kMipMark);
        comments.emplace_back(kAntialiasedMark);
    }
    for (const auto& [key, value] : cloud.provenance) {
        if (isProvenanceKey(key)) {
            comments.push_back(
                fmt::format("{}{}{}{}", kProvenance, key, kSeparator, escape(value)));
        }
    }
    return comments;
}

void applyPlyComments(const std::vector<std::string>& comments, GaussianCloud& cloud) {
    Axes axes = Axes::k3dgs;
    for (const std::string_view comment : comments) {
        if (comment.starts_with(kProvenance)) {
            const std::string_view line = comment.substr(kProvenance.size());
            const std::size_t keyEnd = line.find(kSeparator);
            if (keyEnd != std::string_view::npos && isProvenanceKey(line.substr(0, keyEnd))) {
                cloud.provenance.emplace_back(line.substr(0, keyEnd),
                                              unescape(line.substr(keyEnd + kSeparator.size())));
            }
        } else if (comment == kAxesYUp) {
            axes = Axes::kYUp;
        } else if (comment.find(kMipMark) != std::string_view::npos ||
                   comment.find(kAntialiasedMark) != std::string_view::npos) {
            cloud.antialiased = true;
        }
    }
    if (axes == Axes::k3dgs) {
        rotateHalfTurnAboutZ(cloud);
    }
}

} // namespace gambade
