// A mini-batch of bytes as scalars. Bound: the memory latency of rows that lie anywhere in the source, hidden by
// asking for them ahead; then L2 stores of the batch (4 or 8 bytes out for each byte in).

typedef uint8_t FN(bytes) __attribute__((vector_size(LANES)));

#ifndef NN_GATHER_AHEAD
// Rows asked for before their turn: with those of an MNIST image, 13 lines each, a core has as many misses under way
// as it can have.
#define NN_GATHER_AHEAD 4
#define NN_LINE_BYTES 64

typedef uint8_t nn_line __attribute__((vector_size(NN_LINE_BYTES)));

// How many whole units of 0 a row begins with.
static uint8_t nn_row_lead(ptrdiff_t n, const uint8_t *row) {
  ptrdiff_t j = 0;
  for (uint64_t word; j + 8 <= n; j += 8) {
    memcpy(&word, row + j, sizeof word);
    if (word) break;
  }
  while (j < n && !row[j]) j++;
  return (uint8_t)(j < n ? j / nn_lead_unit(n) : NN_LEAD_WHOLE);
}
#endif

// Where a byte is not 0, the lead of its column is at most the row's place, in units.
INLINE void FN(shorten_leads)(ptrdiff_t n, const uint8_t *row, uint8_t place, uint8_t *leads) {
  const nn_line places = place - (nn_line){0};
  ptrdiff_t j = 0;
  for (; j + NN_LINE_BYTES <= n; j += NN_LINE_BYTES) {
    nn_line bytes, lead;
    memcpy(&bytes, row + j, sizeof bytes);
    memcpy(&lead, leads + j, sizeof lead);
    lead = __builtin_elementwise_min(lead, (nn_line)(bytes == 0) | places);
    memcpy(leads + j, &lead, sizeof lead);
  }
  for (; j < n; j++)
    if (row[j] && place < leads[j]) leads[j] = place;
}

static void FN(gather_bytes)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t ld, const uint8_t *source,
                             const int32_t *rows, double scale, double offset, void *x_, uint8_t *row_leads,
                             uint8_t *column_leads) {
  const VEC scales = FN(broadcast)((T)scale), offsets = FN(broadcast)((T)offset);
  if (column_leads) memset(column_leads, NN_LEAD_WHOLE, (size_t)n);
  for (ptrdiff_t i = -NN_GATHER_AHEAD; i < m; i++) {
    if (i + NN_GATHER_AHEAD < m) {
      const uint8_t *ahead = source + (ptrdiff_t)rows[i + NN_GATHER_AHEAD] * n;
      for (ptrdiff_t j = 0; j < n; j += NN_LINE_BYTES) __builtin_prefetch(ahead + j);
    }
    if (i < 0) continue;
    const uint8_t *row = source + (ptrdiff_t)rows[i] * n;
    T *x = (T *)x_ + i * ld;
    for (ptrdiff_t j = 0; j < n; j += LANES) {
      FN(bytes) bytes = {0};
      if (j + LANES <= n) memcpy(&bytes, row + j, LANES);
      else memcpy(&bytes, row + j, (size_t)(n - j));
      FN(store)(x + j,
                FMA(__builtin_convertvector(__builtin_convertvector(bytes, IVEC), VEC), scales, offsets));
    }
    if (row_leads) row_leads[i] = nn_row_lead(n, row);
    if (column_leads) FN(shorten_leads)(n, row, (uint8_t)(i / nn_lead_unit(m)), column_leads);
  }
}
