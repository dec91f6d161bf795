#include "reconstruction/cpu/sequence.h"

#include "reconstruction/ops.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace gambade::cpu {

namespace {

std::size_t area(int rows, int columns) {
    return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
}

/// [channels × states] → the scan's [group][state][kScanGroup], padded with zeros.
std::vector<float> grouped(const std::vector<float>& values, int channels, int states) {
    std::vector<float> result(scanStateLength(channels, states));
    for (int channel = 0; channel < channels; ++channel) {
        for (int n = 0; n < states; ++n) {
            const std::size_t row =
                area(channel / kScanGroup, states) + static_cast<std::size_t>(n);
            result[row * kScanGroup + static_cast<std::size_t>(channel % kScanGroup)] =
                values[area(channel, states) + static_cast<std::size_t>(n)];
        }
    }
    return result;
}

} // namespace

Sequence::Sequence(const TensorSource& source, Context& context)
    : m_config(source.config), m_context(context),
      m_stepRows(kRowBlock * std::max(16, 2 * context.pool.threads())) {
    const auto& mamba = m_config.sequence;
    for (int i = 0; i < mamba.depth; ++i) {
        m_blocks.push_back(makeBlock(source, i));
    }
    m_residual = context.allocate(area(m_config.gaussianCount(), mamba.width));
    m_prefix = context.allocate(area(m_config.prefixTokens() + kRowBlock, mamba.width));
    m_x = context.allocate(area(mamba.convWidth - 1 + m_stepRows, mamba.innerWidth));
    m_gate = context.allocate(area(m_stepRows, mamba.innerWidth));
    m_u = context.allocate(area(m_stepRows, mamba.innerWidth));
    m_delta = context.allocate(area(m_stepRows, mamba.innerWidth));
    m_bc = context.allocate(area(m_stepRows, 2 * mamba.stateSize));
    m_hidden = context.allocate(area(m_stepRows, mamba.width));
    for (int i = 0; i < context.pool.threads(); ++i) {
        m_scratch.push_back({context.allocate(area(kRowBlock, mamba.width)),
                             context.allocate(area(kRowBlock, mamba.dtRank))});
    }
}

Sequence::Block Sequence::makeBlock(const TensorSource& source, int index) {
    const auto& mamba = m_config.sequence;
    const int inner = mamba.innerWidth;
    const auto name = [&](std::string_view rest) {
        return fmt::format("model.transformer.layers.{}.{}", index, rest);
    };
    const auto mixer = [&](std::string_view rest) {
        return name(fmt::format("mamba_block.mixer.{}", rest));
    };
    const auto kept = [&](const std::string& tensor) {
        return m_context.copy(source.expand(tensor));
    };
    const auto packed = [&](const float* weights, const float* bias, int outputs, int inputs) {
        return std::make_unique<Gemm>(m_context, weights, bias, outputs, inputs, kRowBlock);
    };

    Block block;
    block.imageAffine = packed(source.expand(name("cond_affine.weight")).data(),
                               source.expand(name("cond_affine.bias")).data(), mamba.width,
                               m_config.tokenizer.width);
    if (mamba.cameraToken) {
        block.cameraWeight = kept(name("camera_affine.weight"));
        block.cameraBias = kept(name("camera_affine.bias"));
    }
    block.normWeight = kept(name("mamba_block.norm.weight"));
    block.normBias = kept(name("mamba_block.norm.bias"));

    const auto input = source.expand(mixer("in_proj.weight"));
    block.inputX = packed(input.data(), nullptr, inner, mamba.width);
    block.inputGate = packed(input.data() + area(inner, mamba.width), nullptr, inner, mamba.width);
    const auto convolution = source.expand(mixer("conv1d.weight"));
    std::vector<float> byTap(convolution.size());
    for (int channel = 0; channel < inner; ++channel) {
        for (int tap = 0; tap < mamba.convWidth; ++tap) {
            byTap[area(tap, inner) + static_cast<std::size_t>(channel)] =
                convolution[area(channel, mamba.convWidth) + static_cast<std::size_t>(tap)];
        }
    }
    block.convolutionWeight = m_context.copy(byTap);
    block.convolutionBias = kept(mixer("conv1d.bias"));
    const auto projection = source.expand(mixer("x_proj.weight"));
    block.toDelta = packed(projection.data(), nullptr, mamba.dtRank, inner);
    block.toBc =
        packed(projection.data() + area(mamba.dtRank, inner), nullptr, 2 * mamba.stateSize, inner);
    block.delta =
        packed(source.expand(mixer("dt_proj.weight")).data(), nullptr, inner, mamba.dtRank);
    block.deltaBias = kept(mixer("dt_proj.bias"));
    block.skip = kept(mixer("D"));
    block.output =
        packed(source.expand(mixer("out_proj.weight")).data(), nullptr, mamba.width, inner);
    setDecay(block, source, mixer("A_log"));
    block.state = m_context.allocate(scanStateLength(inner, mamba.stateSize));
    block.tail = m_context.allocate(area(mamba.convWidth - 1, inner));
    return block;
}

void Sequence::setDecay(Block& block, const TensorSource& source, const std::string& name) {
    const auto& mamba = m_config.sequence;
    auto decay = source.expand(name);
    if (hasUnitSpacedDecay(decay, mamba.stateSize, source.storedType(name))) {
        return;
    }
    for (float& value : decay) {
        value = static_cast<float>(-std::exp(static_cast<double>(value)) * std::numbers::log2e);
    }
    block.decay = m_context.copy(grouped(decay, mamba.innerWidth, mamba.stateSize));
}

