/// Changes whenever any bit of a result may change. It is part of every trial's identity and
/// of every manifest.
///
/// - 1: the first numerics.
/// - 2: products with byte features add the offset's terms first, then those of the bytes that are not 0
///   (`byte_product` and `byte_gradient` in `CKernels.h`), for most pixels are 0. What an optimizer keeps is
///   flushed to 0 where it is too small to matter (`optimizers.inc.h`). Several orders of the sums would be
///   as fast, and training amplifies their differences in the last bits. The order is one with which all
///   trials of the course notebook differ from its results by no more than its own float32 and float64 runs
///   differ from each other.
/// - 3: intervals in `summary.csv` take the quantile of Student's t to the last bit; the table before had
///   errors in its last digits. The standard deviation of equal values is 0. Training has the bits of 2.
package let numericsVersion = 3
