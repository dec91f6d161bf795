#include "splats/printable.h"

#include <catch2/catch.hpp>

using gambade::escaped;
using gambade::printable;

TEST_CASE("text of others cannot steer a terminal") {
    CHECK(escaped("a\x1b[2J\x07\r\n\tb\x7f") == R"(a\x1b[2J\x07\x0d\x0a\x09b\x7f)");
    CHECK(escaped("\xc2\x9b[2J") == R"(\xc2\x9b[2J)");                 // CSI as one C1 character
    CHECK(escaped("\xe2\x80\xaegnp.exe") == R"(\xe2\x80\xaegnp.exe)"); // right to left from here
    CHECK(escaped("\xe2\x80\xa8\xe2\x81\xa6") == R"(\xe2\x80\xa8\xe2\x81\xa6)");
    CHECK(escaped(std::string_view("\0", 1)) == R"(\x00)");
}

TEST_CASE("readable text of others stays as it is") {
    for (const char* text : {"", "plain ~", "Grüße", "三次元", "🦞", "49.1°"}) {
        CHECK(escaped(text) == text);
    }
}

TEST_CASE("bytes that are no UTF-8 are shown as such") {
    CHECK(escaped("\xff") == R"(\xff)");
    CHECK(escaped("\xc3") == R"(\xc3)");                         // cut short
    CHECK(escaped("\xc3(") == R"(\xc3()");                       // not continued
    CHECK(escaped("\xc0\xaf") == R"(\xc0\xaf)");                 // overlong
    CHECK(escaped("\xe0\x80\x80") == R"(\xe0\x80\x80)");         // overlong
    CHECK(escaped("\xed\xa0\x80") == R"(\xed\xa0\x80)");         // surrogate
    CHECK(escaped("\xf4\x90\x80\x80") == R"(\xf4\x90\x80\x80)"); // beyond Unicode
}

TEST_CASE("a name for a message is short and plain") {
    CHECK(printable("x\ny\xc3\xbc") == "x?y??");
    CHECK(printable(std::string(81, 'x')) == std::string(80, 'x') + "...");
}