void Sequence::runPrefixes(const float* imageTokens, const float* cameraToken, StageClock& clock) {
    const auto& mamba = m_config.sequence;
    const int first = cameraToken ? 1 : 0;
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        clock.update(static_cast<double>(i) / static_cast<double>(m_blocks.size()));
        Block& block = m_blocks[i];
        if (cameraToken) {
            affineRow(block.cameraWeight.data(), block.cameraBias.data(), cameraToken, mamba.width,
                      mamba.cameraWidth, m_prefix.data());
        }
        const int imageTokenCount = m_config.tokenizer.outputTokens();
        m_context.pool.run(blocksOf(imageTokenCount, kRowBlock), [&](int task, int thread) {
            const int row = task * kRowBlock;
            block.imageAffine->run(imageTokens + area(row, m_config.tokenizer.width),
                                   m_prefix.data() + area(first + row, mamba.width), thread);
        });
        std::fill_n(block.state.data(), block.state.size(), 0.0F);
        std::fill_n(block.tail.data(), block.tail.size(), 0.0F);
        restoreTail(block);
        const int rows = m_config.prefixTokens();
        for (int row = 0; row < rows; row += m_stepRows) {
            mix(block, m_prefix.data() + area(row, mamba.width), std::min(m_stepRows, rows - row),
                false);
            clock.update((static_cast<double>(i) + 0.5) / static_cast<double>(m_blocks.size()));
        }
        keepTail(block);
    }
}

void Sequence::runBlock(int index, StageClock& clock, const StageObserver& observer) {
    Block& block = m_blocks[static_cast<std::size_t>(index)];
    const int width = m_config.sequence.width;
    const int rows = m_config.gaussianCount();
    restoreTail(block);
    for (int row = 0; row < rows; row += m_stepRows) {
        clock.update(static_cast<double>(row) / rows);
        const int count = std::min(m_stepRows, rows - row);
        float* residual = m_residual.data() + area(row, width);
        if (observer) {
            observer(fmt::format("block{}_residual", index), row, count, width, residual);
        }
        mix(block, residual, count, true);
        m_context.pool.run(blocksOf(count, kRowBlock), [&](int task, int thread) {
            const int start = task * kRowBlock;
            float* hidden = m_hidden.data() + area(start, width);
            block.output->run(m_u.data() + area(start, m_config.sequence.innerWidth), hidden,
                              thread);
            add(residual + area(start, width), hidden,
                area(std::min(kRowBlock, count - start), width));
        });
        if (observer) {
            observer(fmt::format("block{}_hidden", index), row, count, width, m_hidden.data());
        }
    }
}

/// The mixer up to the gate, on at most m_stepRows rows (their result is in m_u), or without gate
/// for the state alone.
void Sequence::mix(Block& block, const float* rows, int count, bool gated) {
    const auto& mamba = m_config.sequence;
    const int inner = mamba.innerWidth;
    const int history = mamba.convWidth - 1;
    const int tasks = blocksOf(count, kRowBlock);
    m_context.pool.run(tasks, [&](int task, int thread) {
        float* normal = m_scratch[static_cast<std::size_t>(thread)].normal.data();
        const int row = task * kRowBlock;
        layerNorm(rows + area(row, mamba.width), block.normWeight.data(), block.normBias.data(),
                  kSequenceEpsilon, std::min(kRowBlock, count - row), mamba.width, normal);
        block.inputX->run(normal, m_x.data() + area(history + row, inner), thread);
        if (gated) {
            block.inputGate->run(normal, m_gate.data() + area(row, inner), thread);
        }
    });
    m_context.pool.run(tasks, [&](int task, int thread) {
        float* low = m_scratch[static_cast<std::size_t>(thread)].low.data();
        const int row = task * kRowBlock;
        float* u = m_u.data() + area(row, inner);
        convolveSilu(m_x.data() + area(row, inner), block.convolutionWeight.data(),
                     block.convolutionBias.data(), mamba.convWidth, kRowBlock, inner, u);
        block.toBc->run(u, m_bc.data() + area(row, 2 * mamba.stateSize), thread);
        block.toDelta->run(u, low, thread);
        block.delta->run(low, m_delta.data() + area(row, inner), thread);
    });
    const ScanParameters parameters{inner, mamba.stateSize, block.deltaBias.data(),
                                    block.decay.data(), block.skip.data()};
    const float* gate = gated ? m_gate.data() : nullptr;
    const ScanRows scanned{count, m_u.data(), m_delta.data(), m_bc.data(), gate, m_u.data()};
    m_context.pool.run(blocksOf(inner, kScanGroup), [&](int group, int) {
        selectiveScan(parameters, scanned, group, block.state.data());
    });
    copyTailForward(count);
}

void Sequence::restoreTail(const Block& block) {
    std::copy_n(block.tail.data(), block.tail.size(), m_x.data());
}

void Sequence::keepTail(Block& block) {
    std::copy_n(m_x.data(), block.tail.size(), block.tail.data());
}

/// The last rows of a step stand before the first of the next.
void Sequence::copyTailForward(int rows) {
    const int inner = m_config.sequence.innerWidth;
    const float* last = m_x.data() + area(rows, inner);
    std::copy_n(last, area(m_config.sequence.convWidth - 1, inner), m_x.data());
}

} // namespace gambade::cpu
