#include "deflated.h"

#include <catch2/catch.hpp>
#include <zlib.h>

namespace gambade::test {

std::string deflated(const std::string& content, int header) {
    constexpr std::size_t kLargestHeader = 64;
    std::string packed(compressBound(content.size()) + kLargestHeader, '\0');
    z_stream stream = {};
    REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, header, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

} // namespace gambade::test
