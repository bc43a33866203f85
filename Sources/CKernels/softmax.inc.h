// The softmax of groups of numbers, and the slopes of channels. Bound: exp, a few vectors a group.
//
// The order of a sum: lane l takes the numbers l, l + V, l + 2 V, ... of a group; the lanes are added as in
// add_lanes.

// Up to V numbers at x, `otherwise` beyond.
INLINE VEC FN(some)(const T *x, ptrdiff_t count, T otherwise) {
  if (count >= LANES) return FN(load)(x);
  VEC v = FN(broadcast)(otherwise);
  memcpy(&v, x, (size_t)count * sizeof(T));
  return v;
}

static void FN(softmax)(int logarithm, ptrdiff_t m, ptrdiff_t ld, ptrdiff_t groups, ptrdiff_t n,
                        const void *x_, void *y_) {
  const T *rows = x_, least = -(T)__builtin_inf();
  for (ptrdiff_t i = 0; i < m; i++)
    for (ptrdiff_t g = 0; g < groups; g++) {
      const T *x = rows + i * ld + g * n;
      T *y = (T *)y_ + i * ld + g * n;
      VEC largest = FN(broadcast)(least), sum = {0};
      for (ptrdiff_t j = 0; j < n; j += LANES) {
        const VEC v = FN(some)(x + j, n - j, least);
        largest = FN(choose)(v > largest, v, largest);
      }
      const T top = FN(largest_lane)(largest);
      for (ptrdiff_t j = 0; j < n; j += LANES) {
        const VEC v = FN(some)(x + j, n - j, least) - top, e = FN(exp)(v);
        sum = sum + FN(some)((const T *)&e, n - j, 0);
        FN(store_up_to)(y + j, logarithm ? v : e, n - j);
      }
      const T total = FN(add_lanes)(sum);
      const T shift = FN(log)(FN(broadcast)(total))[0];
      for (ptrdiff_t j = 0; j < n; j += LANES) {
        const VEC v = FN(load_up_to)(y + j, n - j);
        FN(store_up_to)(y + j, logarithm ? v - shift : v / total, n - j);
      }
    }
}

static void FN(softmax_backward)(int logarithm, ptrdiff_t m, ptrdiff_t ld, ptrdiff_t groups, ptrdiff_t n,
                                 const void *y_, const void *dy_, void *dx_) {
  for (ptrdiff_t i = 0; i < m; i++)
    for (ptrdiff_t g = 0; g < groups; g++) {
      const ptrdiff_t at = i * ld + g * n;
      const T *y = (const T *)y_ + at, *dy = (const T *)dy_ + at;
      T *dx = (T *)dx_ + at;
      VEC sum = {0};
      for (ptrdiff_t j = 0; j < n; j += LANES) {
        const VEC u = FN(load_up_to)(dy + j, n - j);
        sum = sum + (logarithm ? u : u * FN(load_up_to)(y + j, n - j));
      }
      const T total = FN(add_lanes)(sum);
      for (ptrdiff_t j = 0; j < n; j += LANES) {
        const VEC v = FN(load_up_to)(y + j, n - j), u = FN(load_up_to)(dy + j, n - j);
        FN(store_up_to)(dx + j, logarithm ? u - FN(exp)(v) * total : v * (u - total), n - j);
      }
    }
}

static void FN(channel_slopes)(ptrdiff_t m, ptrdiff_t ld, ptrdiff_t inner, ptrdiff_t channels, const void *x_,
                               const void *slopes_, const void *y_, void *z_) {
  const T *slopes = slopes_;
  for (ptrdiff_t i = 0; i < m; i++) {
    const T *x = (const T *)x_ + i * ld, *y = (const T *)y_ + i * ld;
    T *z = (T *)z_ + i * ld;
    // Where inner is 1 the channels are side by side.
    const ptrdiff_t runs = inner == 1 ? 1 : channels, length = inner == 1 ? channels : inner;
    for (ptrdiff_t k = 0; k < runs; k++)
      for (ptrdiff_t p = 0; p < length; p += LANES) {
        const ptrdiff_t at = k * length + p, part = length - p;
        const VEC slope = inner == 1 ? FN(load_up_to)(slopes + p, part) : FN(broadcast)(slopes[k]);
        const VEC v = FN(load_up_to)(y + at, part);
        FN(store_up_to)(z + at, FN(choose)(FN(load_up_to)(x + at, part) <= 0, slope * v, v), part);
      }
  }
}
