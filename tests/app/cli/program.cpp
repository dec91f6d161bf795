#include "program.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gambade::test {
namespace {

struct Channel {
    int reading = -1;
    int writing = -1;
};

Channel openChannel(bool terminal) {
    std::array<int, 2> ends{};
    const int failed = terminal ? ::openpty(ends.data(), &ends[1], nullptr, nullptr, nullptr)
                                : ::pipe(ends.data());
    if (failed != 0) {
        throw std::runtime_error("cannot make a pipe or terminal");
    }
    // Else the program would hold the reading ends and its own streams would never end.
    ::fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    ::fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return {ends[0], ends[1]};
}

/// False at the end. (A terminal whose other end is closed gives EIO.)
bool readSome(int file, std::string& text) {
    std::array<char, 4096> buffer{};
    const ssize_t count = ::read(file, buffer.data(), buffer.size());
    if (count > 0) {
        text.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return count > 0 || (count < 0 && errno == EINTR);
}

bool readUntil(int file, std::string& text, const std::string& wanted) {
    bool open = true;
    while (open && text.find(wanted) == std::string::npos) {
        open = readSome(file, text);
    }
    return open;
}

} // namespace

Program::Program(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                 bool terminal, const std::string& program) {
    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);

    const Channel output = openChannel(false);
    const Channel errors = openChannel(terminal);
    m_process = ::fork();
    if (m_process == 0) {
        ::dup2(output.writing, STDOUT_FILENO);
        ::dup2(errors.writing, STDERR_FILENO);
        // The same device and messages on every machine; GPUs have tests of their own.
        ::setenv("CUDA_VISIBLE_DEVICES", "", 1);
        if (::chdir(folder.c_str()) == 0) {
            ::execv(pointers.front(), pointers.data());
        }
        ::_exit(127);
    }
    ::close(output.writing);
    ::close(errors.writing);
    m_output = output.reading;
    m_errors = errors.reading;
    if (m_process < 0) {
        throw std::runtime_error("cannot start a process");
    }
}

Program::~Program() {
    ::close(m_output);
    ::close(m_errors);
    if (m_process > 0) {
        ::kill(m_process, SIGKILL);
        ::waitpid(m_process, nullptr, 0);
    }
}

bool Program::waitForOutput(const std::string& text) {
    return readUntil(m_output, m_result.output, text);
}

bool Program::waitForError(const std::string& text) {
    return readUntil(m_errors, m_result.errors, text);
}

void Program::send(int signal) const {
    ::kill(m_process, signal);
}

ProgramResult Program::wait() {
    std::array<pollfd, 2> files{{{m_output, POLLIN, 0}, {m_errors, POLLIN, 0}}};
    while (files[0].fd >= 0 || files[1].fd >= 0) {
        ::poll(files.data(), files.size(), -1);
        for (pollfd& file : files) {
            std::string& text = &file == &files[0] ? m_result.output : m_result.errors;
            if (file.fd >= 0 && file.revents != 0 && !readSome(file.fd, text)) {
                file.fd = -1; // poll leaves it out
            }
        }
    }
    int status = 0;
    rusage usage{};
    ::wait4(m_process, &status, 0, &usage);
    m_process = -1;
    m_result.peakBytes = static_cast<std::size_t>(usage.ru_maxrss) * 1024;
    if (WIFSIGNALED(status)) {
        m_result.signal = WTERMSIG(status);
    } else {
        m_result.exitCode = WEXITSTATUS(status);
    }
    return m_result;
}

ProgramResult runProgram(const std::vector<std::string>& arguments,
                         const std::filesystem::path& folder) {
    return Program(arguments, folder).wait();
}

} // namespace gambade::test
