#include "reconstruction/engine_team.h"

#include "splats/error.h"
#include "splats/log.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

namespace gambade {

namespace {

/// Where the caller's thread leaves pictures and the members' threads their results.
class Desk {
public:
    struct Job {
        std::size_t index = 0;
        NetworkInput input;
    };

    void give(Job job) {
        const std::scoped_lock lock(m_mutex);
        m_jobs.push_back(job);
        m_changed.notify_all();
    }
    /// There will be no more jobs.
    void close() {
        const std::scoped_lock lock(m_mutex);
        m_closed = true;
        m_changed.notify_all();
    }
    /// The same, and nobody wants the jobs still waiting.
    void abandon() {
        const std::scoped_lock lock(m_mutex);
        m_closed = true;
        m_jobs.clear();
        m_changed.notify_all();
    }
    /// Waits until there is a job. @returns false when the desk is closed and there is none
    bool waitForJob() {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_closed || !m_jobs.empty(); });
        return !m_jobs.empty();
    }
    /// A job, if one is there.
    std::optional<Job> takeJob() {
        const std::scoped_lock lock(m_mutex);
        if (m_jobs.empty()) {
            return std::nullopt;
        }
        const Job job = m_jobs.front();
        m_jobs.pop_front();
        return job;
    }
    void deliver(std::size_t index, NetworkOutput&& output) {
        const std::scoped_lock lock(m_mutex);
        m_results.emplace(index, std::move(output));
        m_changed.notify_all();
    }
    void fail(std::exception_ptr failure) {
        const std::scoped_lock lock(m_mutex);
        m_failure = std::move(failure);
        m_changed.notify_all();
    }
    /// Waits for a result. @throws what a member failed with
    NetworkOutput takeResult(std::size_t index) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_failure || m_results.contains(index); });
        if (m_failure) {
            std::rethrow_exception(m_failure);
        }
        return std::move(m_results.extract(index).mapped());
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;
    std::map<std::size_t, NetworkOutput> m_results;
    std::exception_ptr m_failure;
    bool m_closed = false;
};

} // namespace

bool EngineTeam::makeEngine(Member& member) {
    const MakeEngine make = std::exchange(member.make, nullptr);
    if (!make) {
        return false;
    }
    try {
        member.engine = make();
    } catch (const Error& error) {
        log(LogLevel::kWarning, "going on without one of the GPUs: {}", error.what());
        return false;
    }
    return true;
}

EngineTeam::EngineTeam(std::unique_ptr<Engine> first, std::vector<MakeEngine> others) {
    m_members.push_back({std::move(first), nullptr});
    for (MakeEngine& make : others) {
        m_members.push_back({nullptr, std::move(make)});
    }
}

void EngineTeam::run(const NetworkInput& input, NetworkOutput& output, const Progress& progress) {
    m_members.front().engine->run(input, output, progress);
}

std::shared_ptr<const GpuCloud>
EngineTeam::runOnGpu(const NetworkInput& input, NetworkOutput& output, const Progress& progress) {
    return m_members.front().engine->runOnGpu(input, output, progress);
}

void EngineTeam::runMany(const NextInput& next, const TakeOutput& take, const Progress& progress) {
    Desk desk;
    const auto work = [&](Member& member) {
        try {
            while (desk.waitForJob()) { // also before an engine is made: it may come too late
                if (!member.engine && !makeEngine(member)) {
                    return;
                }
                // As many as there are: waiting for more would hold back the results at hand.
                std::deque<std::size_t> begun;
                member.engine->runMany(
                    [&]() -> std::optional<NetworkInput> {
                        const auto job = desk.takeJob();
                        if (!job) {
                            return std::nullopt;
                        }
                        begun.push_back(job->index);
                        return job->input;
                    },
                    [&](NetworkOutput&& output) {
                        desk.deliver(begun.front(), std::move(output));
                        begun.pop_front();
                    },
                    Progress(nullptr, progress.stopToken()));
            }
        } catch (...) {
            desk.fail(std::current_exception());
        }
    };
    std::vector<std::jthread> threads;
    // However this ends, the threads do, before what they use is gone.
    struct Dismissal {
        Desk& desk;
        std::vector<std::jthread>& threads;
        ~Dismissal() {
            desk.abandon();
            threads.clear();
        }
    } const dismissal{desk, threads};
    threads.emplace_back([&] { work(m_members.front()); });

    const std::size_t ahead = 4 * m_members.size(); // so that a member always finds its next ones
    std::size_t given = 0;
    std::size_t taken = 0;
    bool more = true;
    while (more || taken < given) {
        progress.throwIfCancelled();
        if (more && given - taken < ahead) {
            if (const auto input = next()) {
                desk.give({given++, *input});
                for (std::size_t i = 1; given == kAlone && i < m_members.size(); ++i) {
                    threads.emplace_back([&, i] { work(m_members[i]); });
                }
            } else {
                more = false;
                desk.close();
            }
        } else {
            take(desk.takeResult(taken++));
        }
    }
}

} // namespace gambade
