#pragma once

#include "splats/error.h"

#include <string_view>

namespace gambade::cli {

inline constexpr int kSuccess = 0;
inline constexpr int kUnexpected = 1; ///< a defect of the program
inline constexpr int kCancelledExit = 130;

/// The documented exit code of a failure: 2 usage, 3 input, 4 output, 5 model, 6 device.
constexpr int exitCode(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::kUsage:
        return 2;
    case ErrorKind::kInput:
        return 3;
    case ErrorKind::kOutput:
        return 4;
    case ErrorKind::kModel:
        return 5;
    case ErrorKind::kDevice:
        return 6;
    }
    return kUnexpected;
}

/// The word for an exit code in JSON.
constexpr std::string_view failureName(int exitCode) {
    constexpr std::string_view kNames[] = {"",       "unexpected", "usage", "input",
                                           "output", "model",      "device"};
    return exitCode == kCancelledExit ? "cancelled" : kNames[exitCode];
}

} // namespace gambade::cli
