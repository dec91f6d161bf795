#include "reconstruction/pickle.h"
#include "tests/reconstruction/weights_test_support.h"

#include <array>
#include <catch2/catch.hpp>
#include <span>

using namespace gambade;
using namespace std::string_literals;

namespace {

constexpr std::array<std::string_view, 1> kHonoured = {"torch.FloatStorage"};

PickleTree parse(const std::string& opcodes) {
    const std::string bytes = "\x80\x02"s + opcodes;
    return parsePickle(std::as_bytes(std::span(bytes)), kHonoured, "model.pth");
}

std::string errorOf(const std::string& opcodes) {
    return modelError([&] { parse(opcodes); });
}

template <typename T>
T valueOf(const std::string& opcodes) {
    return std::get<T>(parse(opcodes).root().data);
}

std::string repeat(const std::string& text, int count) {
    std::string result;
    for (int index = 0; index < count; ++index) {
        result += text;
    }
    return result;
}

} // namespace

// Opcodes below are those of Python's pickletools, protocol 2.

TEST_CASE("pickled numbers, strings and constants are read") {
    CHECK(valueOf<std::int64_t>("K\xff."s) == 255);
    CHECK(valueOf<std::int64_t>("M\x01\x02."s) == 513);
    CHECK(valueOf<std::int64_t>("J\xfe\xff\xff\xff."s) == -2);
    CHECK(valueOf<std::int64_t>("\x8a\x00."s) == 0);
    CHECK(valueOf<std::int64_t>("\x8a\x01\xff."s) == -1);
    CHECK(valueOf<std::int64_t>("\x8a\x06\x00\x00\x00\x00\x00\x01."s) == std::int64_t{1} << 40);
    CHECK(valueOf<std::int64_t>("\x8a\x08\x00\x00\x00\x00\x00\x00\x00\x80."s) ==
          std::numeric_limits<std::int64_t>::min());
    CHECK(valueOf<double>("G\x3f\xf8\x00\x00\x00\x00\x00\x00."s) == 1.5);
    CHECK(valueOf<bool>("\x88."s));
    CHECK_FALSE(valueOf<bool>("\x89."s));
    CHECK(valueOf<std::string>("X\x02\x00\x00\x00hi."s) == "hi");
    CHECK(std::holds_alternative<PickleNone>(parse("N.").root().data));
}

TEST_CASE("pickled containers and the memo are read") {
    CHECK(valueOf<PickleTuple>("(K\x01K\x02K\x03K\x04t."s).items.size() == 4);
    CHECK(valueOf<PickleList>("](K\x01K\x02"s + "e."s).items.size() == 2);
    // {1: x, 2: x} with one shared x
    const PickleTree tree = parse("}(K\x01]q\x05K\x02h\x05u."s);
    const auto& dict = std::get<PickleDict>(tree.root().data);
    REQUIRE(dict.items.size() == 2);
    CHECK(dict.items[0].second == dict.items[1].second);
    // OrderedDict() with an item and the state {'_metadata': …}
    const auto ordered =
        valueOf<PickleDict>("ccollections\nOrderedDict\n)R(K\x01K\x02u}X\x01\x00\x00\x00mNsb."s);
    CHECK(ordered.items.size() == 1);
    // a list inside itself
    CHECK(valueOf<PickleList>("]q\0h\0a."s).items.size() == 1);
}

TEST_CASE("a pickle that would run code is refused by the name it calls") {
    CHECK_THAT(errorOf("cos\nsystem\nX\x04\x00\x00\x00true\x85R."s),
               Catch::Contains("os.system") && Catch::Contains("model.pth"));
    CHECK_THAT(errorOf("cposix\nsystem\n."s), Catch::Contains("posix.system"));
    CHECK_THAT(errorOf("c__builtin__\neval\n."s), Catch::Contains("__builtin__.eval"));
    CHECK_THAT(errorOf("cargparse\nNamespace\n)\x81}b."s), Catch::Contains("argparse.Namespace"));
    CHECK_THAT(errorOf("cos\x1b[2J\nsystem\n."s), Catch::Contains("os?[2J.system"));
    // INST, OBJ, NEWOBJ, STACK_GLOBAL, EXT1, PERSID, FRAME
    CHECK_THAT(errorOf("(X\x04\x00\x00\x00trueios\nsystem\n."s), Catch::Contains("opcode 0x69"));
    CHECK_THAT(errorOf("(ctorch\nFloatStorage\nNo."s), Catch::Contains("opcode 0x6f"));
    CHECK_THAT(errorOf("ctorch\nFloatStorage\n)\x81."s), Catch::Contains("opcode 0x81"));
    CHECK_THAT(errorOf("X\x02\x00\x00\x00osX\x06\x00\x00\x00system\x93."s),
               Catch::Contains("opcode 0x93"));
    CHECK_THAT(errorOf("\x82\x01."s), Catch::Contains("opcode 0x82"));
    CHECK_THAT(errorOf("Pname\n."s), Catch::Contains("opcode 0x50"));
    CHECK_THAT(errorOf("\x95\x00\x00\x00\x00\x00\x00\x00\x00."s), Catch::Contains("opcode 0x95"));
}

