import Foundation

/// The installed packages that the word lists come from, and how each is read.
struct WordSources {
  /// The folder that holds `wordfreq`, `langidentify_full_model` and `pypinyin`, as pip installs them.
  let folder: String
  /// `mr.txt` and `hi.txt`: Marathi and Hindi words, one a line.
  let lists: String

  /// wordfreq's list: words with their share of a text; empty where there is none.
  func wordfreq(_ name: String) throws -> [(String, Double)] {
    for size in ["large", "small"] {
      let path = "\(folder)/wordfreq/data/\(size)_\(name).msgpack.gz"
      guard FileManager.default.fileExists(atPath: path) else { continue }
      var reader = MessagePack(try Self.unzip(path))
      guard case .list(let steps) = try reader.next() else { throw TrainerError("\(path) is no list") }
      var words: [(String, Double)] = []
      for (step, value) in steps.dropFirst().enumerated() {
        guard case .list(let entries) = value else { continue }
        for case .text(let word) in entries { words.append((word, pow(10, -Double(step) / 100))) }
      }
      return words
    }
    return []
  }

  /// langidentify's list, counted over Wikipedia: words with their share of the text; empty where there is none.
  func langidentify(_ name: String) throws -> [(String, Double)] {
    let path = "\(folder)/langidentify_full_model/data/topwords-\(name).txt.gz"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let text = String(decoding: try Self.unzip(path), as: UTF8.self)
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let parts = line.split(separator: " ")
      guard parts.count == 2, let logarithm = Double(parts[1]) else { return nil }
      return (String(parts[0]), exp(logarithm))
    }
  }

  /// A plain list, one word a line, without shares: all alike.
  func plain(_ name: String) throws -> [(String, Double)] {
    guard let data = FileManager.default.contents(atPath: "\(lists)/\(name)") else { return [] }
    let words = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    return words.map { ($0, 0.3 / Double(words.count)) }
  }

  /// pypinyin's first reading of every character, with tone marks or as it is typed without.
  func pinyin(withTones: Bool) throws -> [UInt32: String] {
    let path = "\(folder)/pypinyin/pinyin_dict.json"
    guard let data = FileManager.default.contents(atPath: path) else { throw TrainerError("there is no \(path)") }
    var table: [UInt32: String] = [:]
    for (key, reading) in try JSONDecoder().decode([String: String].self, from: data) {
      guard let scalar = UInt32(key), let first = reading.split(separator: ",").first else { continue }
      table[scalar] = withTones ? String(first) : Self.typed(String(first))
    }
    return table
  }

  /// A reading without its tone marks; ü is typed as v.
  private static func typed(_ reading: String) -> String {
    var typed = ""
    for scalar in reading.decomposedStringWithCanonicalMapping.unicodeScalars {
      if scalar.value == 0x308 && !typed.isEmpty {
        typed.removeLast()
        typed += "v"
      } else if scalar.isASCII {
        typed.unicodeScalars.append(scalar)
      }
    }
    return typed
  }

  /// pypinyin's readings of words, without tones, a blank between syllables.
  func pinyinPhrases() throws -> [String: [String]] {
    let path = "\(folder)/pypinyin/phrases_dict.json"
    guard let data = FileManager.default.contents(atPath: path) else { throw TrainerError("there is no \(path)") }
    let readings = try JSONDecoder().decode([String: [[String]]].self, from: data)
    return readings.mapValues { syllables in syllables.map { Self.typed($0.first ?? "") } }
  }

  private static func unzip(_ path: String) throws -> [UInt8] {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", path]
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw TrainerError("gzip cannot unpack \(path)") }
    return Array(data)
  }
}
