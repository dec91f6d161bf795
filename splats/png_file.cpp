#include "splats/png_file.h"

#include "splats/atomic_file.h"
#include "splats/error.h"

#include <csetjmp>
#include <exception>
#include <fmt/format.h>
#include <png.h>
#include <string>

namespace gambade {

/// libpng leaves by longjmp: what throws within its calls is kept and thrown behind them.
struct PngFile::State {
    explicit State(const std::filesystem::path& file) : path(file), output(file) {}
    ~State() { png_destroy_write_struct(&png, &info); }

    [[noreturn]] void fail() const {
        if (failure) {
            std::rethrow_exception(failure);
        }
        throw Error(ErrorKind::kOutput,
                    fmt::format("cannot write {}: libpng refuses it ({})", path.string(), reason));
    }

    std::filesystem::path path;
    AtomicFile output;
    png_structp png = nullptr;
    png_infop info = nullptr;
    std::exception_ptr failure;
    std::string reason;
};

namespace {

void onWarning(png_structp, png_const_charp) {}

/// Whether libpng went through; `state` holds the reason where it did not.
bool writeHeader(png_structp png, png_infop info, int width, int height, int channels) {
    if (setjmp(png_jmpbuf(png)) != 0) {
        return false;
    }
    // Pictures of 100 MB are not to take half a minute: level 4 of 9, three of the five filters.
    png_set_compression_level(png, 4);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FAST_FILTERS);
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), 8,
                 channels == 4 ? PNG_COLOR_TYPE_RGBA : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    return true;
}

bool writeOneRow(png_structp png, const std::uint8_t* row) {
    if (setjmp(png_jmpbuf(png)) != 0) {
        return false;
    }
    png_write_row(png, row);
    return true;
}

bool writeEnd(png_structp png) {
    if (setjmp(png_jmpbuf(png)) != 0) {
        return false;
    }
    png_write_end(png, nullptr);
    return true;
}

} // namespace

PngFile::PngFile(const std::filesystem::path& path, int width, int height, int channels)
    : m_state(std::make_unique<State>(path)) {
    const auto onError = [](png_structp png, png_const_charp reason) {
        static_cast<State*>(png_get_error_ptr(png))->reason = reason;
        png_longjmp(png, 1);
    };
    const auto onBytes = [](png_structp png, png_bytep bytes, png_size_t count) {
        auto& state = *static_cast<State*>(png_get_io_ptr(png));
        try {
            state.output.write(std::as_bytes(std::span(bytes, count)));
        } catch (const Error&) {
            state.failure = std::current_exception();
        }
        if (state.failure) {
            png_error(png, "not written");
        }
    };
    State& state = *m_state;
    state.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &state, onError, onWarning);
    state.info = state.png != nullptr ? png_create_info_struct(state.png) : nullptr;
    if (state.info == nullptr) {
        throw std::bad_alloc();
    }
    png_set_write_fn(state.png, &state, onBytes, nullptr);
    if (!writeHeader(state.png, state.info, width, height, channels)) {
        state.fail();
    }
}

PngFile::~PngFile() = default;

void PngFile::writeRow(std::span<const std::uint8_t> row) {
    if (!writeOneRow(m_state->png, row.data())) {
        m_state->fail();
    }
}

void PngFile::commit() {
    if (!writeEnd(m_state->png)) {
        m_state->fail();
    }
    m_state->output.commit();
}

} // namespace gambade
