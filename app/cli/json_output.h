#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace gambade::cli {

using Json = nlohmann::ordered_json;

/// Prints an object as one line on the standard output and hands it on. Bytes that are no UTF-8
/// become U+FFFD. @throws Error(kOutput)
void printJson(const Json& object);

/// What --json prints of a failure: {"error": {"kind", "message", "exit_code"}}; kind is usage,
/// input, output, model, device, unexpected or cancelled.
Json describeFailure(int exitCode, std::string_view message);

} // namespace gambade::cli
