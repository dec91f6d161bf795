// One splat on the image plane: the meaning is that of ProjectedSplat in
// splat_renderer/projection.h, the layout that of DrawRecord in splat_renderer/pipeline.h.
struct ProjectedSplat {
    vec4 centerDepthOpacity; // pixels, pixels, world units, [0, 1]
    vec4 factor;             // xyz: Cholesky factor of the inverse covariance, 1/pixel
    vec4 color;              // rgb, >= 0
};

const float kMaxAlpha = 0.99;
const float kMinAlpha = 1.0 / 255.0;
const float kMinTransmittance = 1e-4; // a splat that would go below ends the pixel

// Alpha is taken as a power of two, whose exponent ("level") is what is computed.
const float kMinLevel = -7.9943534;      // log2(kMinAlpha)
const float kSqrtHalfLog2E = 0.84932180; // e^(-q / 2) = 2^-(this^2 q)

// Distance from the centre, in standard deviations, at which alpha falls to kMinAlpha.
float visibleRadius(float opacity) { return sqrt(max(2.0 * log(opacity / kMinAlpha), 0.0)); }
