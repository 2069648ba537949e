/// The little of MessagePack that wordfreq's lists use: arrays of arrays of strings after a small map.
struct MessagePack {
  private let bytes: [UInt8]
  private var place = 0

  enum Value {
    case text(String)
    case number(Int)
    case list([Value])
    case map
  }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() throws -> Value {
    let head = try byte()
    switch head {
    case 0x00...0x7F: return .number(Int(head))
    case 0x80...0x8F: return try map(Int(head & 15))
    case 0x90...0x9F: return try list(Int(head & 15))
    case 0xA0...0xBF: return try text(Int(head & 31))
    case 0xD9: return try text(size(1))
    case 0xDA: return try text(size(2))
    case 0xDC: return try list(size(2))
    case 0xDD: return try list(size(4))
    default: throw TrainerError("MessagePack byte \(head) is not expected here")
    }
  }

  private mutating func byte() throws -> UInt8 {
    guard place < bytes.count else { throw TrainerError("a MessagePack file ends too early") }
    defer { place += 1 }
    return bytes[place]
  }

  private mutating func size(_ width: Int) throws -> Int {
    var size = 0
    for _ in 0..<width { size = size << 8 | Int(try byte()) }
    return size
  }

  private mutating func text(_ count: Int) throws -> Value {
    guard count <= bytes.count - place else { throw TrainerError("a MessagePack file ends too early") }
    defer { place += count }
    return .text(String(decoding: bytes[place..<place + count], as: UTF8.self))
  }

  private mutating func list(_ count: Int) throws -> Value {
    var values: [Value] = []
    for _ in 0..<count { values.append(try next()) }
    return .list(values)
  }

  private mutating func map(_ count: Int) throws -> Value {
    for _ in 0..<count * 2 { _ = try next() }
    return .map
  }
}
