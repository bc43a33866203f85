// Products with byte features, of which most are 0 where they are the pixels of an image. A feature is offset + scale *
// byte: the offset's terms are the same for all examples and are added up once, and a byte that is 0 has no other. Bound:
// the loads of W and dz, one for each FMA, from L1 and L2; with Adam, its divider.

// The panels of W whose sums the registers hold at once.
#define BYTE_PANELS 2

#ifndef NN_BYTE_LEVELS
#define NN_BYTE_LEVELS 256

// 64 words of 64 bits.
typedef uint64_t nn_words __attribute__((vector_size(64)));

// Bit j of word i becomes bit i of word j: squares of 32 x 32 bits beside the diagonal change places, and so on down to
// single bits (Warren, Hacker's Delight, 7-3).
static void nn_transpose_bits(nn_words *a) {
  for (int j = 32; j >= 8; j /= 2) {
    const uint64_t low = ~(uint64_t)0 / (((uint64_t)1 << j) + 1);
    for (int v = 0; v < 8; v++) {
      if (v & j / 8) continue;
      const nn_words moved = (a[v] >> j ^ a[v + j / 8]) & low;
      a[v + j / 8] ^= moved;
      a[v] ^= moved << j;
    }
  }
  // The words of a square are in one vector.
#define NN_SWAP(j, ...)                                                                                     \
  for (int v = 0; v < 8; v++) {                                                                             \
    const nn_words lane = {0, 1, 2, 3, 4, 5, 6, 7}, upper = (nn_words)((lane & j) != 0);                    \
    const nn_words keep = ~(uint64_t)0 / (((uint64_t)1 << j) + 1) ^ upper;                                  \
    const nn_words other = __builtin_shufflevector(a[v], a[v], __VA_ARGS__);                                \
    a[v] = (a[v] & keep) | (other << (~upper & j) >> (upper & j) & ~keep);                                  \
  }
  NN_SWAP(4, 4, 5, 6, 7, 0, 1, 2, 3)
  NN_SWAP(2, 2, 3, 0, 1, 6, 7, 4, 5)
  NN_SWAP(1, 1, 0, 3, 2, 5, 4, 7, 6)
#undef NN_SWAP
}
#endif

// What each byte adds to the offset.
INLINE void FN(byte_levels)(double scale, T *levels) {
  for (int i = 0; i < NN_BYTE_LEVELS; i++) levels[i] = (T)(scale * i);
}

// C, some panels wide of so many V each. The sums of the bytes' terms are for 64 rows of C, and grow by the terms of 64
// rows of W at a time, that both come from L1. C is written once: a core that another one computes the next columns
// beside would lose its lines to it again and again, for they are fetched ahead.
INLINE void FN(byte_panels)(int panels, int vectors, ptrdiff_t m, const nn_byte_rows *x, const T *levels, const T *w,
                            const VEC *bias, T *c, ptrdiff_t ldc) {
  const ptrdiff_t step = vectors * LANES, width = x->width, panel = 2 * LANES * width, words = nn_mark_words(width);
  const VEC offset = FN(broadcast)((T)x->offset);
  VEC same[BYTE_PANELS * 2], sum[BYTE_PANELS * 2], sums[64][BYTE_PANELS * 2];
  for (int v = 0; v < panels * vectors; v++) same[v] = bias[v];
  for (ptrdiff_t j = 0; j < width && (T)x->offset != 0; j++)
    for (int q = 0; q < panels; q++)
      for (int v = 0; v < vectors; v++)
        same[q * vectors + v] = FMA(offset, FN(load)(w + q * panel + j * step + v * LANES), same[q * vectors + v]);
  for (ptrdiff_t i = 0; i < m; i += 64) {
    const ptrdiff_t count = m - i < 64 ? m - i : 64;
    const int32_t *rows = x->rows + i;
    memset(sums, 0, (size_t)count * sizeof *sums);
    for (ptrdiff_t word = 0; word < words; word++) {
      const uint64_t *marks = x->marks + word;
      const uint8_t *bytes = x->bytes + word * 64;
      const T *block = w + word * 64 * step;
      // The next row's are asked for before the number of this one's is known to the processor.
      uint64_t left = marks[rows[0] * words], next = 0;
      const uint8_t *own = bytes + rows[0] * width, *next_own = 0;
      for (ptrdiff_t r = 0; r < count; r++, left = next, own = next_own) {
        if (r + 1 < count) next = marks[rows[r + 1] * words], next_own = bytes + rows[r + 1] * width;
        memcpy(sum, sums[r], sizeof sum);
        for (; left; left &= left - 1) {
          const int j = __builtin_ctzll(left);
          const VEC level = FN(broadcast)(levels[own[j]]);
          for (int q = 0; q < panels; q++)
            for (int v = 0; v < vectors; v++)
              sum[q * vectors + v] =
                  FMA(level, FN(load)(block + q * panel + j * step + v * LANES), sum[q * vectors + v]);
        }
        memcpy(sums[r], sum, sizeof sum);
      }
    }
    for (ptrdiff_t r = 0; r < count; r++)
      for (int v = 0; v < panels * vectors; v++) FN(store)(c + (i + r) * ldc + v * LANES, same[v] + sums[r][v]);
  }
}

