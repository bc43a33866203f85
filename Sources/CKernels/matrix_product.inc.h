// The matrix product. Bound: FMA (8 x 2 chains of AVX-512 hide the latency; 10 loads feed their 16 FMAs), as
// long as A's block and a panel of B come from L2. In: TILE_ROWS (6 or 8, 2 where every FMA is software),
// TILE_VECTORS (how many V a tile is wide), TILE_DEPTH (k is cut into blocks of at most so many).

#ifndef NN_A_BLOCK_BYTES
// The block of A that all panels of B are multiplied with before the next one, and that stays in L2 until
// then.
#define NN_A_BLOCK_BYTES (256 * 1024)
// From this many rows on, it pays to copy a panel of a row-major B (whose rows may all fall into one set of
// L1) to the stack.
#define NN_PACKING_ROWS 65
// The next panel of a B of so many bytes, which does not stay in L2, is fetched ahead, where so many rows
// leave the time for all of it.
#define NN_AHEAD_BYTES (1024 * 1024)
#define NN_AHEAD_ROWS 64
#define NN_LINE_BYTES 64
#endif

typedef struct {
  ptrdiff_t k, a_row, a_column, b_step, from_step, c_step;
  // Adam's steps along the rows of C that are ready, taken between FMAs; NULL for none.
  FN(adam_job) * interleaved;
  // The panel of B that is read after this one, fetched to L2 between FMAs, `ahead_step` bytes for each row
  // of C from row 0 on, a line each `ahead_terms` terms; NULL for none.
  const char *ahead;
  ptrdiff_t ahead_step, ahead_terms;
} FN(tile_shape);

#include "narrow_product.inc.h"

// C (rows x vectors V) = from + A . B in registers, for the rows i ...; `from` is the bias (from_step 0) or,
// after the first block of k, C itself.
INLINE void FN(tile)(int rows, int vectors, const FN(tile_shape) * shape, ptrdiff_t i, const T *a, const T *b,
                     const T *from, T *c) {
  VEC sum[TILE_ROWS][TILE_VECTORS];
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < vectors; v++) sum[r][v] = FN(load)(from + (i + r) * shape->from_step + v * LANES);
  a += i * shape->a_row;
  FN(adam_job) *job = shape->interleaved;
  const char *ahead = shape->ahead ? shape->ahead + i * shape->ahead_step : NULL;
  // The terms between two looks at the job, or two lines that are fetched.
  const ptrdiff_t interval = job ? job->interval : ahead ? shape->ahead_terms : shape->k;
  for (ptrdiff_t left = shape->k; left > 0;) {
    ptrdiff_t p = left < interval ? left : interval;
    for (left -= p; p > 0; p--) {
      VEC y[TILE_VECTORS];
      for (int v = 0; v < vectors; v++) y[v] = FN(load)(b + v * LANES);
      for (int r = 0; r < rows; r++) {
        VEC x = FN(broadcast)(a[r * shape->a_row]);
        for (int v = 0; v < vectors; v++) sum[r][v] = FMA(x, y[v], sum[r][v]);
      }
      a += shape->a_column;
      b += shape->b_step;
    }
    if (job && job->done < job->ready) FN(adam_row)(job, vectors);
    if (ahead) {
      __builtin_prefetch(ahead, 0, 2);
      ahead += NN_LINE_BYTES;
    }
  }
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < vectors; v++) FN(store)(c + (i + r) * shape->c_step + v * LANES, sum[r][v]);
}

// A tile of each height and width has its own unrolled code.
#define NN_CASE(rows)                                               \
  case rows: FN(tile)(rows, vectors, shape, i, a, b, from, c); return;
INLINE void FN(tile_of_height)(ptrdiff_t rows, int vectors, const FN(tile_shape) * shape, ptrdiff_t i,
                               const T *a, const T *b, const T *from, T *c) {
  switch (rows) {
    NN_CASE(1)
    NN_CASE(2)
#if TILE_ROWS >= 6
    NN_CASE(3)
    NN_CASE(4)
    NN_CASE(5)
    NN_CASE(6)
#endif
#if TILE_ROWS >= 8
    NN_CASE(7)
    NN_CASE(8)
#endif
  }
}
#undef NN_CASE

