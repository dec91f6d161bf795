#include "reconstruction/cpu/gemm.h"

#include "reconstruction/cpu/single_openmp_thread.h"
#include "splats/error.h"

#include <array>
#include <cstring>

namespace gambade::cpu {

namespace {

using dnnl::memory;
constexpr auto kFloat = memory::data_type::f32;

dnnl::primitive_attr ownScratch() {
    dnnl::primitive_attr attributes;
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    return attributes;
}

/// A memory object whose data is set before each run.
memory unbound(const memory::desc& description, const dnnl::engine& engine) {
    return {description, engine, nullptr};
}

void bind(const memory& object, const float* values) {
    // The library takes inputs as mutable, too, and leaves them as they are.
    dnnl_memory_set_data_handle(object.get(), const_cast<float*>(values));
}

/// Unlike dnnl::primitive::execute, allocates nothing.
template <std::size_t kCount>
void execute(const dnnl::primitive& primitive, const dnnl::stream& stream,
             const std::array<dnnl_exec_arg_t, kCount>& arguments) {
    const auto status = dnnl_primitive_execute(primitive.get(), stream.get(),
                                               static_cast<int>(kCount), arguments.data());
    if (status != dnnl_success) {
        throw Error(ErrorKind::kDevice, "the matrix library (oneDNN) failed; this is likely a lack "
                                        "of memory");
    }
}

} // namespace

Gemm::Gemm(Context& context, const float* weights, const float* bias, int outputs, int inputs,
           int rows)
    : m_streams(context.streams) {
    const SingleOpenMpThread single;
    // As a 1×1 convolution over a picture of rows × 1 pixels: of the library's three forms of this
    // product the only one with packed weights on AVX2, and the fastest with AVX-512 as well.
    using Tag = memory::format_tag;
    const dnnl::convolution_forward::desc description(
        dnnl::prop_kind::forward_inference, dnnl::algorithm::convolution_direct,
        memory::desc({1, inputs, rows, 1}, kFloat, Tag::nhwc),
        memory::desc({outputs, inputs, 1, 1}, kFloat, Tag::any),
        bias ? memory::desc({outputs}, kFloat, Tag::x) : memory::desc(),
        memory::desc({1, outputs, rows, 1}, kFloat, Tag::nhwc), {1, 1}, {0, 0}, {0, 0});
    const dnnl::convolution_forward::primitive_desc chosen(description, ownScratch(),
                                                           context.engine);
    m_primitive = dnnl::convolution_forward(chosen);

    m_weights = memory(chosen.weights_desc(), context.engine);
    context.bytes += chosen.weights_desc().get_size();
    memory plain({{outputs, inputs, 1, 1}, kFloat, Tag::oihw}, context.engine,
                 const_cast<float*>(weights));
    dnnl::reorder(plain, m_weights).execute(context.streams[0], plain, m_weights);
    context.streams[0].wait();
    if (bias) {
        m_bias = memory({{outputs}, kFloat, Tag::x}, context.engine);
        std::memcpy(m_bias.get_data_handle(), bias,
                    static_cast<std::size_t>(outputs) * sizeof(float));
    }
    for (int i = 0; i < context.pool.threads(); ++i) {
        m_memory.push_back({unbound(chosen.src_desc(), context.engine),
                            unbound(chosen.dst_desc(), context.engine),
                            memory(chosen.scratchpad_desc(), context.engine)});
        context.bytes += chosen.scratchpad_desc().get_size();
    }
}

void Gemm::run(const float* x, float* y, int thread) const {
    const auto index = static_cast<std::size_t>(thread);
    const PerThread& own = m_memory[index];
    bind(own.x, x);
    bind(own.y, y);
    if (m_bias) {
        execute<5>(m_primitive, m_streams[index],
                   {{{DNNL_ARG_SRC, own.x.get()},
                     {DNNL_ARG_WEIGHTS, m_weights.get()},
                     {DNNL_ARG_BIAS, m_bias.get()},
                     {DNNL_ARG_DST, own.y.get()},
                     {DNNL_ARG_SCRATCHPAD, own.scratch.get()}}});
    } else {
        execute<4>(m_primitive, m_streams[index],
                   {{{DNNL_ARG_SRC, own.x.get()},
                     {DNNL_ARG_WEIGHTS, m_weights.get()},
                     {DNNL_ARG_DST, own.y.get()},
                     {DNNL_ARG_SCRATCHPAD, own.scratch.get()}}});
    }
}

MatrixProduct::MatrixProduct(Context& context, int rows, int inner, int columns, Strides a,
                             Strides b, Strides c)
    : m_streams(context.streams) {
    const SingleOpenMpThread single;
    const auto matrix = [](int height, int width, Strides strides) {
        return memory::desc({height, width}, kFloat, memory::dims{strides.row, strides.column});
    };
    const dnnl::matmul::desc description(matrix(rows, inner, a), matrix(inner, columns, b),
                                         matrix(rows, columns, c));
    const dnnl::matmul::primitive_desc chosen(description, ownScratch(), context.engine);
    m_primitive = dnnl::matmul(chosen);
    for (int i = 0; i < context.pool.threads(); ++i) {
        m_memory.push_back({unbound(chosen.src_desc(), context.engine),
                            unbound(chosen.weights_desc(), context.engine),
                            unbound(chosen.dst_desc(), context.engine),
                            memory(chosen.scratchpad_desc(), context.engine)});
        context.bytes += chosen.scratchpad_desc().get_size();
    }
}

void MatrixProduct::run(const float* a, const float* b, float* c, int thread) const {
    const auto index = static_cast<std::size_t>(thread);
    const PerThread& own = m_memory[index];
    bind(own.a, a);
    bind(own.b, b);
    bind(own.c, c);
    execute<4>(m_primitive, m_streams[index],
               {{{DNNL_ARG_SRC, own.a.get()},
                 {DNNL_ARG_WEIGHTS, own.b.get()},
                 {DNNL_ARG_DST, own.c.get()},
                 {DNNL_ARG_SCRATCHPAD, own.scratch.get()}}});
}

} // namespace gambade::cpu
