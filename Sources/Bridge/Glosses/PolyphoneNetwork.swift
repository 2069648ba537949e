/// Which reading a character has in its sentence: the network of g2pM run over the sentence, in the dictionary's bytes.
///
/// One embedding a character, a bidirectional LSTM of 2 × 32 units, one hidden layer, a class for each reading (K. Park and
/// S. Lee, "g2pM: A Neural Grapheme-to-Phoneme Conversion Package for Mandarin Chinese Based on a New Open Benchmark
/// Dataset", Interspeech 2020). What an embedding brings to the gates is multiplied out when the dictionary is built, so a
/// character costs 2 × 32 × 128 multiplications and 2 × 160 exponentials: about 2 µs.
struct PolyphoneNetwork: Sendable {
  private let dictionary: PairDictionary
  private let layout: Layout
  private let classes: [String: Int]

  /// Where things lie in the section, in units of four bytes.
  struct Layout: Sendable {
    static let hidden = 32
    static let gates = 4 * hidden
    static let outer = 2 * hidden

    let characterCount: Int
    let classCount: Int

    var characters: Int { 2 }
    /// A row for each character, then for an unknown one, the sentence's begin and its end; forward gates, then backward.
    var rows: Int { characters + characterCount }
    var recurrent: Int { rows + (characterCount + 3) * 2 * Self.gates }
    var hiddenWeights: Int { recurrent + 2 * Self.hidden * Self.gates }
    var hiddenBias: Int { hiddenWeights + Self.outer * Self.hidden }
    var classWeights: Int { hiddenBias + Self.hidden }
    var classBias: Int { classWeights + classCount * Self.hidden }
    /// The classes' names follow, joined by line feeds.
    var names: Int { classBias + classCount }
  }

