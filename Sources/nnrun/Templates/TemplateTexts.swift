// The texts of the templates, behind their first line, the name.
extension Template {
  static let classifierText = """
    seed: 42                      # where all random numbers start

    # Data of your own: write a file datasets/mine.yaml beside this one (docs/DATA.md), and here `dataset: mine`. Or in place:
    #   dataset:
    #     name: mine
    #     classes: auto
    #     format: {csv: {file: mine.csv, targets: species}}
    #     split: {test: 0.2, stratify: true, seed: 0}
    #     normalization: standardize
    dataset:
      name: moons
      classes: [upper, lower]
      format: {synthetic: {shape: moons, train: 300, test: 100, noise: 0.2, seed: 1}}

    model:
      layers:
        - dense: {units: 16, activation: relu}
        - dense: {units: 2}       # one for each class; cross_entropy takes the logits

    training:
      loss: cross_entropy
      optimizer: {adam: {learning_rate: 0.01}}
      epochs: 30
      batch_size: 32
      metrics: [accuracy]

    report:
      table: [train_loss, test_loss, test_accuracy]
      figures:
        - name: moons
          panels:
            - line: {y: test_accuracy, unit: percent, title: Accuracy}
            - decision_boundary: {title: Where the classes end}

    """

  static let regressionText = """
    seed: 42                      # where all random numbers start

    # Data of your own, in place of the next lines:
    #   dataset:
    #     name: mine
    #     format: {csv: {file: mine.csv, targets: price}}
    #     split: {test: 0.2, seed: 0}
    #     normalization: standardize
    dataset:
      name: sine
      format: {synthetic: {shape: sine, train: 200, test: 100, noise: 0.1, seed: 1}}

    model:
      layers:
        - dense: {units: 32, activation: tanh}
        - dense: {units: 1}

    training:
      loss: mean_squared_error
      optimizer: {adam: {learning_rate: 0.01}}
      epochs: 100
      batch_size: 32
      record: {every: 5}

    report:
      table: [train_loss, test_loss]
      figures:
        - name: loss
          panels:
            - line: {y: train_loss, title: Training loss}
            - line: {y: test_loss, title: Test loss}

    """

  static let perceptronText = """
    seed: 42                      # where the random initial weights start

    dataset:
      name: and
      classes: ["0", "1"]
      format: {inline: {features: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [0, 0, 0, 1]}}

    model:
      layers:
        - dense: {units: 1, activation: step}

    training:
      loss: perceptron
      optimizer: {sgd: {learning_rate: 0.1}}
      epochs: 100
      batch_size: 1
      metrics: [errors]
      stop: {errors: 0}           # until every example is answered rightly

    report:
      table: [converged_epoch, train_errors]
      predictions: {split: train}
      figures:
        - name: and
          panels:
            - line: {y: train_errors, title: Errors}
            - decision_boundary: {title: AND}

    """

  static let cnnText = """
    seed: 42                      # where all random numbers start

    # Images of your own: write a file datasets/mine.yaml beside this one (docs/DATA.md), with `shape: [height, width]` or
    # `shape: [channels, height, width]`, and here `dataset: mine`. `nnrun data list` says what there is.
    dataset: digits               # 8×8 pixels; comes with nnrun

    model:                        # `nnrun plan mine.yaml --model` prints the shape behind each layer
      layers:
        - conv2d: {channels: 8, kernel: 3, padding: 1}      # 8×8: 8 filters of 3×3 pixels
        - relu
        - max_pool2d: 2                                     # 4×4: the largest of each 2×2
        - conv2d: {channels: 16, kernel: 3, padding: 1}
        - relu
        - max_pool2d: 2                                     # 2×2
        - flatten                                           # 64 numbers: 2×2 of 16 channels
        - dense: {units: 32, activation: relu}
        - dense: 10                                         # one for each digit; cross_entropy takes the logits

    training:
      loss: cross_entropy
      optimizer: {adam: {learning_rate: 0.005}}
      epochs: 10
      batch_size: 32
      metrics: [accuracy]

    report:
      table: [train_loss, test_loss, test_accuracy, parameters]
      figures:
        - name: digits
          panels:
            - line: {y: test_accuracy, unit: percent, title: Accuracy}
            - confusion_matrix: {split: test, title: Which digits are taken for which}
            - image_grid: {split: test, title: Answers}

    """

  static let sweepText = """
    seed: 42                      # where all random numbers start

    dataset:
      name: spirals
      classes: [first, second, third]
      format: {synthetic: {shape: spirals, train: 450, test: 150, noise: 0.05, seed: 1}}

    model:
      layers:
        - dense: {units: $hidden, activation: relu}     # $hidden is a value of the sweep
        - dense: {units: 3}

    training:
      loss: cross_entropy
      optimizer: {adam: {learning_rate: $rate}}
      epochs: 20
      batch_size: 32
      metrics: [accuracy]

    sweep:                        # every value with every other: 12 combinations, 3 seeds each
      grid:
        hidden: [8, 32, 128]
        rate: {log: {from: 1e-4, to: 1e-1, count: 4}}
      seeds: 3

    report:
      table: [hidden, rate, test_accuracy]
      figures:
        - name: rates
          panels:
            - line: {y: test_accuracy, series: rate, where: {hidden: 32}, unit: percent, title: 32 hidden units}

    """

  static let comparisonText = """
    seed: 42                      # the first of the seeds

    dataset:
      name: moons
      classes: [upper, lower]
      format: {synthetic: {shape: moons, train: 200, test: 200, noise: 0.25, seed: 1}}

    model:
      layers:
        - dense: {units: 16, activation: $activation}
        - dense: {units: 2}

    training:
      loss: cross_entropy
      optimizer: {adam: {learning_rate: 0.01}}
      epochs: 20
      batch_size: 32
      metrics: [accuracy]

    sweep:
      grid: {activation: [relu, tanh, sigmoid]}
      seeds: 10                   # replicates: each activation from the same ten seeds

    compare:                      # docs/COMPARISONS.md
      metric: test_loss
      baseline: {activation: sigmoid}

    expect:                       # exit code 1 where one is not met
      - {better: {activation: relu}, than: {activation: sigmoid}}
      - {metric: test_accuracy, where: {activation: relu}, mean: {at_least: 0.85}}

    report:
      table: [activation, test_loss, test_accuracy]
      figures:
        - name: activations
          panels:
            - line: {y: test_loss, series: activation, title: Test loss}

    """
}
