#include "app/cli/json_output.h"

#include "app/cli/exit_codes.h"
#include "app/cli/output_files.h"

#include <fmt/core.h>

namespace gambade::cli {

void printJson(const Json& object) {
    fmt::print("{}\n", object.dump(-1, ' ', false, Json::error_handler_t::replace));
    flushOutput();
}

Json describeFailure(int exitCode, std::string_view message) {
    return {{"error",
             {{"kind", failureName(exitCode)}, {"message", message}, {"exit_code", exitCode}}}};
}

} // namespace gambade::cli
