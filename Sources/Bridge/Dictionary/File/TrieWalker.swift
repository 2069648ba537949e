/// Walks a dictionary's trie in the file's bytes. Every step is checked against its section.
struct TrieWalker: Sendable {
  private let symbols: Int
  private let symbolCount: Int
  private let labels: Int
  private let nodeCount: Int
  private let children: Int
  private let values: Int
  private let costs: Int
  private let keyCount: Int

  /// The sections' places in the file. `children` has one number more than there are labels, `values` as many.
  init(symbols: Range<Int>, labels: Range<Int>, children: Range<Int>, values: Range<Int>, costs: Range<Int>) {
    self.symbols = symbols.lowerBound
    symbolCount = symbols.count / 2
    self.labels = labels.lowerBound
    nodeCount = labels.count / 2
    self.children = children.lowerBound
    self.values = values.lowerBound
    self.costs = costs.lowerBound
    keyCount = costs.count / 4
  }

  /// The symbol of a scalar, 0 where no key holds it.
  @inline(__always)
  func symbol(_ scalar: UInt32, in bytes: RawSpan) -> Int {
    let scalar = Int(scalar)
    guard scalar < symbolCount else { return 0 }
    return Int(UInt16(littleEndian: bytes.unsafeLoad(fromByteOffset: symbols + scalar * 2, as: UInt16.self)))
  }

  /// The child of `node` by `symbol`, or -1. The root is node 0.
  @inline(__always)
  func child(of node: Int, by symbol: Int, in bytes: RawSpan) -> Int {
    guard symbol > 0 else { return -1 }
    var low = number(children, node, bytes)
    var high = min(number(children, node + 1, bytes), nodeCount)
    if node == 0 {
      let child = low + symbol - 1
      return child < high ? child : -1
    }
    while low < high {
      let middle = (low + high) / 2
      let label = Int(UInt16(littleEndian: bytes.unsafeLoad(fromByteOffset: labels + middle * 2, as: UInt16.self)))
      if label == symbol { return middle }
      if label < symbol { low = middle + 1 } else { high = middle }
    }
    return -1
  }

  /// The key that ends at `node`, or -1.
  @inline(__always)
  func key(at node: Int, in bytes: RawSpan) -> Int { number(values, node, bytes) - 1 }

  /// What the key costs; infinitely much where there is none.
  @inline(__always)
  func cost(of key: Int, in bytes: RawSpan) -> Float {
    guard key >= 0 && key < keyCount else { return .infinity }
    return Float(bitPattern: UInt32(littleEndian: bytes.unsafeLoad(fromByteOffset: costs + key * 4, as: UInt32.self)))
  }

  /// How many scalars can have a symbol, and how many nodes there are.
  var scalars: Int { symbolCount }
  var nodes: Int { nodeCount }

  /// The node that `node`, which is not the root, is a child of. Nodes stand level by level, so the children of later nodes
  /// come later: found by halving.
  func parent(of node: Int, in bytes: RawSpan) -> Int {
    var (low, high) = (0, node)
    while high - low > 1 {
      let middle = (low + high) / 2
      if number(children, middle, bytes) <= node { low = middle } else { high = middle }
    }
    return low
  }

  /// The symbol that leads to `node`.
  func label(of node: Int, in bytes: RawSpan) -> Int {
    Int(UInt16(littleEndian: bytes.unsafeLoad(fromByteOffset: labels + node * 2, as: UInt16.self)))
  }

  @inline(__always)
  private func number(_ section: Int, _ index: Int, _ bytes: RawSpan) -> Int {
    Int(UInt32(littleEndian: bytes.unsafeLoad(fromByteOffset: section + index * 4, as: UInt32.self)))
  }
}