  /// Nil where the dictionary has no network, or one of another shape.
  init?(_ dictionary: PairDictionary) {
    let count = dictionary.file.length(of: .model)
    let layout = Layout(
      characterCount: Int(dictionary.file.number(.model, 0)), classCount: Int(dictionary.file.number(.model, 1)))
    guard layout.characterCount > 0, layout.characterCount < 1 << 17, layout.classCount > 0,
      layout.classCount < 1 << 14, count > layout.names * 4
    else { return nil }
    self.dictionary = dictionary
    self.layout = layout
    let names = dictionary.file.text(.model, from: layout.names * 4).split(separator: "\n")
    guard names.count == layout.classCount else { return nil }
    classes = Dictionary(
      names.enumerated().map { (String($0.element), $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// For each of `places` in `sentence`, how likely each of its `readings` (one syllable, with tone mark) is against the
  /// others: logits; nil for a reading that the network does not know.
  ///
  /// Linear in the sentence's length.
  func logits(_ sentence: ArraySlice<UInt32>, at places: [Int], readings: [[String]]) -> [[Float?]] {
    guard let first = places.min(), let last = places.max() else { return [] }
    return dictionary.file.withBytes(of: .model) { bytes in
      bytes.withUnsafeBytes { buffer in
        let values = buffer.bindMemory(to: Float.self)
        let rows = self.rows(sentence, buffer)
        // The forward pass is needed up to the last place, the backward pass down to the first.
        let forward = states(rows[...(last - sentence.startIndex + 1)], isForward: true, values)
        let backward = states(rows[(first - sentence.startIndex + 1)...], isForward: false, values)
        return zip(places, readings).map { place, readings in
          let index = place - sentence.startIndex + 1
          let inner = forward[index] + backward[rows.count - 1 - index]
          let outer = layer(inner, values)
          return readings.map { reading in classes[reading].map { logit(of: $0, outer, values) } }
        }
      }
    }
  }

  // MARK: The layers

  private typealias Values = UnsafeBufferPointer<Float>

  /// The row of each character, with begin and end.
  private func rows(_ sentence: ArraySlice<UInt32>, _ bytes: UnsafeRawBufferPointer) -> [Int] {
    [layout.characterCount + 1] + sentence.map { row($0, bytes) } + [layout.characterCount + 2]
  }

  private func row(_ scalar: UInt32, _ bytes: UnsafeRawBufferPointer) -> Int {
    var (low, high) = (0, layout.characterCount)
    while low < high {
      let middle = (low + high) / 2
      let found = bytes.load(fromByteOffset: (layout.characters + middle) * 4, as: UInt32.self)
      if found == scalar { return middle }
      if found < scalar { low = middle + 1 } else { high = middle }
    }
    return layout.characterCount
  }

  /// The state of 32 units after each row, from the left or from the right on.
  ///
  /// Plain loops over 32 and 128 numbers, which the compiler turns into vectors; it does not do so for `SIMD32`.
  private func states(_ rows: ArraySlice<Int>, isForward: Bool, _ values: Values) -> [[Float]] {
    let (hidden, gates) = (Layout.hidden, Layout.gates)
    let weights = layout.recurrent + (isForward ? 0 : hidden * gates)
    var states: [[Float]] = []
    states.reserveCapacity(rows.count)
    var state = [Float](repeating: 0, count: hidden)
    var cell = state
    var sums = [Float](repeating: 0, count: gates)
    for row in isForward ? Array(rows) : rows.reversed() {
      let input = values[rebased: layout.rows + (row * 2 + (isForward ? 0 : 1)) * gates, gates]
      sums.withUnsafeMutableBufferPointer { sums in
        _ = sums.update(from: input)
        for unit in 0..<hidden {
          let (column, value) = (values[rebased: weights + unit * gates, gates], state[unit])
          for gate in 0..<gates { sums[gate] += column[gate] * value }
        }
        Self.turn(sums, &cell, &state)
      }
      states.append(state)
    }
    return states
  }

  /// The gates' sums (input, forget, candidate, output) into the next cell and state.
  @inline(__always)
  private static func turn(_ sums: UnsafeMutableBufferPointer<Float>, _ cell: inout [Float], _ state: inout [Float]) {
    let hidden = Layout.hidden
    for unit in 0..<hidden {
      let kept = sigmoid(sums[hidden + unit]) * cell[unit]
      cell[unit] = kept + sigmoid(sums[unit]) * tanh(sums[2 * hidden + unit])
    }
    for unit in 0..<hidden { state[unit] = sigmoid(sums[3 * hidden + unit]) * tanh(cell[unit]) }
  }

  private func layer(_ inner: [Float], _ values: Values) -> [Float] {
    var sums = Array(values[rebased: layout.hiddenBias, Layout.hidden])
    for (unit, value) in inner.enumerated() {
      let column = values[rebased: layout.hiddenWeights + unit * Layout.hidden, Layout.hidden]
      for place in sums.indices { sums[place] += column[place] * value }
    }
    return sums.map { max($0, 0) }
  }

  private func logit(of name: Int, _ outer: [Float], _ values: Values) -> Float {
    zip(values[rebased: layout.classWeights + name * Layout.hidden, Layout.hidden], outer)
      .reduce(values[layout.classBias + name]) { $0 + $1.0 * $1.1 }
  }

  @inline(__always)
  private static func sigmoid(_ value: Float) -> Float { 0.5 * tanh(0.5 * value) + 0.5 }

  /// The hyperbolic tangent by the seventh convergent of its continued fraction, exact to 10⁻⁴ where it is not yet flat.
  @inline(__always)
  private static func tanh(_ value: Float) -> Float {
    let x = min(max(value, -4.97), 4.97)
    let square = x * x
    let above = x * (135135 + square * (17325 + square * (378 + square)))
    let below = 135135 + square * (62370 + square * (3150 + 28 * square))
    return above / below
  }
}

extension UnsafeBufferPointer<Float> {
  /// `count` values from `start` on, with places from 0.
  @inline(__always)
  fileprivate subscript(rebased start: Int, count: Int) -> UnsafeBufferPointer<Float> {
    UnsafeBufferPointer(rebasing: self[start..<start + count])
  }
}
