/// Something that reads what strangers write, and what has to hold whatever they write.
///
/// A new target is one type that conforms and one line in `FuzzTargets.all`.
protocol FuzzTarget: SendableMetatype {
  static var name: String { get }
  /// Traps where something does not hold.
  static func run(_ bytes: [UInt8])
}

extension FuzzTarget {
  /// The bytes as text, broken UTF-8 repaired; what a file reader would have done.
  static func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Ends the program with a message that the fuzzer keeps.
  static func expect(_ holds: Bool, _ message: @autoclosure () -> String) {
    if !holds { fatalError("\(name): \(message())") }
  }
}