TEST_CASE("calls and states are honoured nowhere but where torch.save writes them") {
    CHECK_THAT(errorOf("K\x01)R."s), Catch::Contains("not a function"));
    CHECK_THAT(errorOf("ctorch\nFloatStorage\nK\x01R."s), Catch::Contains("not a function"));
    CHECK_THAT(errorOf("ccollections\nOrderedDict\n]\x85R."s), Catch::Contains("OrderedDict"));
    CHECK_THAT(errorOf("ctorch\nFloatStorage\n}b."s), Catch::Contains("sets the state"));
    CHECK_THAT(errorOf("ctorch\nFloatStorage\n)R}b."s), Catch::Contains("sets the state"));
    CHECK_THAT(errorOf("]K\x01K\x02s."s), Catch::Contains("not a dict"));
    CHECK_THAT(errorOf("}K\x01"s + "a."s), Catch::Contains("not a list"));
    CHECK_THAT(errorOf("}(K\x01u."s), Catch::Contains("not a dict"));
    // A record of the call, and no more.
    const PickleTree tree = parse("ctorch\nFloatStorage\nK\x01\x85R."s);
    const auto& call = std::get<PickleCall>(tree.root().data);
    CHECK(call.function->name == "torch.FloatStorage");
    CHECK(call.arguments->items.size() == 1);
}

TEST_CASE("broken pickles are refused") {
    CHECK_THAT(errorOf(""), Catch::Contains("ends early"));
    CHECK_THAT(errorOf("K"), Catch::Contains("ends early"));
    CHECK_THAT(errorOf("X\xff\xff\xff\xffhi."s), Catch::Contains("ends early"));
    CHECK_THAT(errorOf("cos"), Catch::Contains("ends early"));
    CHECK_THAT(errorOf("."), Catch::Contains("empty stack"));
    CHECK_THAT(errorOf("("), Catch::Contains("ends early"));
    CHECK_THAT(errorOf("K\x01(\x85."s), Catch::Contains("empty stack")); // reaches below the mark
    CHECK_THAT(errorOf("t."), Catch::Contains("never opened"));
    CHECK_THAT(errorOf("h\x01."s), Catch::Contains("never stored"));
    CHECK_THAT(errorOf("q\x01."s), Catch::Contains("empty stack"));
    const std::string protocol4 = "\x80\x04N.";
    CHECK_THAT(modelError([&] {
                   parsePickle(std::as_bytes(std::span(protocol4)), kHonoured, "model.pth");
               }),
               Catch::Contains("protocol 2"));
}

TEST_CASE("pickles that would fill the memory are refused") {
    CHECK_THAT(errorOf("\x8a\xff"s + std::string(255, '\x7f') + "."), Catch::Contains("64 bits"));
    CHECK_THAT(errorOf("\x8b\xff\xff\xff\x7f."s), Catch::Contains("opcode 0x8b")); // LONG4, 2 GB
    CHECK_THAT(errorOf(repeat("(", 200)), Catch::Contains("nests deeper"));
    CHECK_THAT(errorOf(repeat("]", 200'000)), Catch::Contains("too deep a stack"));
    CHECK_THAT(errorOf("N"s + repeat("\x85", 1'100'000)),
               Catch::Contains("more than 1000000 values"));
    CHECK_THAT(errorOf("Nq\0"s + repeat("h\0"s, 200'000)), Catch::Contains("too deep a stack"));
    CHECK_THAT(errorOf("c"s + std::string(300, 'm') + "\nx\n."), Catch::Contains("absurd length"));
    std::string memo = "N";
    for (std::uint32_t slot = 0; slot <= 1'000'000; ++slot) {
        memo += 'r';
        for (unsigned shift = 0; shift < 32; shift += 8) {
            memo += static_cast<char>((slot * 4099U) >> shift & 0xff);
        }
    }
    CHECK_THAT(errorOf(memo), Catch::Contains("remembers more"));
    // Calls of the same arguments share them.
    const PickleTree calls = parse("("s + repeat("N", 2000) + "tq\0ctorch\nFloatStorage\nq\1("s +
                                   repeat("h\1h\0R"s, 2000) + "t.");
    const auto& items = std::get<PickleTuple>(calls.root().data).items;
    REQUIRE(items.size() == 2000);
    CHECK(std::get<PickleCall>(items.front()->data).arguments ==
          std::get<PickleCall>(items.back()->data).arguments);
    // A million nested one-tuples within the limit are harmless: nothing walks them.
    CHECK(errorOf("N"s + repeat("\x85", 900'000) + ".").empty());
}
