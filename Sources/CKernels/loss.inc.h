// The loss of a batch and its gradient. Bound: exp, a few vectors a row.

// The lanes added up as a tree: the upper half to the lower half, until one is left.
INLINE T FN(add_lanes)(VEC v) {
  for (int half = LANES / 2; half > 0; half /= 2)
    for (int i = 0; i < half; i++) v[i] += v[i + half];
  return v[0];
}

INLINE T FN(largest_lane)(VEC v) {
  for (int half = LANES / 2; half > 0; half /= 2)
    for (int i = 0; i < half; i++) v[i] = v[i + half] > v[i] ? v[i + half] : v[i];
  return v[0];
}

// The columns j ... of x as far as n goes, `otherwise` beyond.
INLINE VEC FN(columns)(const T *x, ptrdiff_t j, ptrdiff_t n, VEC lane, T otherwise) {
  return FN(choose)(lane < (T)(n - j), FN(load)(x + j), FN(broadcast)(otherwise));
}

// With top = max_j x_j, e_j = exp(x_j - top) and sum = sum_j e_j:
//   loss = log(sum) + (top - x_label), gradient_j = (e_j / sum - [j == label]) / batch
// Order of the sum: lane l takes the columns l, l + V, l + 2 V, ...; the lanes are added as in add_lanes.
static void FN(softmax_cross_entropy)(ptrdiff_t m, ptrdiff_t n, ptrdiff_t ld, const void *logits,
                                      const int32_t *labels, ptrdiff_t batch, void *losses_,
                                      void *gradient_) {
  T *losses = losses_;
  VEC lane;
  for (int l = 0; l < LANES; l++) lane[l] = (T)l;
  for (ptrdiff_t base = 0; base < m; base += LANES) {
    const ptrdiff_t rows = m - base < LANES ? m - base : LANES;
    VEC sums = FN(broadcast)(1), gaps = {0};
    for (ptrdiff_t r = 0; r < rows; r++) {
      const T *x = (const T *)logits + (base + r) * ld;
      T *gradient = gradient_ ? (T *)gradient_ + (base + r) * ld : 0;
      const ptrdiff_t label = labels[base + r];
      VEC largest = FN(broadcast)(-(T)__builtin_inf());
      for (ptrdiff_t j = 0; j < n; j += LANES) {
        VEC v = FN(columns)(x, j, n, lane, -(T)__builtin_inf());
        largest = FN(choose)(v > largest, v, largest);
      }
      const T top = FN(largest_lane)(largest);
      gaps[r] = top - x[label];
      VEC sum = {0};
      for (ptrdiff_t j = 0; j < n; j += LANES) {
        VEC e = FN(exp)(FN(columns)(x, j, n, lane, -(T)__builtin_inf()) - top);
        e = FN(choose)(lane < (T)(n - j), e, (VEC){0});
        sum += e;
        if (gradient) FN(store)(gradient + j, e);
      }
      sums[r] = FN(add_lanes)(sum);
      if (!gradient) continue;
      for (ptrdiff_t j = 0; j < n; j += LANES) {
        VEC p = FN(load)(gradient + j) / sums[r];
        p = FN(choose)(lane == (T)(label - j), p - 1, p);
        FN(store)(gradient + j, p / (T)batch);
      }
    }
    FN(store_up_to)(losses + base, FN(log)(sums) + gaps, rows);
  }
}
