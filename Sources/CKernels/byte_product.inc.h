// Products with byte features X, of which most are 0 where they are the pixels of an image.
//
// A feature is offset + scale * byte. So each element of X . W is the sum of two chains of fused
// multiply-adds:
//
//   C(i, j) = (bias(j) + sum over all p of offset * W(p, j))      the same for every example: computed once
//           + (sum over the p with byte(i, p) != 0 of (scale * byte(i, p)) * W(p, j))
//
// both in ascending p. The products scale * byte come from a table of 256 numbers, `scaled`. Which bytes are
// not 0 comes from the nonzero masks, a bit for each byte, in words of 64 bits:
//
//   an example's bytes   0  0  7  0  9  0  0  0 ...      64 of them to a word
//   its mask's bits      0  0  1  0  1  0  0  0 ...      so W's rows 2 and 4 are added up, in this order
//
// The forward product (byte_panels) goes through a strip of C that is one or two panels of W wide, at most 4
// V:
//
//      X: 64 examples                  W: panels of 2 V columns        sums: 64 examples x 4 V, in L1
//      word 0   word 1   word 2       panel 0   panel 1
//     +--------+--------+-----+      +--------+--------+               +-----------------+
//   r | mask   |        |     |      | 64 rows (word 0) |            r | += scaled * W   |
//     |        |        |     |      +--------+--------+               |                 |
//     |        |        |     |      | 64 rows (word 1) |              |                 |
//     +--------+--------+-----+      +--------+--------+               +-----------------+
//
//   for each group of 64 examples, for each word, for each example r, for each bit p that is set:
//     sums[r] += scaled[byte(r, p)] * (row p of W)
//   then row r of C = (sum of bias and offset) + sums[r].
//
// The gradient X^T . dZ (byte_gradient_panels) needs, for a row p of W, the examples whose byte p is not 0.
// So the mask words of 64 examples are transposed as a square of bits: bit r of word p says whether byte p of
// example r is other than 0.
//
//   dW(p, j) = offset * (sum over all i of dZ(i, j))                          a plain sum in ascending i
//            + (sum over the i with byte(i, p) != 0 of (scale * byte(i, p)) * dZ(i, j))
//
// Here one chain of fused multiply-adds in ascending i starts from the first term.
//
// Bound: the loads of W and dZ, one for each FMA, from L1 and L2; with Adam, its divider.

// The panels of W whose sums the registers hold at once.
#define BYTE_PANELS 2

#ifndef NN_BYTE_VALUES
#define NN_BYTE_VALUES 256

// 64 words of 64 bits.
typedef uint64_t nn_words __attribute__((vector_size(64)));

// Bit j of word i becomes bit i of word j: squares of 32 x 32 bits beside the diagonal change places, and so
// on down to single bits (Warren, Hacker's Delight, 7-3).
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

// The table of scale * byte.
INLINE void FN(scale_bytes)(double scale, T *scaled) {
  for (int i = 0; i < NN_BYTE_VALUES; i++) scaled[i] = (T)(scale * i);
}

// A strip of C, some panels wide of so many V each. C is written once, at the end of each group of 64
// examples: a core beside which another one computes the next columns would lose C's cache lines to it again
// and again, since processors prefetch the line that follows.
INLINE void FN(byte_panels)(int panels, int vectors, ptrdiff_t m, const nn_byte_rows *x, const T *scaled,
                            const T *w, const VEC *bias, T *c, ptrdiff_t ldc) {
  const ptrdiff_t step = vectors * LANES, width = x->width, panel = 2 * LANES * width;
  const ptrdiff_t words = nn_mask_words(width);
  const VEC offset = FN(broadcast)((T)x->offset);
  VEC offset_sum[BYTE_PANELS * 2], sum[BYTE_PANELS * 2], sums[64][BYTE_PANELS * 2];
  for (int v = 0; v < panels * vectors; v++) offset_sum[v] = bias[v];
  for (ptrdiff_t j = 0; j < width && (T)x->offset != 0; j++)
    for (int q = 0; q < panels; q++)
      for (int v = 0; v < vectors; v++)
        offset_sum[q * vectors + v] =
            FMA(offset, FN(load)(w + q * panel + j * step + v * LANES), offset_sum[q * vectors + v]);
  for (ptrdiff_t i = 0; i < m; i += 64) {
    const ptrdiff_t count = m - i < 64 ? m - i : 64;
    const int32_t *rows = x->rows + i;
    memset(sums, 0, (size_t)count * sizeof *sums);
    for (ptrdiff_t word = 0; word < words; word++) {
      const uint64_t *masks = x->nonzero_masks + word;
      const uint8_t *bytes = x->bytes + word * 64;
      const T *block = w + word * 64 * step;
      // The next example's mask is loaded before the loop over the bits of this one, for the processor cannot
      // predict how many turns that loop takes.
      uint64_t mask = masks[rows[0] * words], next = 0;
      const uint8_t *own = bytes + rows[0] * width, *next_own = 0;
      for (ptrdiff_t r = 0; r < count; r++, mask = next, own = next_own) {
        if (r + 1 < count) next = masks[rows[r + 1] * words], next_own = bytes + rows[r + 1] * width;
        memcpy(sum, sums[r], sizeof sum);
        for (; mask; mask &= mask - 1) {
          const int j = __builtin_ctzll(mask);
          const VEC value = FN(broadcast)(scaled[own[j]]);
          for (int q = 0; q < panels; q++)
            for (int v = 0; v < vectors; v++)
              sum[q * vectors + v] =
                  FMA(value, FN(load)(block + q * panel + j * step + v * LANES), sum[q * vectors + v]);
        }
        memcpy(sums[r], sum, sizeof sum);
      }
    }
    for (ptrdiff_t r = 0; r < count; r++)
      for (int v = 0; v < panels * vectors; v++)
        FN(store)(c + (i + r) * ldc + v * LANES, offset_sum[v] + sums[r][v]);
  }
}

