// Optimizer steps. Bound: sgd by the memory that holds w, g (and velocity); adam by the divider (one square
// root and one quotient a weight) while its four arrays are in L2, by memory beyond. Plain IEEE operations,
// each rounded, in the order written. Scalars are combined in double and rounded to T once.

static void FN(sgd)(ptrdiff_t count, double learning_rate, double momentum, const void *g_, void *velocity_,
                    void *w_) {
  const T *g = g_;
  T *velocity = velocity_, *w = w_;
  const T rate = (T)learning_rate, keep = (T)momentum;
  for (ptrdiff_t i = 0; i < count; i += LANES) {
    const ptrdiff_t part = count - i < LANES ? count - i : LANES;
    VEC v = FN(load_up_to)(g + i, part);
    if (velocity) {
      v = keep * FN(load_up_to)(velocity + i, part) + v;
      FN(store_up_to)(velocity + i, v, part);
    }
    FN(store_up_to)(w + i, FN(load_up_to)(w + i, part) - rate * v, part);
  }
}

// The quotient of the update, expanded by bias2_root, saves a division (Kingma and Ba 2015, section 2):
//   first = fma(1 - beta1, g - first, first), as PyTorch computes it
//   second = fma(beta2, second, ((1 - beta2) * g) * g)
//   w = w - ((step_size bias2_root) * first) / (sqrt(second) + (epsilon bias2_root))
#ifndef NN_ADAM_AHEAD
// Rows asked for before their turn.
#define NN_ADAM_AHEAD 6
#endif

typedef struct {
  T take1, keep2, take2, step, floor;
  const T *g;
  T *first, *second, *w;
  const int32_t *order;      // of the rows; NULL for one after the other
  ptrdiff_t count, distinct; // rows, those with a g of their own; the others have that of the last of them
  ptrdiff_t done, ready;     // rows that are done, those whose g is known
  ptrdiff_t pause;           // how many terms of a tile's sums are added between two rows
} FN(adam_job);

INLINE void FN(adam_vector)(const FN(adam_job) * job, VEC g, ptrdiff_t i) {
  T *first = job->first + i, *second = job->second + i, *w = job->w + i;
  VEC a = FN(load)(first);
  a = FMA(FN(broadcast)(job->take1), g - a, a);
  VEC b = FMA(FN(broadcast)(job->keep2), FN(load)(second), (job->take2 * g) * g);
  FN(store)(first, a);
  FN(store)(second, b);
  FN(store)(w, FN(load)(w) - (job->step * a) / (__builtin_elementwise_sqrt(b) + job->floor));
}

// The next row of g and of the others, so many V wide. Rows in an order of their own are asked for ahead, as the
// processor does of others.
INLINE void FN(adam_row)(FN(adam_job) * job, int vectors) {
  const ptrdiff_t row = job->order ? job->order[job->done] : job->done;
  const ptrdiff_t like = job->done < job->distinct ? row : job->order[job->distinct - 1];
  const T *g = job->g + like * vectors * LANES;
  for (int v = 0; v < vectors; v++) FN(adam_vector)(job, FN(load)(g + v * LANES), (row * vectors + v) * LANES);
  if (job->order && job->done + NN_ADAM_AHEAD < job->count) {
    const ptrdiff_t ahead = job->order[job->done + NN_ADAM_AHEAD] * vectors * LANES;
    for (int v = 0; v < vectors; v++) {
      __builtin_prefetch(job->first + ahead + v * LANES);
      __builtin_prefetch(job->second + ahead + v * LANES);
      __builtin_prefetch(job->w + ahead + v * LANES);
    }
  }
  job->done++;
}