// The rows i ..< end of C, 1 or 2 V wide, in tiles of nearly equal height: a last tile of one row would wait
// for its one chain.
static void FN(tiles)(ptrdiff_t i, ptrdiff_t end, int vectors, const FN(tile_shape) * shape, const T *a,
                      const T *b, const T *from, T *c) {
  for (ptrdiff_t left = (end - i + TILE_ROWS - 1) / TILE_ROWS; left > 0; left--) {
    const ptrdiff_t rows = (end - i + left - 1) / left;
    if (vectors == 1) FN(tile_of_height)(rows, 1, shape, i, a, b, from, c);
    else FN(tile_of_height)(rows, TILE_VECTORS, shape, i, a, b, from, c);
    if (shape->interleaved) shape->interleaved->ready += rows;
    i += rows;
  }
}

// The same with B copied behind one another first. Not inlined: short products shall not pay for the stack
// that it takes.
static __attribute__((noinline)) void FN(packed_tiles)(ptrdiff_t i, ptrdiff_t end, int vectors,
                                                       const FN(tile_shape) * shape, const T *a, const T *b,
                                                       const T *from, T *c) {
  VEC packed[TILE_DEPTH * TILE_VECTORS];
  for (ptrdiff_t p = 0; p < shape->k; p++) {
    packed[p * vectors] = FN(load)(b + p * shape->b_step);
    if (vectors == 2) packed[p * 2 + 1] = FN(load)(b + p * shape->b_step + LANES);
  }
  FN(tile_shape) packed_shape = *shape;
  packed_shape.b_step = vectors * LANES;
  FN(tiles)(i, end, vectors, &packed_shape, a, (const T *)packed, from, c);
}

// The same, whichever is faster: packing pays where the rows of B are far from each other and used often.
INLINE void FN(panel_tiles)(ptrdiff_t i, ptrdiff_t end, int vectors, const FN(tile_shape) * shape, const T *a,
                            const T *b, const T *from, T *c) {
  if (end - i >= NN_PACKING_ROWS && shape->b_step > 2 * LANES)
    FN(packed_tiles)(i, end, vectors, shape, a, b, from, c);
  else FN(tiles)(i, end, vectors, shape, a, b, from, c);
}

// Says what the tiles of the rows i ..< end fetch: the panel of B from column j on, if any, from its row p
// on.
static void FN(fetch_ahead)(FN(tile_shape) * shape, ptrdiff_t i, ptrdiff_t end, ptrdiff_t n, ptrdiff_t k,
                            ptrdiff_t j, ptrdiff_t p, const T *b) {
  if (j >= n) return;
  const ptrdiff_t step = FN(panel_step)(n, j), rows = end - i;
  shape->ahead_step = shape->k * step * (ptrdiff_t)sizeof(T) / rows;
  shape->ahead_terms = rows >= 2 * NN_AHEAD_ROWS ? 8 : 4;
  shape->ahead = (const char *)(b + FN(panel_offset)(k, j) + p * step) - i * shape->ahead_step;
}

