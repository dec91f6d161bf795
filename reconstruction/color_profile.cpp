#include "reconstruction/color_profile.h"

#include <cstdlib>
#include <cstring>
#include <lcms2.h>
#include <vector>

namespace gambade {
namespace {

struct CloseProfile {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, CloseProfile>;

/// To sRGB, from pixels of one format to those of another.
void* makeTransform(const Profile& profile, cmsUInt32Number from, cmsUInt32Number to,
                    cmsUInt32Number flags) {
    const Profile srgb(cmsCreate_sRGBProfile());
    return cmsCreateTransform(profile.get(), from, srgb.get(), to, INTENT_PERCEPTUAL, flags);
}

/// Whether colours all over the cube come back as they were, but for rounding.
bool changesNothing(void* transform) {
    constexpr int kStep = 17; // divides 255
    std::vector<std::uint8_t> colors;
    for (int red = 0; red <= 255; red += kStep) {
        for (int green = 0; green <= 255; green += kStep) {
            for (int blue = 0; blue <= 255; blue += kStep) {
                for (const int value : {red, green, blue, 255}) {
                    colors.push_back(static_cast<std::uint8_t>(value));
                }
            }
        }
    }
    std::vector<std::uint8_t> converted(colors.size());
    cmsDoTransform(transform, colors.data(), converted.data(),
                   static_cast<cmsUInt32Number>(colors.size() / 4));
    for (std::size_t i = 0; i < colors.size(); ++i) {
        if (std::abs(colors[i] - converted[i]) > 1) {
            return false;
        }
    }
    return true;
}

} // namespace

void ColorProfile::DeleteTransform::operator()(void* transform) const {
    cmsDeleteTransform(transform);
}

std::optional<ColorProfile> ColorProfile::read(std::span<const std::byte> icc) {
    const Profile profile(
        cmsOpenProfileFromMem(icc.data(), static_cast<cmsUInt32Number>(icc.size())));
    if (!profile) {
        return std::nullopt;
    }
    ColorProfile result;
    const cmsColorSpaceSignature space = cmsGetColorSpace(profile.get());
    if (space == cmsSigRgbData) {
        result.m_transform.reset(
            makeTransform(profile, TYPE_RGBA_8, TYPE_RGBA_8, cmsFLAGS_COPY_ALPHA));
        if (!result.m_transform) {
            return std::nullopt;
        }
        if (changesNothing(result.m_transform.get())) {
            result.m_transform.reset();
        }
    } else if (space == cmsSigGrayData) {
        // Of 256 colours none need be interpolated between others.
        const decltype(m_transform) transform(
            makeTransform(profile, TYPE_GRAY_8, TYPE_RGB_8, cmsFLAGS_NOOPTIMIZE));
        if (!transform) {
            return std::nullopt;
        }
        auto greys = std::make_unique<Greys>();
        for (std::size_t i = 0; i < greys->size(); ++i) {
            const auto grey = static_cast<std::uint8_t>(i);
            cmsDoTransform(transform.get(), &grey, (*greys)[i].data(), 1);
        }
        result.m_greys = std::move(greys);
    } else if (space != cmsSigCmykData) {
        return std::nullopt;
    }
    return result;
}

void ColorProfile::toSrgb(std::span<std::uint8_t> rgba) const {
    if (m_transform) {
        cmsDoTransform(m_transform.get(), rgba.data(), rgba.data(),
                       static_cast<cmsUInt32Number>(rgba.size() / 4));
    } else if (m_greys) {
        for (std::size_t i = 0; i < rgba.size(); i += 4) {
            // A colour has no place in a profile of greys.
            if (rgba[i] == rgba[i + 1] && rgba[i] == rgba[i + 2]) {
                std::memcpy(&rgba[i], (*m_greys)[rgba[i]].data(), 3);
            }
        }
    }
}

} // namespace gambade
