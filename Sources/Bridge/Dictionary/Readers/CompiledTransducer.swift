/// A dictionary of Apertium as lttoolbox compiles it: a graph whose paths pair the letters of a word with its analysis, or
/// a word of one language with one of the other.
///
/// Read after the format of lttoolbox 3.6: an optional header `LTTB` with eight bytes of features, the letters, the
/// alphabet (tags, then pairs of symbols), and named transducers, each a list of states with their transitions. Numbers
/// take one to four bytes, told by the first.
struct CompiledTransducer {
  /// A code point, or a tag: minus its number, less one; 0 is nothing.
  typealias Symbol = Int32

  struct Transition {
    var input: Symbol
    var output: Symbol
    var target: Int32
  }

  /// One named graph.
  struct Section {
    var name: String
    var initial: Int32
    var isFinal: [Bool]
    /// Where the transitions of each state begin, and one more.
    var starts: [Int32]
    var transitions: [Transition]

    func transitions(of state: Int32) -> ArraySlice<Transition> {
      transitions[Int(starts[Int(state)])..<Int(starts[Int(state) + 1])]
    }
  }

  private(set) var tags: [String] = []
  /// The graphs of words; those of numbers and punctuation are left out.
  private(set) var sections: [Section] = []

  /// Reads a compiled dictionary. O(*n*).
  ///
  /// - Throws: `damaged` with what is wrong, where it is cut off, foreign or names what is not there.
  init(_ bytes: [UInt8], path: String) throws(DictionaryError) {
    var reader = TransducerBytes(bytes, path: path)
    try reader.header("LTTB")
    for _ in 0..<(try reader.count()) { _ = try reader.number() }
    let tagCount = try reader.count()
    for _ in 0..<tagCount { tags.append(try reader.text()) }
    var pairs: [(input: Symbol, output: Symbol)] = []
    for _ in 0..<(try reader.count()) {
      pairs.append((try reader.symbol(tags: tagCount), try reader.symbol(tags: tagCount)))
    }
    for _ in 0..<(try reader.count()) {
      let section = try Self.section(&reader, pairs)
      if section.name.hasPrefix("main") { sections.append(section) }
    }
    guard reader.isAtEnd else { throw reader.damaged("something stands after its end") }
    guard !sections.isEmpty else { throw reader.damaged("no transducer of words is in it") }
  }

  private static func section(
    _ reader: inout TransducerBytes, _ pairs: [(input: Symbol, output: Symbol)]
  ) throws(DictionaryError) -> Section {
    let name = try reader.text()
    try reader.header("LTTD")
    let initial = try reader.number()
    var finals: [Int] = []
    var last = 0
    for _ in 0..<(try reader.count()) {
      last += try reader.number()
      finals.append(last)
    }
    let count = try reader.count()
    var section = Section(
      name: name, initial: Int32(initial), isFinal: [Bool](repeating: false, count: count), starts: [0],
      transitions: [])
    guard initial < count || count == 0 else { throw reader.damaged("its first state is not there") }
    for final in finals {
      guard final < count else { throw reader.damaged("a last state is not there") }
      section.isFinal[final] = true
    }
    for state in 0..<count {
      var pair = 0
      for _ in 0..<(try reader.count()) {
        pair += try reader.number()
        guard pair < pairs.count else { throw reader.damaged("a transition has a symbol that is not there") }
        let target = (state + (try reader.number())) % count
        section.transitions.append(
          Transition(input: pairs[pair].input, output: pairs[pair].output, target: Int32(target)))
      }
      section.starts.append(Int32(section.transitions.count))
    }
    return section
  }
}

/// The bytes of a compiled transducer, read from the front.
private struct TransducerBytes {
  private let bytes: [UInt8]
  private let path: String
  private var offset = 0

  init(_ bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
  }

  var isAtEnd: Bool { offset == bytes.count }

  func damaged(_ what: String) -> DictionaryError {
    DictionaryError(.unusableSource("\(what) (at byte \(offset))"), path)
  }

  /// Skips a header and its features, which must be none: weights and attributes are not read.
  mutating func header(_ magic: String) throws(DictionaryError) {
    guard bytes[offset...].starts(with: magic.utf8), offset + 12 <= bytes.count else { return }
    guard bytes[(offset + 4)..<(offset + 12)].allSatisfy({ $0 == 0 }) else {
      throw damaged("it has features that are not known")
    }
    offset += 12
  }

  mutating func number() throws(DictionaryError) -> Int {
    guard let first = next() else { throw damaged("it is cut off") }
    var value: Int
    let more: Int
    switch first {
    case ..<0x40: (value, more) = (Int(first), 0)
    case ..<0x80: (value, more) = (Int(first & 0x3F), 1)
    case ..<0xC0: (value, more) = (Int(first & 0x3F), 2)
    default: (value, more) = (Int(first & 0x3F), 3)
    }
    for _ in 0..<more {
      guard let byte = next() else { throw damaged("it is cut off") }
      value = value << 8 | Int(byte)
    }
    return value
  }

  private mutating func next() -> UInt8? {
    guard offset < bytes.count else { return nil }
    defer { offset += 1 }
    return bytes[offset]
  }

  /// How many of something follow: no more than there are bytes.
  mutating func count() throws(DictionaryError) -> Int {
    let count = try number()
    guard count <= bytes.count - offset else { throw damaged("it is cut off") }
    return count
  }

  mutating func text() throws(DictionaryError) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<(try count()) { text.append(Unicode.Scalar(UInt32(try number())) ?? "\u{FFFD}") }
    return String(text)
  }

  /// One side of a pair, stored with the number of tags added.
  mutating func symbol(tags: Int) throws(DictionaryError) -> CompiledTransducer.Symbol {
    let symbol = try number() - tags
    guard symbol >= -tags else { throw damaged("a pair has a tag that is not there") }
    return CompiledTransducer.Symbol(symbol)
  }
}