static void FN(matrix_product)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const void *a_, ptrdiff_t a_row,
                               ptrdiff_t a_column, const void *b_, ptrdiff_t ldb, const void *bias_,
                               nn_activation f, void *c_, ptrdiff_t ldc) {
  const T *bias = bias_;
  // Few columns after the last whole vector are left to narrow tiles.
  const ptrdiff_t tail = n % LANES;
  const int narrow = tail <= NARROW_QUARTERS * QUARTER && m >= NARROW_ROWS && (a_row == 1 || a_column == 1);
  const ptrdiff_t whole = narrow ? n - tail : n;
  const int fetches = !ldb && n * k * (ptrdiff_t)sizeof(T) >= NN_AHEAD_BYTES;
  ptrdiff_t p = 0;
  do {  // once where k is 0: C = bias
    const ptrdiff_t blocks = (k - p + TILE_DEPTH - 1) / TILE_DEPTH;
    // Blocks but the last are of whole vectors, so that what is read behind the last row of A is padding.
    const ptrdiff_t depth =
        blocks > 1 ? ((k - p + blocks - 1) / blocks + LANES - 1) / LANES * LANES : k - p;
    const ptrdiff_t block =
        (NN_A_BLOCK_BYTES / (ptrdiff_t)sizeof(T) / (depth + 1) / TILE_ROWS + 1) * TILE_ROWS;
    for (ptrdiff_t i = 0; i < m; i += block) {
      const ptrdiff_t end = m - i < block ? m : i + block;
      const T *a = (const T *)a_ + p * a_column;
      int vectors = TILE_VECTORS;
      for (ptrdiff_t j = 0; j < n; j += vectors * LANES) {
        if (whole - j <= LANES) vectors = 1;
        const ptrdiff_t step = FN(panel_step)(n, j), b_step = ldb ? ldb : step, c_step = ldc ? ldc : step;
        const T *b = (const T *)b_ + (ldb ? j : FN(panel_offset)(k, j)) + p * b_step;
        T *c = (T *)c_ + (ldc ? j : FN(panel_offset)(m, j));
        VEC start[TILE_VECTORS] = {{0}};
        if (p == 0 && bias)
          for (int v = 0; v < vectors; v++)
            start[v] = FN(load_up_to)(bias + j + v * LANES, n - j - v * LANES);
        FN(tile_shape) shape = {depth, a_row, a_column, b_step, p == 0 ? 0 : c_step, c_step, 0, 0, 0, 0};
        if (fetches && end - i >= NN_AHEAD_ROWS)
          FN(fetch_ahead)(&shape, i, end, n, k, j + vectors * LANES, p, b_);
        const T *from = p == 0 ? (const T *)start : c;
        const ptrdiff_t rest = j == whole ? FN(narrow_tiles)(i, end, tail, &shape, a, b, from, c) : i;
        FN(panel_tiles)(rest, end, vectors, &shape, a, b, from, c);
        if (f.formula != NN_ACTIVATION_IDENTITY && p + depth == k)  // while it is in L1
          for (ptrdiff_t r = i; r < end; r++)
            FN(activate)(f, vectors * LANES, c + r * c_step, c + r * c_step);
      }
    }
    p += depth;
  } while (p < k);
}

static void FN(matrix_product_adam)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const void *a, ptrdiff_t a_row,
                                    ptrdiff_t a_column, const void *b, ptrdiff_t ldb, const void *bias,
                                    const nn_adam *adam, void *g) {
  const ptrdiff_t width = FN(panel_step)(n, 0);
  FN(adam_job) job = FN(begin_adam)(adam, g);
#if TILE_VECTORS == 2
  // The divider works while the FMAs go on with the next tile. Other tiles leave no registers for that, nor
  // do narrow ones.
  if (k <= TILE_DEPTH) {
    if (k > TILE_ROWS) job.interval = k / TILE_ROWS;
    VEC start[2] = {{0}, {0}};
    for (ptrdiff_t v = 0; bias && v < 2 && v * LANES < n; v++)
      start[v] = FN(load_up_to)((const T *)bias + v * LANES, n - v * LANES);
    FN(tile_shape) shape = {k, a_row, a_column, ldb, 0, width, &job, 0, 0, 0};
    FN(panel_tiles)(0, m, (int)(width / LANES), &shape, a, b, (const T *)start, g);
  } else
#endif
    FN(matrix_product)(m, n, k, a, a_row, a_column, b, ldb, bias, nn_identity, g, width);
  if (width == LANES)
    while (job.done < m) FN(adam_row)(&job, 1);
  else
    while (job.done < m) FN(adam_row)(&job, 2);
}
