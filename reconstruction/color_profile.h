#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace gambade {

/// The way from a picture's colours to sRGB, by the ICC profile (ICC.1) that it carries.
class ColorProfile {
public:
    /// Of pictures without profile: their colours are sRGB.
    ColorProfile() = default;

    /// A profile of RGB or grey pictures. Those of inks, and those that say sRGB in other words,
    /// change nothing: the decoder's plain formula for inks stays.
    /// @return none where the profile is damaged, or does not describe pictures
    static std::optional<ColorProfile> read(std::span<const std::byte> icc);

    /// Whether toSrgb() does anything.
    bool changesColors() const { return m_transform != nullptr || m_greys != nullptr; }

    /// In place, 8 bits, R, G, B, A; alpha stays as it is.
    void toSrgb(std::span<std::uint8_t> rgba) const;

private:
    struct DeleteTransform {
        void operator()(void* transform) const;
    };
    using Greys = std::array<std::array<std::uint8_t, 3>, 256>;

    std::unique_ptr<void, DeleteTransform> m_transform; ///< of RGB
    std::unique_ptr<const Greys> m_greys;               ///< what every grey becomes
};

} // namespace gambade
