internal import Text

/// A trained network as set-up writes it: a line of JSON, then the 32-bit floats of its tensors.
struct NetworkSource {
  let characters: [String]
  let classes: [String]
  private let tensors: [String: (shape: [Int], place: Int)]
  private let bytes: ArraySlice<UInt8>

  /// Nil where it is no such file.
  init?(_ source: SourceText) {
    guard let feed = source.bytes.firstIndex(of: 0x0A),
      let json = try? JSONParser.parse(String(decoding: source.bytes[..<feed], as: UTF8.self)),
      let characters = json["characters"]?.array, let classes = json["classes"]?.array,
      let tensors = json["tensors"]?.array
    else { return nil }
    self.characters = characters.map { $0.string ?? "" }
    self.classes = classes.map { $0.string ?? "" }
    var places: [String: (shape: [Int], place: Int)] = [:]
    for tensor in tensors {
      guard let name = tensor["name"]?.string, let place = tensor["place"]?.integer,
        let shape = tensor["shape"]?.array?.compactMap({ $0.integer })
      else { return nil }
      places[name] = (shape, place)
    }
    self.tensors = places
    bytes = source.bytes[(feed + 1)...]
  }

  /// The values of a tensor of this shape, row by row; nil where it has another shape or lies outside the file.
  func tensor(_ name: String, _ shape: [Int]) -> [Float]? {
    guard let found = tensors[name], found.shape == shape, shape.allSatisfy({ (1...1 << 20).contains($0) }),
      found.place >= 0, found.place < 1 << 30
    else { return nil }
    let count = shape.reduce(1, *)
    let start = bytes.startIndex + found.place * 4
    guard count < 1 << 28, start + count * 4 <= bytes.endIndex else { return nil }
    return bytes.withUnsafeBytes { buffer in
      (0..<count).map {
        Float(
          bitPattern: UInt32(
            littleEndian: buffer.loadUnaligned(fromByteOffset: start - bytes.startIndex + $0 * 4, as: UInt32.self)))
      }
    }
  }
}
