#include "workplace.h"

#include "tests/reconstruction/formula_source.h"

namespace gambade::test {
namespace fs = std::filesystem;

namespace {

bool inEllipse(int x, int y, double left, double size) {
    const double u = (x + 0.5 - left) / size - 0.5;
    const double v = (y + 0.5) / size - 0.5;
    return u * u / 0.09 + v * v / 0.16 <= 1.0;
}

} // namespace

Bytes ballPicture(int size) {
    return encodePng(makeImage(size, size, [size](int x, int y) {
        const int alpha = inEllipse(x, y, 0.0, size) ? 255 : 0;
        return y < size / 2 ? std::array{220, 40, 30, alpha} : std::array{30, 60, 200, alpha};
    }));
}

Workplace::Workplace() {
    writeFormulaWeights(tinyRayConfig(), path() / "tiny.safetensors");
    write("ball.png", ballPicture(96));
    write("pair.png", encodePng(makeImage(200, 96, [](int x, int y) {
              const bool inside = inEllipse(x, y, 0.0, 96.0) || inEllipse(x, y, 120.0, 70.0);
              return std::array{40, 160, 60, inside ? 255 : 0};
          })));
}

void Workplace::write(const std::string& name, const std::string& text) const {
    write(name, Bytes(text.begin(), text.end()));
}

std::set<std::string> Workplace::files() const {
    std::set<std::string> names;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path())) {
        names.insert(fs::relative(entry.path(), path()).string());
    }
    return names;
}

} // namespace gambade::test
