// The real matting network on pictures whose object is known. The file is fetched at set-up, so
// this is a ctest entry of its own, which says why where it is skipped.
#include "reconstruction/matte.h"
#include "splats/error.h"
#include "tests/reconstruction/synthetic_photo.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>

using namespace gambade;
using namespace gambade::test;

namespace {

Matte cutOut(const Photo& photo) {
    MatteOptions options;
    options.networkFile = findMattingNetwork();
    if (options.networkFile.empty()) {
        std::cout << "SKIP: models/u2netp.onnx is in none of the data folders "
                     "(scripts/fetch_matting_model.sh fetches it)\n";
        constexpr int kSkipped = 77;
        std::exit(kSkipped); // Catch2 2.13 cannot skip
    }
    return extractForeground(photo, options);
}

} // namespace

TEST_CASE("U²-NetP finds the object before varied and plain backgrounds") {
    for (const SyntheticPhoto& scene :
         {photoBeforeVariedBackground(), photoBeforePlainBackground()}) {
        const Matte matte = cutOut(scene.photo);
        CHECK(matte.method == "U²-NetP");
        CHECK(matte.notes.empty());
        CHECK(matte.objectCount == 1);
        CHECK(matte.mixedColors);
        CHECK(intersectionOverUnion(matte, scene) > 0.97);
    }
}

TEST_CASE("U²-NetP finds nothing in one colour") {
    Photo photo;
    photo.image = {200, 150, std::vector<std::uint8_t>(200 * 150 * 4, 255)};
    CHECK_THROWS_AS(cutOut(photo), Error);
}
