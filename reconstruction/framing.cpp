#include "reconstruction/framing.h"

#include "reconstruction/foreground_colors.h"
#include "splats/error.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace gambade {
namespace {

constexpr double kSmallestFovY = 5.0;
/// How far the square's edges may lie from the photo's, in its sides, for a photo that is framed.
constexpr double kFramedSlack = 0.05;

/// A square of the photo in pixel units, pixel (0,0) being [0,1)²; may reach beyond the photo.
struct Square {
    double x;
    double y;
    double side;
};

/// The part of the photo around the square, reduced by whole factors, colours times alpha.
struct Layer {
    cv::Mat premultiplied; ///< CV_32FC3
    cv::Mat alpha;         ///< CV_32FC1
    int factor;            ///< photo pixels along a layer pixel
    int firstColumn;       ///< layer column 0 is the photo's columns from firstColumn · factor on
    int firstRow;
};

Square squareOf(const Photo& photo, const Matte& matte, Framing framing) {
    int left = matte.width;
    int right = -1;
    int top = matte.height;
    int bottom = -1;
    for (int y = 0; y < matte.height; ++y) {
        const std::uint8_t* row = matte.coverage.data() + static_cast<std::size_t>(y) * matte.width;
        for (int x = 0; x < matte.width; ++x) {
            if (row[x] > 127) {
                left = std::min(left, x);
                right = std::max(right, x);
                top = std::min(top, y);
                bottom = y;
            }
        }
    }
    if (right < 0) {
        throw Error(ErrorKind::kInput, fmt::format("no object found in {}", photo.file.string()));
    }
    if (framing == Framing::kPicture) {
        const double side = std::max(photo.image.width, photo.image.height);
        return {(photo.image.width - side) / 2.0, (photo.image.height - side) / 2.0, side};
    }
    const double side = std::max(right + 1 - left, bottom + 1 - top) / kFramedObjectFraction;
    const Square square{(left + right + 1 - side) / 2.0, (top + bottom + 1 - side) / 2.0, side};

    // A picture that is framed already, or nearly, stays as it is: resampling blurs, and networks
    // are trained on objects that are a little larger, smaller or off centre as well.
    const double size = photo.image.width;
    const double slack = std::max(1.0, kFramedSlack * size);
    if (photo.image.width == photo.image.height && std::abs(square.x) <= slack &&
        std::abs(square.y) <= slack && std::abs(square.x + side - size) <= slack &&
        std::abs(square.y + side - size) <= slack) {
        return {0.0, 0.0, size};
    }
    return square;
}

/// Layer cells along one axis that the photo reaches: [first, end) of all `count`.
struct Cells {
    int first;
    int end;
    int count;
};

Cells cellsOverPhoto(int firstCell, int count, int factor, int photoSize) {
    const int end = (photoSize - 1) / factor + 1;
    return {std::clamp(-firstCell, 0, count), std::clamp(end - firstCell, 0, count), count};
}

/// Puts the cells around those of the photo: alpha 0, and colours that go on where they are not
/// times alpha.
void extend(Layer& layer, const Cells& rows, const Cells& columns, bool mixedColors) {
    const auto border = [&](cv::Mat& plane, int kind) {
        cv::copyMakeBorder(plane, plane, rows.first, rows.count - rows.end, columns.first,
                           columns.count - columns.end, kind, cv::Scalar::all(0));
    };
    border(layer.premultiplied, mixedColors ? cv::BORDER_REPLICATE : cv::BORDER_CONSTANT);
    border(layer.alpha, cv::BORDER_CONSTANT);
}

/// Box-filters the square's surroundings. Beyond the photo alpha is 0 and mixed colours go on. The
/// work is bounded by the photo's pixels, however long and thin it is.
Layer cutLayer(const Photo& photo, const Matte& matte, const Square& square,
               const Progress& progress) {
    const Image& image = photo.image;
    Layer layer{};
    layer.factor = std::max(1, static_cast<int>(square.side / kFramedSize));
    const double factor = layer.factor;
    layer.firstColumn = static_cast<int>(std::floor(square.x / factor)) - 1;
    layer.firstRow = static_cast<int>(std::floor(square.y / factor)) - 1;
    const Cells columns = cellsOverPhoto(
        layer.firstColumn,
        static_cast<int>(std::ceil((square.x + square.side) / factor)) + 1 - layer.firstColumn,
        layer.factor, image.width);
    const Cells rows = cellsOverPhoto(
        layer.firstRow,
        static_cast<int>(std::ceil((square.y + square.side) / factor)) + 1 - layer.firstRow,
        layer.factor, image.height);
    layer.premultiplied =
        cv::Mat::zeros(rows.end - rows.first, columns.end - columns.first, CV_32FC3);
    layer.alpha = cv::Mat::zeros(layer.premultiplied.size(), CV_32F);

    const float cell = 1.0F / (static_cast<float>(factor) * static_cast<float>(factor));
    for (int row = 0; row < layer.alpha.rows; ++row) {
        const int top = (layer.firstRow + rows.first + row) * layer.factor;
        const int bottom = static_cast<int>(std::min<double>(top + factor, image.height));
        for (int column = 0; column < layer.alpha.cols; ++column) {
            const int left = (layer.firstColumn + columns.first + column) * layer.factor;
            const int right = static_cast<int>(std::min<double>(left + factor, image.width));
            if (column % 64 == 0) { // a cell of a long and thin photo has many pixels
                progress.update("framing", static_cast<double>(row) / layer.alpha.rows);
            }
            cv::Vec3f color;
            float alpha = 0.0F;
            for (int y = top; y < bottom; ++y) {
                for (int x = left; x < right; ++x) {
                    const std::size_t pixel =
                        static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                        static_cast<std::size_t>(x);
                    const std::uint8_t* rgb = image.rgba.data() + pixel * 4;
                    const float covered = matte.coverage[pixel] / 255.0F;
                    color +=
                        (matte.mixedColors ? 1.0F : covered) * cv::Vec3f(rgb[0], rgb[1], rgb[2]);
                    alpha += covered;
                }
            }
            // A cell that reaches beyond the photo has its colour from the part inside.
            const float inside =
                1.0F / (static_cast<float>(bottom - top) * static_cast<float>(right - left));
            layer.premultiplied.at<cv::Vec3f>(row, column) =
                color * ((matte.mixedColors ? inside : cell) / 255.0F);
            layer.alpha.at<float>(row, column) = alpha * cell;
        }
    }
    extend(layer, rows, columns, matte.mixedColors);
    if (matte.mixedColors) {
        cv::Mat foreground = estimateForeground(layer.premultiplied, layer.alpha);
        for (int row = 0; row < foreground.rows; ++row) {
            for (int column = 0; column < foreground.cols; ++column) {
                foreground.at<cv::Vec3f>(row, column) *= layer.alpha.at<float>(row, column);
            }
        }
        layer.premultiplied = foreground;
    }
    return layer;
}

/// Position along one axis of the framed picture → two layer pixels and the second's weight.
struct Tap {
    int first;
    int second;
    float weight;
};

Tap tapAt(int index, double start, double side, int factor, int firstPixel, int count) {
    const double position =
        (start + (index + 0.5) * side / kFramedSize) / factor - firstPixel - 0.5;
    const double floor = std::floor(position);
    const int pixel = static_cast<int>(floor);
    return {std::clamp(pixel, 0, count - 1), std::clamp(pixel + 1, 0, count - 1),
            static_cast<float>(position - floor)};
}

template <typename Value>
Value bilinear(const cv::Mat& plane, const Tap& x, const Tap& y) {
    const Value upper = plane.at<Value>(y.first, x.first) * (1.0F - x.weight) +
                        plane.at<Value>(y.first, x.second) * x.weight;
    const Value lower = plane.at<Value>(y.second, x.first) * (1.0F - x.weight) +
                        plane.at<Value>(y.second, x.second) * x.weight;
    return upper * (1.0F - y.weight) + lower * y.weight;
}

void resampleOnWhite(const Layer& layer, const Square& square, FramedImage& framed) {
    constexpr std::size_t kPixels = static_cast<std::size_t>(kFramedSize) * kFramedSize;
    framed.rgb.resize(3 * kPixels);
    framed.alpha.resize(kPixels);
    for (int row = 0; row < kFramedSize; ++row) {
        const Tap y =
            tapAt(row, square.y, square.side, layer.factor, layer.firstRow, layer.alpha.rows);
        for (int column = 0; column < kFramedSize; ++column) {
            const Tap x = tapAt(column, square.x, square.side, layer.factor, layer.firstColumn,
                                layer.alpha.cols);
            const auto color = bilinear<cv::Vec3f>(layer.premultiplied, x, y);
            const float alpha = std::clamp(bilinear<float>(layer.alpha, x, y), 0.0F, 1.0F);
            const std::size_t pixel = static_cast<std::size_t>(row) * kFramedSize + column;
            for (int channel = 0; channel < 3; ++channel) {
                framed.rgb[channel * kPixels + pixel] =
                    std::clamp(color[channel] + 1.0F - alpha, 0.0F, 1.0F);
            }
            framed.alpha[pixel] = alpha;
        }
    }
}

/// The field of view of `length`, where that of length 1 is `degrees`.
double fovOfLength(double length, double degrees) {
    const double half = std::tan(degrees * std::numbers::pi / 360.0);
    return 2.0 * std::atan(half * length) * 180.0 / std::numbers::pi;
}

} // namespace

double FramedImage::photoFovYDegrees(double degrees) const {
    return fovOfLength(photoHeight, degrees);
}

double FramedImage::radius() const {
    return kFrameHalfExtent / std::tan(fovYDegrees * std::numbers::pi / 360.0);
}

FramedImage frameObject(const Photo& photo, const Matte& matte,
                        std::optional<double> photoFovYDegrees, const Progress& progress,
                        Framing framing) {
    const Square square = squareOf(photo, matte, framing);
    FramedImage framed;
    framed.fovYDegrees = kDefaultFovY;
    framed.photoHeight = photo.image.height / square.side;
    if (photoFovYDegrees) {
        framed.fovYDegrees = std::clamp(fovOfLength(1 / framed.photoHeight, *photoFovYDegrees),
                                        kSmallestFovY, kLargestFovY);
        framed.fovKnown = true;
    }
    resampleOnWhite(cutLayer(photo, matte, square, progress), square, framed);
    return framed;
}

} // namespace gambade
