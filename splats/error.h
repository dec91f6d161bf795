#pragma once

#include <stdexcept>
#include <string>

namespace gambade {

/// What went wrong, seen from the person who has to do something about it.
/// The command line maps each kind to one exit code (app/cli/main.cpp).
enum class ErrorKind {
    kUsage,  ///< The request itself is wrong: options, parameters out of range.
    kInput,  ///< A picture or splat file cannot be read or is not what it claims to be.
    kOutput, ///< A result cannot be written.
    kModel,  ///< The weights file is missing, damaged or of an unknown layout.
    kDevice, ///< The requested device is absent, out of memory or lost.
};

/// The one exception type of the project. `what()` is one sentence for the user: what happened,
/// where (file, option), and what to do. It may follow a prefix, so that it begins with a small
/// letter (but for names) and has no full stop at its end.
class Error : public std::runtime_error {
public:
    Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), m_kind(kind) {}
    ErrorKind kind() const { return m_kind; }

private:
    ErrorKind m_kind;
};

/// Thrown by Progress::throwIfCancelled. Not an Error: being cancelled is not a failure.
class Cancelled : public std::exception {
public:
    const char* what() const noexcept override { return "cancelled"; }
};

} // namespace gambade
