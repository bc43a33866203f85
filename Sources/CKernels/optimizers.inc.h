// Optimizer steps. Bound: sgd by the memory that holds w, g (and velocity); adam by the divider (one square
// root and one quotient a weight) while its four arrays are in L2, by memory beyond. Plain IEEE operations,
// each rounded, in the order written. Scalars are combined in double and rounded to T once.
//
// A velocity or first moment is flushed to 0 where it is less than 2^-100 (double: 2^-1000), as that of a
// weight without gradient becomes after some hundred steps, and a second moment where it would be subnormal.
// No weight changes visibly by that, and processors take several times as long for subnormal numbers, as the
// products with these would be.

INLINE VEC FN(zero_below)(T least, VEC x) {
  return FN(choose)(__builtin_elementwise_abs(x) < least, (VEC){0}, x);
}
INLINE VEC FN(flush_moment)(VEC x) { return FN(zero_below)(NN_DOUBLE ? (T)0x1p-1000 : (T)0x1p-100, x); }
INLINE VEC FN(flush_square)(VEC x) { return FN(zero_below)(NN_DOUBLE ? (T)0x1p-1022 : (T)0x1p-126, x); }

static void FN(sgd)(ptrdiff_t count, double learning_rate, double momentum, const void *g_, void *velocity_,
                    void *w_) {
  const T *g = g_;
  T *velocity = velocity_, *w = w_;
  const T rate = (T)learning_rate, factor = (T)momentum;
  for (ptrdiff_t i = 0; i < count; i += LANES) {
    const ptrdiff_t part = count - i < LANES ? count - i : LANES;
    VEC v = FN(load_up_to)(g + i, part);
    if (velocity) {
      v = FN(flush_moment)(factor * FN(load_up_to)(velocity + i, part) + v);
      FN(store_up_to)(velocity + i, v, part);
    }
    FN(store_up_to)(w + i, FN(load_up_to)(w + i, part) - rate * v, part);
  }
}

// The quotient of the update, expanded by bias2_root, saves a division (Kingma and Ba 2015, section 2):
//   first = flush_moment(fma(1 - beta1, g - first, first)), as PyTorch computes it
//   second = flush_square(fma(beta2, second, ((1 - beta2) * g) * g))
//   w = w - ((step_size bias2_root) * first) / (sqrt(second) + (epsilon bias2_root))
typedef struct {
  T one_minus_beta1, beta2, one_minus_beta2, step, epsilon;
  const T *g;
  T *first, *second, *w;
  ptrdiff_t done, ready;  // rows that are done, those whose g is known
  ptrdiff_t interval;     // how many terms of a tile's sums are added between two rows of Adam
} FN(adam_job);

INLINE FN(adam_job) FN(begin_adam)(const nn_adam *adam, const T *g) {
  return (FN(adam_job)){(T)(1 - adam->beta1), (T)adam->beta2, (T)(1 - adam->beta2),
                        (T)(adam->step_size * adam->bias2_root), (T)(adam->epsilon * adam->bias2_root),
                        g, adam->first, adam->second, adam->w, 0, 0, 1};
}

INLINE void FN(adam_vector)(const FN(adam_job) * job, VEC g, ptrdiff_t i) {
  T *first = job->first + i, *second = job->second + i, *w = job->w + i;
  VEC a = FN(load)(first);
  a = FN(flush_moment)(FMA(FN(broadcast)(job->one_minus_beta1), g - a, a));
  const VEC b = FN(flush_square)(
      FMA(FN(broadcast)(job->beta2), FN(load)(second), (job->one_minus_beta2 * g) * g));
  FN(store)(first, a);
  FN(store)(second, b);
  FN(store)(w, FN(load)(w) - (job->step * a) / (__builtin_elementwise_sqrt(b) + job->epsilon));
}

static void FN(adam)(ptrdiff_t count, const void *g, const nn_adam *adam) {
  const FN(adam_job) job = FN(begin_adam)(adam, g);
  for (ptrdiff_t i = 0; i < count; i += LANES) FN(adam_vector)(&job, FN(load)(job.g + i), i);
}

// The next row of g and of the others, so many V wide.
INLINE void FN(adam_row)(FN(adam_job) * job, int vectors) {
  for (int v = 0; v < vectors; v++) {
    const ptrdiff_t i = (job->done * vectors + v) * LANES;
    FN(adam_vector)(job, FN(load)(job->g + i), i);
  }
  job->done++;
}
