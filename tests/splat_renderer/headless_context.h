#pragma once

#include <memory>
#include <string>

namespace gambade::test {

/// An OpenGL core context without any window (EGL, surfaceless), current while this exists.
class HeadlessContext {
public:
    /// Null where there is none to be had, with the reason in `reason`.
    static std::unique_ptr<HeadlessContext> make(std::string& reason);
    ~HeadlessContext();
    HeadlessContext(const HeadlessContext&) = delete;
    HeadlessContext& operator=(const HeadlessContext&) = delete;

private:
    HeadlessContext(void* display, void* context) : m_display(display), m_context(context) {}
    void* m_display;
    void* m_context;
};

} // namespace gambade::test
