// Functions of float vectors, included once per instruction set (Highway's foreach_target), hence
// the toggled guard. Errors are relative to the exact value.

#if defined(GAMBADE_VECTOR_MATH_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef GAMBADE_VECTOR_MATH_INL_H_
#undef GAMBADE_VECTOR_MATH_INL_H_
#else
#define GAMBADE_VECTOR_MATH_INL_H_
#endif

#include <cstddef>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace gambade::cpu::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// Calls body(tag, index) for vectors that cover [0, count), single lanes at the end.
template <typename Body>
HWY_INLINE void forVectors(std::size_t count, const Body& body) {
    const hn::ScalableTag<float> full;
    const hn::CappedTag<float, 1> single;
    std::size_t i = 0;
    for (; i + hn::Lanes(full) <= count; i += hn::Lanes(full)) {
        body(full, i);
    }
    for (; i < count; ++i) {
        body(single, i);
    }
}

namespace math {

/// 2^fraction · 2^whole for |fraction| ≤ ½; `shifted` is the whole number plus 1.5·2^23, so that
/// its low bits are that number. Minimax polynomial with 2^0 = 1 exactly, error 9.2e-8.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V exp2OfParts(D d, V fraction, V shifted) {
    const hn::RebindToUnsigned<D> du;
    V p = hn::Set(d, 1.3264723893e-3F);
    p = hn::MulAdd(p, fraction, hn::Set(d, 9.6715128696e-3F));
    p = hn::MulAdd(p, fraction, hn::Set(d, 5.5507337542e-2F));
    p = hn::MulAdd(p, fraction, hn::Set(d, 2.4022242080e-1F));
    p = hn::MulAdd(p, fraction, hn::Set(d, 6.9314697759e-1F));
    p = hn::MulAdd(p, fraction, hn::Set(d, 1.0F));
    const auto exponent = hn::ShiftLeft<23>(hn::BitCast(du, shifted));
    return hn::BitCast(d, hn::Add(hn::BitCast(du, p), exponent));
}

inline constexpr float kRoundingShift = 12582912.0F; // 1.5·2^23

/// 2^x for x ≤ 127; below −126 it stays at about 2^-126.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V exp2(D d, V x) {
    x = hn::Max(x, hn::Set(d, -126.0F));
    const V shifted = hn::Add(x, hn::Set(d, kRoundingShift));
    const V whole = hn::Sub(shifted, hn::Set(d, kRoundingShift));
    return exp2OfParts(d, hn::Sub(x, whole), shifted);
}

/// e^x for x ≤ 88; below −87 it stays at about 2^-126.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V exp(D d, V x) {
    x = hn::Min(hn::Max(x, hn::Set(d, -87.0F)), hn::Set(d, 88.0F));
    const V log2e = hn::Set(d, 1.44269502F);
    const V shifted = hn::MulAdd(x, log2e, hn::Set(d, kRoundingShift));
    const V whole = hn::Sub(shifted, hn::Set(d, kRoundingShift));
    // x·log2(e) − whole, with the constant's low part: the product's rounding would cost |x|·6e-8.
    const V fraction = hn::MulAdd(x, hn::Set(d, 1.92596299e-8F), hn::MulSub(x, log2e, whole));
    return exp2OfParts(d, fraction, shifted);
}

/// 1 / (1 + e^−x)
template <class D, class V = hn::Vec<D>>
HWY_INLINE V sigmoid(D d, V x) {
    const V one = hn::Set(d, 1.0F);
    return hn::Div(one, hn::Add(one, exp(d, hn::Neg(x))));
}

template <class D, class V = hn::Vec<D>>
HWY_INLINE V silu(D d, V x) {
    return hn::Div(x, hn::Add(hn::Set(d, 1.0F), exp(d, hn::Neg(x))));
}

/// ln(1 + e^x) = max(x, 0) + ln(1 + t), t = e^−|x|; ln(1 + t) = 2·artanh(s), s = t / (2 + t) ≤ 1/3,
/// by a minimax polynomial in s² (error 4.5e-9), so that small results keep their digits.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V softplus(D d, V x) {
    const V t = exp(d, hn::Neg(hn::Abs(x)));
    const V s = hn::Div(t, hn::Add(t, hn::Set(d, 2.0F)));
    const V s2 = hn::Mul(s, s);
    V p = hn::Set(d, 1.4012232854e-1F);
    p = hn::MulAdd(p, s2, hn::Set(d, 1.3999569698e-1F));
    p = hn::MulAdd(p, s2, hn::Set(d, 2.0010849595e-1F));
    p = hn::MulAdd(p, s2, hn::Set(d, 3.3333206565e-1F));
    p = hn::MulAdd(p, s2, hn::Set(d, 1.0F));
    return hn::MulAdd(hn::Add(s, s), p, hn::Max(x, hn::Zero(d)));
}

/// x · Φ(x) = max(x, 0) − |x| · erfc(|x| / √2) / 2, with erfc(y) = e^(−y²) · q(1 / (1 + 0.35·y)) by
/// a minimax polynomial of degree 10, error 7.2e-9.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V gelu(D d, V x) {
    const V y = hn::Mul(hn::Abs(x), hn::Set(d, 0.707106781F));
    const V one = hn::Set(d, 1.0F);
    const V t = hn::Div(one, hn::MulAdd(y, hn::Set(d, 0.35F), one));
    V q = hn::Set(d, 3.84011591e-2F);
    q = hn::MulAdd(q, t, hn::Set(d, -1.58928854e-1F));
    q = hn::MulAdd(q, t, hn::Set(d, 1.81462542e-1F));
    q = hn::MulAdd(q, t, hn::Set(d, -2.77073769e-2F));
    q = hn::MulAdd(q, t, hn::Set(d, 8.70201654e-2F));
    q = hn::MulAdd(q, t, hn::Set(d, 1.46041436e-1F));
    q = hn::MulAdd(q, t, hn::Set(d, 1.51186436e-1F));
    q = hn::MulAdd(q, t, hn::Set(d, 1.8790235e-1F));
    q = hn::MulAdd(q, t, hn::Set(d, 1.9713836e-1F));
    q = hn::MulAdd(q, t, hn::Set(d, 1.97483778e-1F));
    const V erfc = hn::Mul(hn::Mul(q, t), exp(d, hn::Neg(hn::Mul(y, y))));
    return hn::NegMulAdd(hn::Mul(hn::Abs(x), hn::Set(d, 0.5F)), erfc, hn::Max(x, hn::Zero(d)));
}

} // namespace math

} // namespace gambade::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
