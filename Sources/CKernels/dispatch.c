// The tables that this processor and its operating system can run.
#include "tables.h"

static const nn_kernels *table(nn_isa isa, int is_double) {
  switch (isa) {
    case NN_ISA_GENERIC: return is_double ? &nn_table_f64_generic : &nn_table_f32_generic;
#if defined(__x86_64__)
    case NN_ISA_AVX2:
      if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return 0;
      return is_double ? &nn_table_f64_avx2 : &nn_table_f32_avx2;
    case NN_ISA_AVX512:
      if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512bw") ||
          !__builtin_cpu_supports("avx512dq") || !__builtin_cpu_supports("avx512vl"))
        return 0;
      return is_double ? &nn_table_f64_avx512 : &nn_table_f32_avx512;
#endif
    default: return 0;
  }
}

const nn_kernels *nn_kernels_f32(nn_isa isa) { return table(isa, 0); }
const nn_kernels *nn_kernels_f64(nn_isa isa) { return table(isa, 1); }
