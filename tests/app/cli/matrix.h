#pragma once

#include "program.h"
#include "workplace.h"

#include <algorithm>
#include <catch2/catch.hpp>

namespace gambade::test {

/// The program refuses: by this exit code, in exactly one sentence on standard error that says
/// this, with nothing on standard output, and no file is new or changed in name.
inline void checkRefused(const Workplace& place, const std::vector<std::string>& arguments,
                         int exitCode, const std::string& says) {
    const auto before = place.files();
    const ProgramResult result = runProgram(arguments, place.path());
    std::string line = "gambade";
    for (const std::string& argument : arguments) {
        line += " " + argument;
    }
    INFO(line << "\n" << result.errors);
    CHECK(result.signal == 0);
    CHECK(result.exitCode == exitCode);
    CHECK_THAT(result.errors, Catch::StartsWith("error: ") && Catch::Contains(says));
    CHECK(std::count(result.errors.begin(), result.errors.end(), '\n') == 1);
    CHECK_THAT(result.errors, !Catch::EndsWith(".\n"));
    CHECK(result.output.empty());
    CHECK(place.files() == before);
}

} // namespace gambade::test
