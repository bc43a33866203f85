import Testing

@testable import NeuralNetwork

/// The kernels that move data: the transpose of panels and the gathering of bytes.
@Suite struct KernelLayoutTests {
  @Test(arguments: availableInstructionSets)
  func transposesFloat(_ instructionSet: InstructionSet) throws {
    try checkTranspose(Float.self, instructionSet)
  }

  @Test(arguments: availableInstructionSets)
  func transposesDouble(_ instructionSet: InstructionSet) throws {
    try checkTranspose(Double.self, instructionSet)
  }

  private func checkTranspose<S: Scalar>(_: S.Type, _ instructionSet: InstructionSet) throws {
    let kernels = try S.tested(instructionSet)
    var random = LinearCongruentialGenerator(seed: 4)
    let chosen = [(1, 1), (784, 33), (64, 10), (10, 64), (128, 64), (16, 16), (32, 32)]
    for (k, n) in chosen + (0..<60).map({ _ in (random.integer(1...70), random.integer(1...70)) }) {
      let memory = GuardedMemory()
      defer { memory.release() }
      let w: [S] = random.scalars(k * n)
      let source = try memory.buffer(MatrixLayout.panels.arrange(w, rows: k, columns: n, padding: 5))
      let target =
        try memory.buffer(count: MatrixLayout.panels.count(rows: n, columns: k, of: S.self), filledWith: 7)
        as GuardedBuffer<S>
      kernels.transposePanels(k: k, n: n, source.start, into: target.start)
      let transposed = (0..<n).flatMap { j in (0..<k).map { w[$0 * n + j] } }
      // Padding included: it is 0.
      expectSameBits(
        target.values, MatrixLayout.panels.arrange(transposed, rows: n, columns: k), "\(k)x\(n)")
      #expect(target.isIntactBefore)
    }
  }

  @Test(arguments: availableInstructionSets)
  func gathersFloat(_ instructionSet: InstructionSet) throws { try checkGather(Float.self, instructionSet) }

  @Test(arguments: availableInstructionSets)
  func gathersDouble(_ instructionSet: InstructionSet) throws { try checkGather(Double.self, instructionSet) }

  private func checkGather<S: Scalar>(_: S.Type, _ instructionSet: InstructionSet) throws {
    let kernels = try S.tested(instructionSet)
    var random = LinearCongruentialGenerator(seed: 5)
    let scale = 1 / (255 * 0.3081)
    let offset = -0.1307 / 0.3081
    for (m, n) in [(1, 1), (64, 784), (7, 17), (3, 8), (5, 100), (2, 33), (300, 70), (600, 3)] {
      let memory = GuardedMemory()
      defer { memory.release() }
      let examples = 50
      // Mostly 0, as the pixels of images are.
      let source = (0..<examples * n).map { _ in
        random.next() % 8 == 0 ? UInt8(truncatingIfNeeded: random.next()) : 0
      }
      // The last example is always among them, so that reading past its end would be found.
      let rows = (0..<m).map { $0 == 0 ? examples - 1 : random.integer(0...(examples - 1)) }
      let stride = S.stride(columns: n)
      let x = try memory.buffer(count: m * stride, filledWith: 7) as GuardedBuffer<S>
      let bytes = try memory.bytes(source)
      func gather(leads: LeadBytes?) {
        kernels.gatherBytes(
          m: m, n: n, stride: stride, source: bytes, rows: rows.map(Int32.init), scale: scale,
          offset: offset, into: x.start, leads: leads)
      }
      gather(leads: nil)
      let expected = rows.flatMap { row in
        source[row * n..<(row + 1) * n].map { S(offset).addingProduct(S($0), S(scale)) }
      }
      expectSameBits(MatrixLayout.rowMajor.elements(of: x.values, rows: m, columns: n), expected, "\(m)x\(n)")
      #expect(x.isIntactBefore && x.values.allSatisfy(\.isFinite))

      let leads = LeadBytes(
        rows: try memory.bytes([UInt8](repeating: 7, count: m)),
        columns: try memory.bytes([UInt8](repeating: 7, count: n)))
      gather(leads: leads)
      func lead(_ elements: [UInt8]) -> UInt8 {
        let length = elements.firstIndex { $0 != 0 } ?? .max
        return length == .max ? 255 : UInt8(length / ((elements.count + 254) / 255))
      }
      let gathered = rows.map { source[$0 * n..<($0 + 1) * n].map { $0 } }
      #expect((0..<m).map { leads.rows[$0] } == gathered.map(lead), "\(m)x\(n)")
      #expect(
        (0..<n).map { leads.columns?[$0] } == (0..<n).map { j in lead(gathered.map { $0[j] }) }, "\(m)x\(n)")
      expectSameBits(MatrixLayout.rowMajor.elements(of: x.values, rows: m, columns: n), expected, "\(m)x\(n)")
    }
  }
}
