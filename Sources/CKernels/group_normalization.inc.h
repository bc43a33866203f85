// Normalisation of runs of numbers of one example: layer and group normalisation. Bound: the memory that
// holds x.
//
// The order of a sum over a run: lane l takes the numbers l, l + V, l + 2 V, ...; the lanes are added as in
// add_lanes.

// The weights and biases of a run: one for each of its numbers, or for each `inner` of them.
INLINE VEC FN(run_factor)(const T *w, ptrdiff_t inner, ptrdiff_t j, ptrdiff_t count) {
  if (inner == 1) return FN(load_up_to)(w + j, count);
  VEC v = {0};
  if (j / inner == (j + (count < LANES ? count : LANES) - 1) / inner) return FN(broadcast)(w[j / inner]);
  for (ptrdiff_t l = 0; l < LANES && l < count; l++) v[l] = w[(j + l) / inner];
  return v;
}

static void FN(normalize_runs)(const nn_runs *runs, double epsilon, const void *x_, const void *w_,
                               const void *b_, void *normal_, void *scale_, void *y_) {
  const ptrdiff_t n = runs->length, inner = runs->inner;
  for (ptrdiff_t i = 0; i < runs->m; i++)
    for (ptrdiff_t g = 0; g < runs->count; g++) {
      const ptrdiff_t at = i * runs->step + g * n, first = g * runs->weight_step;
      const T *x = (const T *)x_ + at, *w = (const T *)w_ + first, *b = (const T *)b_ + first;
      T *normal = (T *)normal_ + at, *y = (T *)y_ + at;
      VEC sum = {0};
      for (ptrdiff_t j = 0; j < n; j += LANES) sum = sum + FN(load_up_to)(x + j, n - j);
      const T mean = FN(add_lanes)(sum) / (T)n;
      VEC squares = {0};
      for (ptrdiff_t j = 0; j < n; j += LANES) {
        const VEC v = FN(load_up_to)(x + j, n - j) - mean;
        FN(store_up_to)(normal + j, v, n - j);
        squares = squares + FN(load_up_to)(normal + j, n - j) * FN(load_up_to)(normal + j, n - j);
      }
      const T variance = FN(add_lanes)(squares) / (T)n;
      const T scale = 1 / __builtin_elementwise_sqrt(variance + (T)epsilon);
      ((T *)scale_)[i * runs->scale_step + g] = scale;
      for (ptrdiff_t j = 0; j < n; j += LANES) {
        const VEC v = FN(load_up_to)(normal + j, n - j) * scale;
        FN(store_up_to)(normal + j, v, n - j);
        FN(store_up_to)(y + j, v * FN(run_factor)(w, inner, j, n - j) + FN(run_factor)(b, inner, j, n - j),
                        n - j);
      }
    }
}

// With u = dy w: dx = scale (u - mean(u) - normal mean(u normal)).
static void FN(normalize_runs_backward)(const nn_runs *runs, const void *normal_, const void *scale_,
                                        const void *w_, const void *dy_, void *dx_) {
  const ptrdiff_t n = runs->length, inner = runs->inner;
  for (ptrdiff_t i = 0; i < runs->m; i++)
    for (ptrdiff_t g = 0; g < runs->count; g++) {
      const ptrdiff_t at = i * runs->step + g * n;
      const T *normal = (const T *)normal_ + at, *dy = (const T *)dy_ + at;
      const T *w = (const T *)w_ + g * runs->weight_step;
      const T scale = ((const T *)scale_)[i * runs->scale_step + g];
      T *dx = (T *)dx_ + at;
      VEC sum = {0}, products = {0};
      for (ptrdiff_t j = 0; j < n; j += LANES) {
        const VEC u = FN(load_up_to)(dy + j, n - j) * FN(run_factor)(w, inner, j, n - j);
        sum = sum + u;
        products = products + u * FN(load_up_to)(normal + j, n - j);
      }
      const T mean = FN(add_lanes)(sum) / (T)n, slope = FN(add_lanes)(products) / (T)n;
      for (ptrdiff_t j = 0; j < n; j += LANES) {
        const VEC u = FN(load_up_to)(dy + j, n - j) * FN(run_factor)(w, inner, j, n - j);
        const VEC v = u - mean - FN(load_up_to)(normal + j, n - j) * slope;
        FN(store_up_to)(dx + j, v * scale, n - j);
      }
    }
}

static void FN(run_totals)(const nn_runs *runs, ptrdiff_t first, ptrdiff_t last, const void *dy_,
                           const void *normal_, void *totals_) {
  T *totals = totals_;
  const T *all = dy_, *factors = normal_;
  // Runs that share their weights are added one behind the other.
  const ptrdiff_t repeats = runs->weight_step == 0 ? runs->count : 1;
  if (runs->inner == 1) {
    for (ptrdiff_t c = first; c < last; c += LANES) {
      VEC sum = {0};
      for (ptrdiff_t i = 0; i < runs->m; i++)
        for (ptrdiff_t g = 0; g < repeats; g++) {
          const ptrdiff_t at = i * runs->step + g * runs->length + c;
          VEC v = FN(load_up_to)(all + at, last - c);
          if (factors) v = v * FN(load_up_to)(factors + at, last - c);
          sum = sum + v;
        }
      FN(store_up_to)(totals + c - first, sum, last - c);
    }
    return;
  }
  for (ptrdiff_t c = first; c < last; c++) {
    VEC sum = {0};
    for (ptrdiff_t i = 0; i < runs->m; i++)
      for (ptrdiff_t p = 0; p < runs->inner; p += LANES) {
        const ptrdiff_t at = i * runs->step + c * runs->inner + p, part = runs->inner - p;
        VEC v = FN(load_up_to)(all + at, part);
        if (factors) v = v * FN(load_up_to)(factors + at, part);
        sum = sum + v;
      }
    totals[c - first] = FN(add_lanes)(sum);
  }
}
