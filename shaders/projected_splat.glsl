// One splat on the image plane: the meaning is that of ProjectedSplat in
// splat_renderer/projection.h, the layout that of DrawRecord in splat_renderer/pipeline.h.
struct ProjectedSplat {
    vec4 centerDepthOpacity; // pixels, pixels, world units, [0, 1]
    vec4 factor;             // xyz: Cholesky factor of the inverse covariance, 1/pixel
    vec4 color;              // rgb, >= 0
};

const float kMaxAlpha = 0.99;
const float kMinAlpha = 1.0 / 255.0;
