#include "reconstruction/picture_stream.h"

#include <deque>
#include <future>
#include <map>

namespace gambade {

namespace {

class PictureStream {
public:
    PictureStream(std::span<const PictureTask> tasks, std::size_t ahead, const Progress& progress)
        : m_tasks(tasks), m_ahead(ahead), m_progress(progress) {}

    /// The next picture whose preparation went well.
    std::optional<PreparedPicture> next() {
        while (true) {
            while (m_prepared.size() < m_ahead && m_begun < m_tasks.size()) {
                m_prepared.push_back(std::async(std::launch::async, m_tasks[m_begun].prepare));
                ++m_begun;
            }
            if (m_prepared.empty()) {
                return std::nullopt;
            }
            const std::size_t task = m_begun - m_prepared.size();
            std::future<PreparedPicture> first = std::move(m_prepared.front());
            m_prepared.pop_front();
            try {
                PreparedPicture picture = first.get();
                m_running.push_back(task);
                return picture;
            } catch (const Error& error) {
                fail(task, error);
            }
        }
    }

    void take(PreparedPicture&& picture, Reconstruction&& reconstruction) {
        const std::size_t task = m_running.front();
        m_running.pop_front();
        m_finished.emplace(task,
                           std::async(std::launch::async,
                                      [&finish = m_tasks[task].finish, picture = std::move(picture),
                                       result = std::move(reconstruction)]() mutable {
                                          finish(std::move(picture), std::move(result));
                                      }));
        tellDone(m_ahead);
    }

    /// Takes the failure of the picture whose turn it is in the network.
    void fail(const Error& error) {
        const std::size_t task = m_running.front();
        m_running.pop_front();
        fail(task, error);
    }

    /// Waits for tasks in their order, until `most` are left that have been through the network.
    void tellDone(std::size_t most) {
        while (m_finished.size() > most && m_finished.begin()->first == m_done) {
            std::future<void> first = std::move(m_finished.begin()->second);
            m_finished.erase(m_finished.begin());
            const PictureTask& task = m_tasks[m_done++];
            try {
                first.get();
                task.done(nullptr);
            } catch (const Error& error) {
                task.done(&error);
            }
            m_progress.update("pictures",
                              static_cast<double>(m_done) / static_cast<double>(m_tasks.size()));
        }
    }

private:
    void fail(std::size_t task, const Error& error) {
        std::promise<void> failed;
        failed.set_exception(std::make_exception_ptr(error));
        m_finished.emplace(task, failed.get_future());
        tellDone(m_ahead);
    }

    std::span<const PictureTask> m_tasks;
    std::size_t m_ahead;
    const Progress& m_progress;
    std::size_t m_begun = 0;
    std::size_t m_done = 0;
    std::deque<std::future<PreparedPicture>> m_prepared;
    std::deque<std::size_t> m_running;
    std::map<std::size_t, std::future<void>> m_finished; ///< by task; being finished, or failed
};

} // namespace

void reconstructStream(Reconstructor& reconstructor, std::span<const PictureTask> tasks,
                       std::optional<double> elevationDegrees, std::size_t ahead,
                       const Progress& progress) {
    PictureStream stream(tasks, std::max<std::size_t>(ahead, 1), progress);
    try {
        reconstructPictures(
            reconstructor, [&] { return stream.next(); }, elevationDegrees,
            [&](PreparedPicture&& picture, Reconstruction&& reconstruction) {
                stream.take(std::move(picture), std::move(reconstruction));
            },
            [&](const Error& failure) { stream.fail(failure); }, progress);
    } catch (const Error&) {
        stream.tellDone(0); // what is written is told, whatever became of the rest
        throw;
    }
    stream.tellDone(0);
}

} // namespace gambade
