/// Changes whenever any bit of a result may change. It is part of every trial's identity and of every manifest.
///
/// - 1: the first numerics.
/// - 2: byte features are multiplied as an offset and what bytes that are not 0 add to it (`byte_product` and `byte_gradient` in
///   `CKernels.h`), for most pixels are 0. What an optimizer keeps is 0 where it is too small to matter
///   (`optimizers.inc.h`). The order of the sums is one of several that are as fast: that with which all trials of the course
///   notebook stay within the band in which its own float32 and float64 runs differ, for where training amplifies the last
///   bits, an order decides where it goes.
package let numericsVersion = 2
