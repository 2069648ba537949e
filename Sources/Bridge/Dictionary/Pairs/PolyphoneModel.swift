internal import Text

/// g2pM's network in the form in which `PolyphoneNetwork` reads it.
enum PolyphoneModel {
  private typealias Layout = PolyphoneNetwork.Layout
  private static let width = 64

  /// The bytes of a dictionary's model section; nil where the network has another shape. `simplified` gives for a Traditional
  /// character the one whose row it shares where the network does not know it.
  static func bytes(_ source: NetworkSource, simplified: [UInt32: UInt32]) -> [UInt8]? {
    let count = source.characters.count
    guard count > 3, let rows = rows(source), let special = specialRows(source) else { return nil }
    var rowOf: [UInt32: Int] = [:]
    for (index, character) in source.characters.enumerated() {
      if let only = character.unicodeScalars.first, character.unicodeScalars.count == 1 { rowOf[only.value] = index }
    }
    for (traditional, simple) in simplified where rowOf[traditional] == nil {
      if let row = rowOf[simple] { rowOf[traditional] = row }
    }
    let scalars = rowOf.keys.sorted()
    var out = Output()
    out.append([UInt32(scalars.count), UInt32(source.classes.count)])
    out.append(scalars)
    for scalar in scalars { out.append(rows[rowOf[scalar] ?? 0]) }
    for row in special { out.append(rows[row]) }
    guard out.appendLayers(of: source) else { return nil }
    out.bytes += source.classes.map { PinyinReading.marked($0.replacing("5", with: "")) }.joined(separator: "\n").utf8
    return out.bytes
  }

  /// The rows of an unknown character, of the begin and of the end.
  private static func specialRows(_ source: NetworkSource) -> [Int]? {
    let rows = ["<UNK>", "시", "끝"].compactMap { source.characters.firstIndex(of: $0) }
    return rows.count == 3 ? rows : nil
  }

  /// For each character what its embedding brings to the gates of both directions, biases included.
  private static func rows(_ source: NetworkSource) -> [[Float]]? {
    let gates = Layout.gates
    guard let embeddings = source.tensor("embedding.weight", [source.characters.count, width]) else { return nil }
    var directions: [(weights: [Float], bias: [Float])] = []
    for suffix in ["", "_reverse"] {
      guard let weights = source.tensor("lstm.weight_ih_l0" + suffix, [gates, width]),
        let inner = source.tensor("lstm.bias_ih_l0" + suffix, [gates]),
        let outer = source.tensor("lstm.bias_hh_l0" + suffix, [gates])
      else { return nil }
      directions.append((weights, zip(inner, outer).map { $0 + $1 }))
    }
    return source.characters.indices.map { index in
      let embedding = embeddings[index * width..<(index + 1) * width]
      return directions.flatMap { direction in
        (0..<gates).map { gate in
          zip(embedding, direction.weights[gate * width..<(gate + 1) * width])
            .reduce(direction.bias[gate]) { $0 + $1.0 * $1.1 }
        }
      }
    }
  }

  private struct Output {
    var bytes: [UInt8] = []

    mutating func append(_ numbers: [UInt32]) {
      for number in numbers { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }
    }

    mutating func append(_ values: [Float]) { append(values.map(\.bitPattern)) }

    /// A matrix of `rows` × `columns`, column by column.
    mutating func append(_ values: [Float], turned rows: Int, _ columns: Int) {
      for column in 0..<columns { append((0..<rows).map { values[$0 * columns + column] }) }
    }

    mutating func appendLayers(of source: NetworkSource) -> Bool {
      let hidden = Layout.hidden
      for suffix in ["", "_reverse"] {
        guard let weights = source.tensor("lstm.weight_hh_l0" + suffix, [Layout.gates, hidden]) else { return false }
        append(weights, turned: Layout.gates, hidden)
      }
      guard let inner = source.tensor("logit_layer.0.weight", [hidden, Layout.outer]),
        let innerBias = source.tensor("logit_layer.0.bias", [hidden]),
        let outer = source.tensor("logit_layer.2.weight", [source.classes.count, hidden]),
        let outerBias = source.tensor("logit_layer.2.bias", [source.classes.count])
      else { return false }
      append(inner, turned: hidden, Layout.outer)
      append(innerBias)
      append(outer)
      append(outerBias)
      return true
    }
  }
}
