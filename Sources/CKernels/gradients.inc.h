// What is done to gradients before an optimizer's step. Bound: the memory of one or two arrays.

// g = (g + l2 w) + l1 sign(w), the gradient of l1 |w| + l2 w^2 / 2 added; the sign of 0 is 0.
static void FN(penalize)(ptrdiff_t count, double l1_, double l2_, const void *w_, void *g_) {
  const T *in = w_, *other = g_;
  T *out = g_;
  const T l1 = (T)l1_, l2 = (T)l2_;
  const VEC up = FN(broadcast)(l1), down = -up;
  NN_MAP(count, in, other, out,
         (u + l2 * x) + FN(choose)(x > 0, up, FN(choose)(x < 0, down, x - x)));
}

// Each number into -limit ... limit; what is not a number stays so.
static void FN(clamp)(ptrdiff_t count, double limit, void *g_) {
  T *in = g_, *out = g_;
  const VEC upper = FN(broadcast)((T)limit), lower = -upper;
  NN_MAP(count, in, in, out, FN(choose)(x > upper, upper, FN(choose)(x < lower, lower, x)));
}

static void FN(multiply_all)(ptrdiff_t count, double factor, void *g_) {
  T *in = g_, *out = g_;
  const T f = (T)factor;
  NN_MAP(count, in, in, out, f * x);
}

// The sum of the squares in double: one sum for each lane, in ascending order, then those in ascending order.
static double FN(sum_of_squares)(ptrdiff_t count, const void *g_) {
  typedef double DVEC __attribute__((vector_size(LANES * sizeof(double))));
  const T *g = g_;
  DVEC sums = {0};
  for (ptrdiff_t i = 0; i < count; i += LANES) {
    const ptrdiff_t part = count - i < LANES ? count - i : LANES;
    const DVEC x = __builtin_convertvector(FN(load_up_to)(g + i, part), DVEC);
    sums = sums + x * x;
  }
  double sum = 0;
  for (int lane = 0; lane < LANES; lane++) sum += sums[lane];
  return sum;
}
