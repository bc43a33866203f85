// Convolutions and pools of images whose examples are interleaved: V examples are a group, and a vector has
// one element of each of them. An image is channel by channel, row by row: [channels][height][width][V].
// Bound: FMA; a tile of CONV_OUTPUTS outputs by CONV_PLACES places in registers reads CONV_PLACES vectors and
// CONV_OUTPUTS weights for each CONV_OUTPUTS * CONV_PLACES multiply-adds.
//
// A place is one of an output's (y, x), in row-major order; a tap is one of a kernel's (channel, row,
// column).

// Where a place begins in the input, and where a tap lies from there.
INLINE ptrdiff_t FN(place_offset)(const nn_window *s, ptrdiff_t place) {
  const ptrdiff_t y = place / s->out_width, x = place % s->out_width;
  return (y * s->stride_y * s->width + x * s->stride_x) * LANES;
}
INLINE ptrdiff_t FN(tap_offset)(const nn_window *s, ptrdiff_t tap) {
  const ptrdiff_t x = tap % s->kernel_width, rest = tap / s->kernel_width;
  const ptrdiff_t y = rest % s->kernel_height, c = rest / s->kernel_height;
  return ((c * s->height + y * s->dilation_y) * s->width + x * s->dilation_x) * LANES;
}

// `outputs` outputs at `places` places from `first` on; the weights of a tap are `step` behind those of the
// tap before it.
INLINE void FN(conv_tile)(int outputs, int places, const nn_window *s, ptrdiff_t first, const T *x,
                          const T *w, ptrdiff_t step, const T *bias, T *y, ptrdiff_t plane) {
  VEC sum[CONV_OUTPUTS][CONV_PLACES];
  const T *from[CONV_PLACES];
  for (int p = 0; p < places; p++) from[p] = x + FN(place_offset)(s, first + p);
  for (int o = 0; o < outputs; o++)
    for (int p = 0; p < places; p++) sum[o][p] = FN(broadcast)(bias ? bias[o] : 0);
  for (ptrdiff_t c = 0; c < s->channels; c++)
    for (ptrdiff_t i = 0; i < s->kernel_height; i++) {
      ptrdiff_t at = (c * s->height + i * s->dilation_y) * s->width * LANES;
      for (ptrdiff_t j = 0; j < s->kernel_width; j++) {
        VEC weight[CONV_OUTPUTS];
        for (int o = 0; o < outputs; o++) weight[o] = FN(broadcast)(w[o]);
        for (int p = 0; p < places; p++) {
          const VEC v = FN(load)(from[p] + at);
          for (int o = 0; o < outputs; o++) sum[o][p] = FMA(weight[o], v, sum[o][p]);
        }
        w += step;
        at += s->dilation_x * LANES;
      }
    }
  for (int o = 0; o < outputs; o++)
    for (int p = 0; p < places; p++) FN(store)(y + o * plane + (first + p) * LANES, sum[o][p]);
}

#define NN_CASE(outputs)                                                             \
  case outputs:                                                                      \
    if (places == CONV_PLACES)                                                       \
      FN(conv_tile)(outputs, CONV_PLACES, s, first, x, w, step, bias, y, plane);     \
    else FN(conv_tile)(outputs, 1, s, first, x, w, step, bias, y, plane);            \
    return;
static void FN(conv_tiles)(ptrdiff_t outputs, ptrdiff_t places, const nn_window *s, ptrdiff_t first,
                           const T *x, const T *w, ptrdiff_t step, const T *bias, T *y, ptrdiff_t plane) {
  switch (outputs) {
    NN_CASE(1)
#if CONV_OUTPUTS >= 2
    NN_CASE(2)
#endif
#if CONV_OUTPUTS >= 4
    NN_CASE(3)
    NN_CASE(4)
#endif
  }
}
#undef NN_CASE

static void FN(convolve)(const nn_window *s, ptrdiff_t first_output, ptrdiff_t outputs, ptrdiff_t all_outputs,
                         const void *x_, const void *w_, const void *bias_, void *y_) {
  const T *x = x_, *w = w_, *bias = bias_;
  const ptrdiff_t taps = s->channels * s->kernel_height * s->kernel_width;
  const ptrdiff_t places = s->out_height * s->out_width, plane = places * LANES;
  for (ptrdiff_t p = 0; p < places;) {
    // The last tile begins so early that it is a whole one: some places are computed twice.
    const ptrdiff_t count = places < CONV_PLACES ? 1 : CONV_PLACES;
    const ptrdiff_t first = p + count > places ? places - count : p;
    for (ptrdiff_t o = 0; o < outputs;) {
      const ptrdiff_t at = first_output + o, left = 2 * LANES - at % (2 * LANES);
      ptrdiff_t tile = outputs - o < CONV_OUTPUTS ? outputs - o : CONV_OUTPUTS;
      if (tile > left) tile = left;
      FN(conv_tiles)(tile, count, s, first, x, w + FN(panel_offset)(taps, at),
                     FN(panel_step)(all_outputs, at), bias ? bias + at : NULL, (T *)y_ + o * plane, plane);
      o += tile;
    }
    p += count;
  }
}