static void FN(byte_product)(ptrdiff_t m, ptrdiff_t n, const nn_byte_rows *x, const void *w_, const void *bias_,
                             nn_activation f, double slope, void *c_, ptrdiff_t ldc) {
  const T *bias = bias_;
  T levels[NN_BYTE_LEVELS];
  FN(byte_levels)(x->scale, levels);
  for (ptrdiff_t j = 0, columns; j < n; j += columns) {
    const T *w = (const T *)w_ + FN(panel_offset)(x->width, j);
    T *c = (T *)c_ + j;
    VEC start[BYTE_PANELS * 2] = {{0}};
    for (ptrdiff_t v = 0; bias && v < BYTE_PANELS * 2 && j + v * LANES < n; v++)
      start[v] = FN(load_up_to)(bias + j + v * LANES, n - j - v * LANES);
    if (n - j > 3 * LANES) {
      columns = 4 * LANES;
      FN(byte_panels)(2, 2, m, x, levels, w, start, c, ldc);
    } else if (n - j > LANES) {
      columns = 2 * LANES;
      FN(byte_panels)(1, 2, m, x, levels, w, start, c, ldc);
    } else {
      columns = LANES;
      FN(byte_panels)(1, 1, m, x, levels, w, start, c, ldc);
    }
    if (f != NN_ACTIVATION_IDENTITY)  // while it is in L1
      for (ptrdiff_t i = 0; i < m; i++) FN(activate)(f, slope, columns, c + i * ldc, c + i * ldc);
  }
}

// Rows of some panels of the gradient, so many V each, behind one another in g, and Adam along it if there is a job.
INLINE void FN(byte_gradient_panels)(int panels, int vectors, ptrdiff_t first, ptrdiff_t last, ptrdiff_t m,
                                     const nn_byte_rows *x, const T *dz, ptrdiff_t ld, const FN(adam_job) * job, T *g) {
  const ptrdiff_t step = vectors * LANES, words = nn_mark_words(x->width), panel = 2 * LANES * x->width;
  const ptrdiff_t g_panel = (last - first) * step;
  T levels[NN_BYTE_LEVELS];
  FN(byte_levels)(x->scale, levels);
  VEC start[BYTE_PANELS * 2] = {{0}}, rows[64][BYTE_PANELS * 2], sum[BYTE_PANELS * 2];
  for (ptrdiff_t i = 0; i < m && (T)x->offset != 0; i++)
    for (int v = 0; v < panels * vectors; v++) start[v] += FN(load)(dz + i * ld + v * LANES);
  for (int v = 0; v < panels * vectors && (T)x->offset != 0; v++) start[v] *= FN(broadcast)((T)x->offset);
  for (ptrdiff_t i = 0; i < m; i += 64) {
    const ptrdiff_t count = m - i < 64 ? m - i : 64;
    const uint8_t *bytes[64];
    for (ptrdiff_t r = 0; r < count; r++) {
      bytes[r] = x->bytes + x->rows[i + r] * x->width;
      for (int v = 0; v < panels * vectors; v++) rows[r][v] = FN(load)(dz + (i + r) * ld + v * LANES);
    }
    for (ptrdiff_t word = first / 64; word * 64 < last; word++) {
      union { uint64_t row[64]; nn_words all[8]; } marks = {{0}};
      for (ptrdiff_t r = 0; r < count; r++) marks.row[r] = x->marks[x->rows[i + r] * words + word];
      nn_transpose_bits(marks.all);
      const ptrdiff_t end = last < word * 64 + 64 ? last : word * 64 + 64;
      for (ptrdiff_t j = word * 64 < first ? first : word * 64; j < end; j++) {
        T *row = g + (j - first) * step;
        for (int q = 0; q < panels; q++)
          for (int v = 0; v < vectors; v++)
            sum[q * vectors + v] = i == 0 ? start[q * vectors + v] : FN(load)(row + q * g_panel + v * LANES);
        for (uint64_t left = marks.row[j % 64]; left; left &= left - 1) {
          const int r = __builtin_ctzll(left);
          const VEC level = FN(broadcast)(levels[bytes[r][j]]);
          for (int v = 0; v < panels * vectors; v++) sum[v] = FMA(level, rows[r][v], sum[v]);
        }
        for (int q = 0; q < panels; q++)
          for (int v = 0; v < vectors; v++)
            if (job && i + 64 >= m) FN(adam_vector)(job, sum[q * vectors + v], q * panel + (j - first) * step + v * LANES);
            else FN(store)(row + q * g_panel + v * LANES, sum[q * vectors + v]);
      }
    }
  }
}

static void FN(byte_gradient)(ptrdiff_t first, ptrdiff_t last, ptrdiff_t n, ptrdiff_t m, const nn_byte_rows *x,
                              const void *dz, ptrdiff_t ld, const nn_adam *adam, void *g) {
  FN(adam_job) job;
  if (adam) job = FN(begin_adam)(adam, g);
  if (n > 3 * LANES) FN(byte_gradient_panels)(2, 2, first, last, m, x, dz, ld, adam ? &job : 0, g);
  else if (n > LANES) FN(byte_gradient_panels)(1, 2, first, last, m, x, dz, ld, adam ? &job : 0, g);
  else FN(byte_gradient_panels)(1, 1, first, last, m, x, dz, ld, adam ? &job : 0, g);
}
