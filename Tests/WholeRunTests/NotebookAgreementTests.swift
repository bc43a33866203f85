import Testing

/// The committed tables against the notebook's own numbers.
@Suite struct NotebookAgreementTests {
  /// `activations`, section 3.
  @Test func activationFunctions() throws {
    let oracle = try Oracle.load().activations
    let csv = CSVFile(try EvaluatedExperiment.committed("activation_functions", "values.csv"))
    #expect(csv.rows.count == 500)
    func at(_ column: String) -> [Double] { oracle.index.map { csv.numbers(column)[$0] } }
    // The grid itself is NumPy's, bit for bit.
    #expect(at("x") == oracle.x)
    for (name, curve) in oracle.curves {
      expectClose(at(name), curve.value, relative: 1e-9, name)
      expectClose(at("\(name)_derivative"), curve.derivative, relative: 1e-9, "\(name)'")
    }
  }

  /// `losses`, section 5.
  @Test func lossFunctions() throws {
    let oracle = try Oracle.load().losses
    let csv = CSVFile(try EvaluatedExperiment.committed("loss_functions", "values.csv"))
    #expect(csv.rows.count == 200)
    func at(_ column: String) -> [Double] { oracle.index.map { csv.numbers(column)[$0] } }
    #expect(at("y_pred") == oracle.y_pred)
    expectClose(at("mse"), oracle.mse, relative: 1e-9, "mse")
    expectClose(at("bce"), oracle.bce, relative: 1e-9, "bce")
  }

  /// `backprop_walkthrough`, section 4: every step, in the notebook's order.
  @Test func backpropWalkthrough() throws {
    let oracle = try Oracle.load().backprop_walkthrough
    let csv = CSVFile(try EvaluatedExperiment.committed("backprop_walkthrough", "steps.csv"))
    #expect(oracle.count == 20)
    for (symbol, expected) in oracle {
      expectClose(csv.numbers(where: ["symbol": symbol]), expected.values, relative: 1e-9, symbol)
    }
    let order = [
      "z1", "a1", "z2", "a2", "loss", "dL_da2", "da2_dz2", "delta2", "dL_dW2", "dL_db2", "dL_da1", "delta1",
      "dL_dW1",
      "dL_db1", "W2_new", "b2_new", "W1_new", "b1_new", "a2_new", "loss_new",
    ]
    let places = order.map { symbol in csv.rows.firstIndex { $0["symbol"] == symbol } ?? -1 }
    #expect(places == places.sorted() && !places.contains(-1))
  }

  /// `tensors_autograd`, section 6.
  @Test func tensorsAndGradients() throws {
    let oracle = try Oracle.load().tensors_autograd
    let csv = CSVFile(try EvaluatedExperiment.committed("tensors_autograd", "values.csv"))
    func check(_ section: String, _ name: String, _ expected: Oracle.Numbers, gradientOf: String = "") {
      expectClose(
        csv.numbers(where: ["section": section, "name": name, "gradient_of": gradientOf]), expected.values,
        relative: 1e-6, "\(section) \(name) \(gradientOf)")
    }
    check("tensor_ops", "a_plus_b", oracle.tensor_ops.a_plus_b)
    check("tensor_ops", "a_times_b", oracle.tensor_ops.a_times_b)
    check("tensor_ops", "a_matmul_b", oracle.tensor_ops.a_matmul_b)
    check("tensor_ops", "a_mean", oracle.tensor_ops.a_mean)
    check("polynomial", "y", oracle.polynomial.y)
    check("polynomial", "x", oracle.polynomial.dy_dx, gradientOf: "y")
    check("dot", "y", oracle.dot.y)
    check("dot", "w", oracle.dot.dy_dw, gradientOf: "y")
    let network = oracle.mini_network
    check("mini_network", "x_in", network.x_in)
    check("mini_network", "w_hidden", network.w_hidden)
    check("mini_network", "w_out", network.w_out)
    check("mini_network", "output", network.output)
    check("mini_network", "loss", network.loss)
    check("mini_network", "w_hidden", network.grad_w_hidden, gradientOf: "loss")
    check("mini_network", "w_out", network.grad_w_out, gradientOf: "loss")
    #expect(oracle.simple_net.parameters.count == 4)
    for (name, parameter) in oracle.simple_net.parameters {
      check("simple_net", name, parameter.values)
      let rows = csv.rows.filter { $0["section"] == "simple_net" && $0["name"] == name }
      #expect(rows.count == parameter.count)
      #expect(rows.first?["shape"] == parameter.shape.map(String.init).joined(separator: "x"))
    }
    #expect(csv.numbers(where: ["name": "parameters"]) == [Double(oracle.simple_net.total)])
    check("simple_net", "outputs", oracle.simple_net.outputs)
  }

  @Test(arguments: ["activation_functions", "loss_functions", "backprop_walkthrough", "tensors_autograd"])
  func committedResultsAreReproduced(_ name: String) throws {
    let evaluated = try EvaluatedExperiment(shipped: name)
    #expect(!evaluated.results.files.isEmpty)
    for file in evaluated.results.files {
      #expect(try EvaluatedExperiment.committed(name, file.name) == file.text, "\(file.name)")
    }
  }
}