// The lanes of a vector added in a tree: the upper half to the lower one, until one is left.
INLINE T FN(lane_sum)(VEC v) {
  T lanes[LANES];
  FN(store)(lanes, v);
  for (int half = LANES / 2; half > 0; half /= 2)
    for (int i = 0; i < half; i++) lanes[i] += lanes[i + half];
  return lanes[0];
}

// The gradients of `taps` taps of `outputs` outputs, over all groups: in each lane a chain over groups and
// places in ascending order, then the sum of the lanes.
INLINE void FN(conv_gradient_tile)(int outputs, int taps, const nn_window *s, ptrdiff_t groups,
                                   ptrdiff_t first, const T *x, ptrdiff_t x_step, const T *dy,
                                   ptrdiff_t dy_step, T *g, ptrdiff_t g_step) {
  VEC sum[CONV_OUTPUTS][CONV_PLACES];
  ptrdiff_t tap[CONV_PLACES];
  const ptrdiff_t plane = s->out_height * s->out_width * LANES;
  for (int t = 0; t < taps; t++) tap[t] = FN(tap_offset)(s, first + t);
  for (int o = 0; o < outputs; o++)
    for (int t = 0; t < taps; t++) sum[o][t] = (VEC){0};
  for (ptrdiff_t group = 0; group < groups; group++) {
    const T *d = dy + group * dy_step;
    for (ptrdiff_t i = 0; i < s->out_height; i++) {
      const T *row = x + group * x_step + i * s->stride_y * s->width * LANES;
      const T *from[CONV_PLACES];
      for (int t = 0; t < taps; t++) from[t] = row + tap[t];
      ptrdiff_t at = 0;
      for (ptrdiff_t j = 0; j < s->out_width; j++) {
        VEC v[CONV_OUTPUTS];
        for (int o = 0; o < outputs; o++) v[o] = FN(load)(d + o * plane);
        for (int t = 0; t < taps; t++) {
          const VEC u = FN(load)(from[t] + at);
          for (int o = 0; o < outputs; o++) sum[o][t] = FMA(v[o], u, sum[o][t]);
        }
        d += LANES;
        at += s->stride_x * LANES;
      }
    }
  }
  for (int o = 0; o < outputs; o++)
    for (int t = 0; t < taps; t++) g[(first + t) * g_step + o] = FN(lane_sum)(sum[o][t]);
}

#define NN_CASE(outputs)                                                                                    \
  case outputs:                                                                                             \
    if (taps == CONV_PLACES)                                                                                \
      FN(conv_gradient_tile)(outputs, CONV_PLACES, s, groups, first, x, x_step, dy, dy_step, g, g_step);    \
    else FN(conv_gradient_tile)(outputs, 1, s, groups, first, x, x_step, dy, dy_step, g, g_step);           \
    return;
static void FN(conv_gradient_tiles)(ptrdiff_t outputs, ptrdiff_t taps, const nn_window *s, ptrdiff_t groups,
                                    ptrdiff_t first, const T *x, ptrdiff_t x_step, const T *dy,
                                    ptrdiff_t dy_step, T *g, ptrdiff_t g_step) {
  switch (outputs) {
    NN_CASE(1)
#if CONV_OUTPUTS >= 2
    NN_CASE(2)
#endif
#if CONV_OUTPUTS >= 4
    NN_CASE(3)
    NN_CASE(4)
#endif
  }
}
#undef NN_CASE

static void FN(convolve_gradient)(const nn_window *s, ptrdiff_t groups, ptrdiff_t first_tap,
                                  ptrdiff_t last_tap, ptrdiff_t outputs, const void *x, ptrdiff_t x_step,
                                  const void *dy_, ptrdiff_t dy_step, void *g_, ptrdiff_t g_step) {
  const T *dy = dy_;
  T *g = (T *)g_ - first_tap * g_step;
  const ptrdiff_t plane = s->out_height * s->out_width * LANES;
  for (ptrdiff_t t = first_tap; t < last_tap;) {
    const ptrdiff_t count = last_tap - first_tap < CONV_PLACES ? 1 : CONV_PLACES;
    const ptrdiff_t first = t + count > last_tap ? last_tap - count : t;
    for (ptrdiff_t o = 0; o < outputs; o += CONV_OUTPUTS) {
      const ptrdiff_t tile = outputs - o < CONV_OUTPUTS ? outputs - o : CONV_OUTPUTS;
      FN(conv_gradient_tiles)(tile, count, s, groups, first, x, x_step, dy + o * plane, dy_step, g + o,
                              g_step);
    }
    t += count;
  }
}

static void FN(channel_totals)(ptrdiff_t groups, ptrdiff_t step, ptrdiff_t channels, ptrdiff_t inner,
                               const void *x_, void *sums_) {
  const T *x = x_;
  for (ptrdiff_t c = 0; c < channels; c++) {
    VEC sum = {0};
    for (ptrdiff_t g = 0; g < groups; g++)
      for (ptrdiff_t p = 0; p < inner; p++) sum = sum + FN(load)(x + g * step + (c * inner + p) * LANES);
    ((T *)sums_)[c] = FN(lane_sum)(sum);
  }
}

