import Foundation

/// What another detector makes of the bags: eldc's C command line, whose scores were counted over running text.
///
/// Lists say which words a language has; running text says how often. A bag that the teacher takes for another language
/// teaches less.
struct Teacher {
  /// The program of eldc 0.4.0, compiled from its source.
  let program: String

  /// The teacher's beliefs about one bag, a number a lane; all 0 where it has none.
  typealias Beliefs = [Float]

  /// A score of a bag of so many words is so many times a natural logarithm: about the least loss over single words,
  /// pairs and translated messages.
  private static func sharpness(words: Int) -> Float { min(40, 4 + 8 * Float(words)) }
  /// What a language that is not among those named gets.
  private static let unnamed: Float = 0.2

  private static let names = ["nb": "no"]
  /// The languages of eldc that have a lane somewhere.
  private static let known = Set(
    ("ar be bg ca cs da de en es et fa fi fr hi hr hu it lt lv mr ms nl no pl pt ro ru sk sl sr sv tl tr uk ur vi")
      .split(separator: " ").map(String.init))

  /// Whether the teacher was taught the language `tag`.
  static func knows(_ tag: String) -> Bool { known.contains(names[tag] ?? tag) }

  /// The beliefs about each line of `text`, which have so many words each.
  func beliefs(about text: [UInt8], sizes: [Int], tags: [String]) throws -> [Beliefs] {
    let names = tags.map { Self.names[$0] ?? $0 }
    let known = names.filter(Self.known.contains)
    let text = try run(["-l", known.joined(separator: ","), "-s", "20"], text)
    let lanes = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let answers = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    let isKnown = names.map(known.contains)
    guard answers.count > sizes.count else { throw TrainerError("\(program) did not answer every line") }
    return zip(answers, sizes).map { line, size in
      Self.beliefs(line, lanes: lanes, isKnown: isKnown, sharpness: Self.sharpness(words: size))
    }
  }

  /// Reads `{"language":"sv","scores":{"sv":0.9550,"da":0.9550}}`.
  private static func beliefs(_ line: ArraySlice<UInt8>, lanes: [String: Int], isKnown: [Bool], sharpness: Float)
    -> Beliefs
  {
    var scores = isKnown.map { $0 ? unnamed : -1 }
    var hasScore = false
    for member in line.split(separator: UInt8(ascii: ",")).dropFirst() {
      let sides = member.split(separator: UInt8(ascii: ":"))
      guard sides.count >= 2, let number = sides.last, let name = sides.dropLast().last else { continue }
      let tag = String(decoding: name.filter { $0 >= 0x61 && $0 <= 0x7A }, as: UTF8.self)
      guard let lane = lanes[tag], let score = Float(String(decoding: number.filter { $0 < 0x7B }, as: UTF8.self))
      else {
        continue
      }
      scores[lane] = score
      hasScore = true
    }
    guard hasScore else { return [Float](repeating: 0, count: 32) }
    let top = scores.max() ?? 0
    var beliefs = scores.map { $0 < 0 ? 0 : exp(($0 - top) * sharpness) }
    let sum = beliefs.reduce(0, +)
    for lane in beliefs.indices { beliefs[lane] /= sum }
    return beliefs + [Float](repeating: 0, count: 32 - beliefs.count)
  }

  private func run(_ arguments: [String], _ text: [UInt8]) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory
    let question = folder.appending(path: "bags-\(UUID().uuidString)")
    let answer = folder.appending(path: "beliefs-\(UUID().uuidString)")
    defer { for file in [question, answer] { try? FileManager.default.removeItem(at: file) } }
    try Data(text).write(to: question)
    try Data().write(to: answer)
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: question)
    process.standardOutput = try FileHandle(forWritingTo: answer)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw TrainerError("\(program) failed") }
    return Array(try Data(contentsOf: answer))
  }
}
