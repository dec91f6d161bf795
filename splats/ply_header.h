#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gambade {

enum class PlyEncoding { kAscii, kLittleEndian, kBigEndian };

enum class PlyType { kInt8, kUint8, kInt16, kUint16, kInt32, kUint32, kFloat32, kFloat64 };

/// Bytes of one binary value.
std::size_t plyTypeSize(PlyType type);

struct PlyProperty {
    std::string name;
    /// Of the value, or of each entry of a list.
    PlyType type = PlyType::kFloat32;
    /// Set for a list: the type of the number of entries in front of them.
    std::optional<PlyType> listCount;
};

struct PlyElement {
    std::string name;
    /// As declared: trust it only after plyMinimumRowSize() × count was compared with the file.
    std::uint64_t count = 0;
    std::vector<PlyProperty> properties;

    /// Index of the property that is one value (no list) of that name; properties.size() where
    /// there is none.
    std::size_t indexOf(std::string_view propertyName) const;
};

struct PlyHeader {
    PlyEncoding encoding = PlyEncoding::kAscii;
    /// What follows "comment ", in order.
    std::vector<std::string> comments;
    std::vector<PlyElement> elements;
    /// Where the body begins in the file.
    std::size_t bodyOffset = 0;

    /// Null where there is none of that name.
    const PlyElement* find(std::string_view name) const;
};

/// Parses "ply … end_header" (Turk, The PLY Polygon File Format, 1994); lines end in LF or CR LF.
/// @throws Error(kInput) naming the line that is wrong.
PlyHeader parsePlyHeader(std::span<const std::byte> file);

/// The fewest bytes that a row of the element can take in the body: lists empty, numbers one digit.
std::uint64_t plyMinimumRowSize(const PlyElement& element, PlyEncoding encoding);

/// Compares the declared counts of all elements up to and with `last` with the bytes of the body.
/// @throws Error(kInput) where the body is too short to hold them.
void checkPlyBodySize(const PlyHeader& header, const PlyElement& last, std::size_t fileSize);

} // namespace gambade
