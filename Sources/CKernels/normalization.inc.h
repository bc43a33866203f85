// Normalisation over the examples of a batch, channel by channel. Bound: the memory that holds x, twice for
// the moments. A row of x has `inner` elements of each channel, one channel behind the other: the pixels of
// an image, or 1, where the channels are side by side.
//
// The order of a sum: where inner is 1, one chain in ascending rows. Else V chains, of which chain v has the
// elements v, v + V, v + 2 V, ... of each row's channel, in ascending rows; then these in ascending v.

// What is added of an element, or of a vector of them.
typedef struct {
  const T *x, *y;  // of the same layout; y may be NULL
  T mean;          // of a single channel
  VEC means;       // of V channels
  int square;      // whether (x - mean)^2 is added; else x, or x * (y - mean) where there is a y
  ptrdiff_t lanes;  // of every V elements of the last row, those that count
} FN(channel_terms);

INLINE T FN(sum_channel)(ptrdiff_t m, ptrdiff_t ld, ptrdiff_t inner, const FN(channel_terms) terms) {
  VEC sums = {0};
  for (ptrdiff_t i = 0; i < m; i++)
    for (ptrdiff_t p = 0; p < inner; p += LANES) {
      const ptrdiff_t at = i * ld + p;
      ptrdiff_t part = inner - p < LANES ? inner - p : LANES;
      if (i == m - 1 && terms.lanes < part) part = terms.lanes;
      VEC v = FN(load_up_to)(terms.x + at, part);
      if (terms.square) {
        v = v - terms.mean;
        if (part < LANES) {  // the lanes that are no elements count nothing
          T kept[LANES] = {0};
          FN(store_part)(kept, v, part);
          v = FN(load)(kept);
        }
        v = v * v;
      }
      if (terms.y) v = v * (FN(load_up_to)(terms.y + at, part) - terms.mean);
      sums = sums + v;
    }
  T sum = 0;
  for (int v = 0; v < LANES; v++) sum += sums[v];
  return sum;
}

INLINE VEC FN(sum_channels)(ptrdiff_t m, ptrdiff_t ld, const FN(channel_terms) terms) {
  VEC sums = {0};
  for (ptrdiff_t i = 0; i < m; i++) {
    VEC v = FN(load)(terms.x + i * ld);
    if (terms.square) v = (v - terms.means) * (v - terms.means);
    if (terms.y) v = v * (FN(load)(terms.y + i * ld) - terms.means);
    sums = sums + v;
  }
  return sums;
}

static void FN(batch_moments)(ptrdiff_t m, ptrdiff_t ld, ptrdiff_t inner, ptrdiff_t lanes, ptrdiff_t first,
                              ptrdiff_t last, const void *x_, void *mean_, void *variance_) {
  const T *x = x_;
  T *mean = mean_, *variance = variance_;
  const T count = (T)m * (T)inner - (T)(LANES - lanes) * (T)(inner / LANES);
  if (inner == 1) {
    for (ptrdiff_t c = first; c < last; c += LANES) {
      const VEC means = FN(sum_channels)(m, ld, (FN(channel_terms)){.x = x + c}) / count;
      FN(store)(mean + c, means);
      const FN(channel_terms) squares = {.x = x + c, .means = means, .square = 1};
      FN(store)(variance + c, FN(sum_channels)(m, ld, squares) / count);
    }
    return;
  }
  for (ptrdiff_t c = first; c < last; c++) {
    const T *channel = x + c * inner;
    mean[c] = FN(sum_channel)(m, ld, inner, (FN(channel_terms)){.x = channel, .lanes = lanes}) / count;
    const FN(channel_terms) squares = {.x = channel, .mean = mean[c], .square = 1, .lanes = lanes};
    variance[c] = FN(sum_channel)(m, ld, inner, squares) / count;
  }
}

static void FN(batch_sums)(ptrdiff_t m, ptrdiff_t ld, ptrdiff_t inner, ptrdiff_t lanes, ptrdiff_t first,
                           ptrdiff_t last, const void *x_, const void *y_, const void *mean_, void *sum_,
                           void *products_) {
  const T *x = x_, *y = y_, *mean = mean_;
  T *sum = sum_, *products = products_;
  if (inner == 1) {
    for (ptrdiff_t c = first; c < last; c += LANES) {
      FN(store)(sum + c, FN(sum_channels)(m, ld, (FN(channel_terms)){.x = x + c}));
      const VEC means = FN(load)(mean + c);
      FN(store)(products + c,
                FN(sum_channels)(m, ld, (FN(channel_terms)){.x = x + c, .y = y + c, .means = means}));
    }
    return;
  }
  for (ptrdiff_t c = first; c < last; c++) {
    const ptrdiff_t at = c * inner;
    const FN(channel_terms) plain = {.x = x + at, .lanes = lanes};
    const FN(channel_terms) scaled = {.x = x + at, .y = y + at, .mean = mean[c], .lanes = lanes};
    sum[c] = FN(sum_channel)(m, ld, inner, plain);
    products[c] = FN(sum_channel)(m, ld, inner, scaled);
  }
}

static void FN(channel_affine)(ptrdiff_t m, ptrdiff_t ld, ptrdiff_t inner, ptrdiff_t channels, const void *x_,
                               const void *a_, const void *y_, const void *b_, const void *c_, void *z_) {
  const T *x = x_, *a = a_, *y = y_, *b = b_, *c = c_;
  T *z = z_;
  for (ptrdiff_t i = 0; i < m; i++) {
    if (inner == 1) {
      for (ptrdiff_t k = 0; k < channels; k += LANES) {
        VEC v = FN(load)(x + i * ld + k) * FN(load)(a + k) + FN(load)(c + k);
        if (y) v = v + FN(load)(y + i * ld + k) * FN(load)(b + k);
        FN(store)(z + i * ld + k, v);
      }
      continue;
    }
    for (ptrdiff_t k = 0; k < channels; k++)
      for (ptrdiff_t p = 0; p < inner; p += LANES) {
        const ptrdiff_t part = inner - p < LANES ? inner - p : LANES, at = i * ld + k * inner + p;
        VEC v = FN(load_up_to)(x + at, part) * a[k] + c[k];
        if (y) v = v + FN(load_up_to)(y + at, part) * b[k];
        FN(store_up_to)(z + at, v, part);
      }
  }
}
