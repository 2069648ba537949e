/// How often words occur, from jieba's list: `word count part-of-speech`.
struct WordFrequencies {
  private(set) var counts: [String: Int] = [:]
  private(set) var malformed = 0

  init() {}

  init(_ text: SourceText) {
    counts.reserveCapacity(400_000)
    text.forEachLine { line in
      guard !line.isEmpty else { return }
      let fields = line.split(separator: 0x20)
      guard fields.count >= 2, let count = Int(String(decoding: fields[1], as: UTF8.self)), count >= 0 else {
        malformed += 1
        return
      }
      counts[String(decoding: fields[0], as: UTF8.self)] = count
    }
  }
}