static void FN(place_image)(const nn_placement *s, const void *x_, void *z_) {
  const T *x = x_;
  T *z = z_;
  for (ptrdiff_t c = 0; c < s->channels; c++)
    for (ptrdiff_t i = 0; i < s->height; i++) {
      const ptrdiff_t y = i * s->step_y + s->top;
      if (y < 0 || y >= s->out_height) continue;
      const T *from = x + (c * s->height + i) * s->width * LANES;
      T *to = z + (c * s->out_height + y) * s->out_width * LANES;
      for (ptrdiff_t j = 0; j < s->width; j++) {
        const ptrdiff_t at = j * s->step_x + s->left;
        if (at >= 0 && at < s->out_width) FN(store)(to + at * LANES, FN(load)(from + j * LANES));
      }
    }
}

// The part of a window that lies within the input.
typedef struct {
  ptrdiff_t first_y, last_y, first_x, last_x;
} FN(clip);
INLINE FN(clip) FN(clip_window)(const nn_window *s, ptrdiff_t i, ptrdiff_t j) {
  FN(clip) c = {i * s->stride_y - s->top, 0, j * s->stride_x - s->left, 0};
  c.last_y = c.first_y + s->kernel_height;
  c.last_x = c.first_x + s->kernel_width;
  if (c.last_y > s->height) c.last_y = s->height;
  if (c.last_x > s->width) c.last_x = s->width;
  if (c.first_y < 0) c.first_y = 0;
  if (c.first_x < 0) c.first_x = 0;
  return c;
}

static void FN(pool)(const nn_window *s, int largest, const void *x_, void *y_) {
  const T *x = x_;
  T *y = y_;
  const T size = (T)(s->kernel_height * s->kernel_width);
  for (ptrdiff_t c = 0; c < s->channels; c++, x += s->height * s->width * LANES)
    for (ptrdiff_t i = 0; i < s->out_height; i++)
      for (ptrdiff_t j = 0; j < s->out_width; j++, y += LANES) {
        const FN(clip) w = FN(clip_window)(s, i, j);
        VEC value = largest ? FN(load)(x + (w.first_y * s->width + w.first_x) * LANES) : (VEC){0};
        for (ptrdiff_t a = w.first_y; a < w.last_y; a++)
          for (ptrdiff_t b = w.first_x; b < w.last_x; b++) {
            const VEC v = FN(load)(x + (a * s->width + b) * LANES);
            // A number that is none stays.
            value = largest ? FN(choose)((v > value) | (v != v), v, value) : value + v;
          }
        FN(store)(y, largest ? value : value / size);
      }
}

static void FN(pool_backward)(const nn_window *s, int largest, const void *x_, const void *y_,
                              const void *dy_, void *dx_) {
  const T *x = x_, *y = y_, *dy = dy_;
  T *dx = dx_;
  const T size = (T)(s->kernel_height * s->kernel_width);
  const ptrdiff_t plane = s->height * s->width * LANES;
  memset(dx, 0, (size_t)(s->channels * plane) * sizeof(T));
  for (ptrdiff_t c = 0; c < s->channels; c++, x += plane, dx += plane)
    for (ptrdiff_t i = 0; i < s->out_height; i++)
      for (ptrdiff_t j = 0; j < s->out_width; j++, y += LANES, dy += LANES) {
        const FN(clip) w = FN(clip_window)(s, i, j);
        const VEC d = largest ? FN(load)(dy) : FN(load)(dy) / size;
        const VEC value = FN(load)(y);
        IVEC left = ~(IVEC){0};  // the lanes whose largest element was not found yet
        for (ptrdiff_t a = w.first_y; a < w.last_y; a++)
          for (ptrdiff_t b = w.first_x; b < w.last_x; b++) {
            const ptrdiff_t at = (a * s->width + b) * LANES;
            VEC part = d;
            if (largest) {
              const IVEC found = left & (IVEC)(FN(load)(x + at) == value);
              left &= ~found;
              part = FN(choose)(found, d, (VEC){0});
            }
            FN(store)(dx + at, FN(load)(dx + at) + part);
          }
      }
}

static void FN(interleave)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t ld, const void *x_, void *z_) {
  for (ptrdiff_t i = 0; i < m; i += LANES)
    for (ptrdiff_t j = 0; j < n; j += LANES)
      FN(transpose_block)(m - i, n - j, (const T *)x_ + i * ld + j, ld, (T *)z_ + i * n + j * LANES, LANES);
}

static void FN(deinterleave)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t ld, const void *z_, void *x_) {
  for (ptrdiff_t i = 0; i < m; i += LANES)
    for (ptrdiff_t j = 0; j < n; j += LANES)
      FN(transpose_block)(n - j, m - i, (const T *)z_ + i * n + j * LANES, LANES, (T *)x_ + i * ld + j, ld);
}