static void FN(byte_product)(ptrdiff_t m, ptrdiff_t n, const nn_byte_rows *x, const void *w_,
                             const void *bias_, nn_activation f, void *c_, ptrdiff_t ldc) {
  const T *bias = bias_;
  T scaled[NN_BYTE_VALUES];
  FN(scale_bytes)(x->scale, scaled);
  for (ptrdiff_t j = 0, columns; j < n; j += columns) {
    const T *w = (const T *)w_ + FN(panel_offset)(x->width, j);
    T *c = (T *)c_ + j;
    VEC start[BYTE_PANELS * 2] = {{0}};
    for (ptrdiff_t v = 0; bias && v < BYTE_PANELS * 2 && j + v * LANES < n; v++)
      start[v] = FN(load_up_to)(bias + j + v * LANES, n - j - v * LANES);
    if (n - j > 3 * LANES) {
      columns = 4 * LANES;
      FN(byte_panels)(2, 2, m, x, scaled, w, start, c, ldc);
    } else if (n - j > LANES) {
      columns = 2 * LANES;
      FN(byte_panels)(1, 2, m, x, scaled, w, start, c, ldc);
    } else {
      columns = LANES;
      FN(byte_panels)(1, 1, m, x, scaled, w, start, c, ldc);
    }
    if (f.formula != NN_ACTIVATION_IDENTITY)  // while it is in L1
      for (ptrdiff_t i = 0; i < m; i++) FN(activate)(f, columns, c + i * ldc, c + i * ldc);
  }
}

// The rows first ..< last of some panels of the gradient, so many V wide each, one panel behind the other in
// g. With a job the sums of the last group of 64 examples are not stored: Adam moves the weights along them
// at once.
INLINE void FN(byte_gradient_panels)(int panels, int vectors, ptrdiff_t first, ptrdiff_t last, ptrdiff_t m,
                                     const nn_byte_rows *x, const T *dz, ptrdiff_t ld,
                                     const FN(adam_job) * job, T *g) {
  const ptrdiff_t step = vectors * LANES, words = nn_mask_words(x->width), panel = 2 * LANES * x->width;
  const ptrdiff_t g_panel = (last - first) * step;
  T scaled[NN_BYTE_VALUES];
  FN(scale_bytes)(x->scale, scaled);
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
      union { uint64_t row[64]; nn_words all[8]; } masks = {{0}};
      for (ptrdiff_t r = 0; r < count; r++) masks.row[r] = x->nonzero_masks[x->rows[i + r] * words + word];
      nn_transpose_bits(masks.all);
      const ptrdiff_t end = last < word * 64 + 64 ? last : word * 64 + 64;
      for (ptrdiff_t j = word * 64 < first ? first : word * 64; j < end; j++) {
        T *row = g + (j - first) * step;
        for (int q = 0; q < panels; q++)
          for (int v = 0; v < vectors; v++)
            sum[q * vectors + v] = i == 0 ? start[q * vectors + v] : FN(load)(row + q * g_panel + v * LANES);
        for (uint64_t mask = masks.row[j % 64]; mask; mask &= mask - 1) {
          const int r = __builtin_ctzll(mask);
          const VEC value = FN(broadcast)(scaled[bytes[r][j]]);
          for (int v = 0; v < panels * vectors; v++) sum[v] = FMA(value, rows[r][v], sum[v]);
        }
        for (int q = 0; q < panels; q++)
          for (int v = 0; v < vectors; v++)
            if (job && i + 64 >= m)
              FN(adam_vector)(job, sum[q * vectors + v], q * panel + (j - first) * step + v * LANES);
            else
              FN(store)(row + q * g_panel + v * LANES, sum[q * vectors + v]);
      }
    }
  }
}

static void FN(byte_gradient)(ptrdiff_t first, ptrdiff_t last, ptrdiff_t n, ptrdiff_t m,
                              const nn_byte_rows *x, const void *dz, ptrdiff_t ld, const nn_adam *adam,
                              void *g) {
  FN(adam_job) job;
  if (adam) job = FN(begin_adam)(adam, g);
  if (n > 3 * LANES) FN(byte_gradient_panels)(2, 2, first, last, m, x, dz, ld, adam ? &job : 0, g);
  else if (n > LANES) FN(byte_gradient_panels)(1, 2, first, last, m, x, dz, ld, adam ? &job : 0, g);
  else FN(byte_gradient_panels)(1, 1, first, last, m, x, dz, ld, adam ? &job : 0, g);
}
