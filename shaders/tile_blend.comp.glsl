// Composes one tile, a thread a pixel, nearest splat first: the twin of splat_renderer/tile_blend.cpp.
// A tile without splats becomes empty.

layout(local_size_x = 16, local_size_y = 16) in;

layout(std430, binding = 0) readonly buffer Records { ProjectedSplat records[]; };
layout(std430, binding = 1) readonly buffer Splats { uint splats[]; };  // [pair]
layout(std430, binding = 2) readonly buffer Ranges { uvec2 ranges[]; }; // [tile]

layout(binding = 0) writeonly uniform image2D uPicture; // premultiplied colour, transmittance

uniform ivec2 uSize; // pixels

const uint kBatch = 256u; // splats in shared memory, = threads of a group

shared vec4 batchPlace[kBatch]; // centre, then the first two of the factor
shared vec4 batchLook[kBatch];  // the factor's third, then the colour
shared float batchLevel[kBatch];
shared bool goOn;

// The factor so that alpha = 2^(level - distance^2).
void loadSplat(uint slot, uint pair) {
    ProjectedSplat splat = records[splats[pair]];
    vec3 factor = kSqrtHalfLog2E * splat.factor.xyz;
    batchPlace[slot] = vec4(splat.centerDepthOpacity.xy, factor.xy);
    batchLook[slot] = vec4(factor.z, shownColor(splat));
    batchLevel[slot] = log2(splat.centerDepthOpacity.w);
}

void main() {
    uint thread = gl_LocalInvocationIndex;
    ivec2 pixel = ivec2(gl_GlobalInvocationID.xy);
    uvec2 range = ranges[gl_WorkGroupID.y * gl_NumWorkGroups.x + gl_WorkGroupID.x];
    vec2 place = vec2(pixel);
    vec3 color = vec3(0.0);
    float transmittance = 1.0;
    bool finished = any(greaterThanEqual(pixel, uSize));
    for (uint first = range.x; first < range.y; first += kBatch) {
        goOn = false;
        barrier();
        if (!finished) {
            goOn = true;
        }
        uint count = min(range.y - first, kBatch);
        barrier();
        if (!goOn) {
            break;
        }
        if (thread < count) {
            loadSplat(thread, first + thread);
        }
        barrier();
        for (uint i = 0u; i < count && !finished; ++i) {
            vec2 d = place - batchPlace[i].xy;
            float x = batchPlace[i].z * d.x + batchPlace[i].w * d.y;
            float y = batchLook[i].x * d.y;
            float level = batchLevel[i] - x * x - y * y;
            if (level >= kMinLevel) {
                float alpha = min(kMaxAlpha, exp2(level));
                float after = transmittance * (1.0 - alpha);
                finished = after < kMinTransmittance;
                if (!finished) {
                    color += transmittance * alpha * batchLook[i].yzw;
                    transmittance = after;
                }
            }
        }
    }
    if (all(lessThan(pixel, uSize))) {
        imageStore(uPicture, ivec2(pixel.x, uSize.y - 1 - pixel.y), vec4(color, transmittance));
    }
}
