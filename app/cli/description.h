#pragma once

#include "app/cli/json_output.h"

#include <string>

namespace gambade::cli {

/// What a file holds, for people and for programs.
struct Description {
    std::string text; ///< lines; what comes out of files is escaped
    Json fields;
};

/// Prints the one or the other. @throws Error(kOutput)
void print(const Description& description, bool json);

} // namespace gambade::cli
