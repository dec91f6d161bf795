#pragma once

#include "reconstruction/engine.h"

#include <vector>

namespace gambade {

/// Several engines of one model as one: a picture goes to whichever is free.
///
/// Only the first exists from the beginning. The others come with the first many pictures, each on
/// a thread of its own, and stay for the next ones. One that cannot be made is left out, with a
/// warning; one that fails at a picture ends all.
class EngineTeam : public Engine {
public:
    using MakeEngine = std::function<std::unique_ptr<Engine>()>;

    /// Pictures that the first engine begins before the others are made: for fewer it is not worth
    /// their start.
    static constexpr std::size_t kAlone = 16;

    /// @param others make the other engines; each is called at most once, on a thread of its own,
    ///        and must stay callable as long as the team
    EngineTeam(std::unique_ptr<Engine> first, std::vector<MakeEngine> others);

    std::string_view deviceName() const override { return m_members.front().engine->deviceName(); }
    const NetworkConfig& config() const override { return m_members.front().engine->config(); }
    void run(const NetworkInput& input, NetworkOutput& output, const Progress& progress) override;
    std::shared_ptr<const GpuCloud> runOnGpu(const NetworkInput& input, NetworkOutput& output,
                                             const Progress& progress) override;
    bool overlapsPictures() const override { return true; }
    /// @throws as run(): then the pictures not yet taken are lost
    void runMany(const NextInput& next, const TakeOutput& take, const Progress& progress) override;

private:
    struct Member {
        std::unique_ptr<Engine> engine;
        MakeEngine make; ///< where there is no engine yet; null: it could not be made
    };

    /// @returns whether it now has an engine
    static bool makeEngine(Member& member);

    std::vector<Member> m_members;
};

} // namespace gambade
