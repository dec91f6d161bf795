#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace gambade::test {

/// What a finished program left behind.
struct ProgramResult {
    int exitCode = -1; ///< -1 where a signal ended it
    int signal = 0;    ///< the signal that ended it, 0 for none
    std::string output;
    std::string errors;
    std::size_t peakBytes = 0; ///< most memory that it had at a time
};

/// The program `gambade` as a user starts it: another process, with its streams in pipes.
class Program {
public:
    /// Starts it in `folder`. `terminal`: standard error is a terminal instead of a pipe.
    Program(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
            bool terminal = false, const std::string& program = GAMBADE_PROGRAM);
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    /// Reads until the stream holds the text. False where it ends without.
    bool waitForOutput(const std::string& text);
    bool waitForError(const std::string& text);
    void send(int signal) const;
    /// Reads both streams to their ends; then the program has ended.
    ProgramResult wait();

private:
    int m_process = -1;
    int m_output = -1;
    int m_errors = -1;
    ProgramResult m_result; ///< as far as read
};

/// Start and wait.
ProgramResult runProgram(const std::vector<std::string>& arguments,
                         const std::filesystem::path& folder);

} // namespace gambade::test
