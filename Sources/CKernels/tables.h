// What the three compilations of the kernels share with dispatch.c.
#ifndef NN_TABLES_H
#define NN_TABLES_H
#include <string.h>

#include "CKernels.h"

extern const nn_kernels nn_table_f32_generic, nn_table_f64_generic;
#if defined(__x86_64__)
extern const nn_kernels nn_table_f32_avx2, nn_table_f64_avx2, nn_table_f32_avx512, nn_table_f64_avx512;
#endif
#endif
