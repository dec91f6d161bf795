// Of a splat that cannot touch the picture: behind all others.
const uint kCulledKey = 0xffffffffu;
